import type { Content, ContentInput } from '#contract/publishing'
import { postImageOf, postMediaOf } from '#networks/media'
import type { PostContent, PostMedia } from '#networks/network'

import { newKey } from '../new-key.ts'
import { newPart, type Draft, type DraftLink, type DraftMedia, type DraftPart } from './draft.ts'
import { partsOn } from './variants.ts'

export function fromContent(content: Content): Draft {
  return {
    languages: content.languages,
    parts: content.parts.map(fromPart),
    variants: mapVariants(content.variants, ({ parts, settings }) => ({
      settings,
      ...(parts === undefined ? {} : { parts: parts.map(fromPart) }),
    })),
  }
}

type ContentPart = Content['parts'][number]

function fromPart(part: ContentPart): DraftPart {
  return {
    ...newPart(part.text),
    media: part.media.map(fromMedia),
    ...(part.link === undefined ? {} : { link: linkOf(part.link) }),
    ...(part.poll === undefined ? {} : { poll: part.poll }),
  }
}

/** A cover picture or captions file that left the library is left out. */
function fromMedia({ mediaId, alt, focus, trim, cover, captions, title, item }: ContentPart['media'][number]): DraftMedia {
  const shown = cover === undefined || 'at' in cover ? cover : cover.item && { picture: cover.item }
  const files = captions?.flatMap(({ language, item: file }) => (file === undefined ? [] : [{ language, file }])) ?? []
  return {
    key: newKey(),
    alt,
    mediaId,
    ...(focus === undefined ? {} : { focus }),
    ...(trim === undefined ? {} : { trim }),
    ...(shown === undefined ? {} : { cover: shown }),
    ...(files.length > 0 ? { captions: files } : {}),
    ...(title === undefined ? {} : { title }),
    ...(item === undefined ? {} : { item }),
  }
}

/** What the server keeps: images still uploading are left out until they have arrived. */
export function toContent(draft: Draft): ContentInput {
  return {
    languages: [...draft.languages],
    parts: draft.parts.map(toPart),
    variants: mapVariants(draft.variants, ({ parts, settings }) => ({
      settings: { ...settings },
      ...(parts === undefined ? {} : { parts: parts.map(toPart) }),
    })),
  }
}

function toPart({ text, media, link, poll }: DraftPart): ContentInput['parts'][number] {
  return {
    text,
    media: media.flatMap((each) => (each.mediaId === undefined ? [] : [{ mediaId: each.mediaId, ...saidOf(each) }])),
    ...(link === undefined ? {} : { link: linkInput(link) }),
    ...(poll === undefined ? {} : { poll: { ...poll, options: [...poll.options] } }),
  }
}

/** What the author says of it, beside what it is. */
function saidOf({ alt, focus, trim, cover, captions = [], title }: DraftMedia) {
  return {
    alt,
    ...(focus === undefined ? {} : { focus }),
    ...(trim === undefined ? {} : { trim }),
    ...(cover === undefined ? {} : { cover: 'at' in cover ? cover : { mediaId: cover.picture.id } }),
    ...(captions.length > 0 ? { captions: captions.map(({ language, file }) => ({ language, mediaId: file.id })) } : {}),
    ...(title === undefined ? {} : { title }),
  }
}

/** One of them as the networks see it; nothing while it is on its way, or where it left the library. */
function postMedia(media: DraftMedia): readonly PostMedia[] {
  if (media.item === undefined) return []
  const { cover, captions = [] } = media
  const beside = [...(cover && 'picture' in cover ? [cover.picture] : []), ...captions.map(({ file }) => file)]
  return postMediaOf(media.item, saidOf(media), (id) => beside.find((item) => item.id === id))
}

/** What a network's rules judge: its variant, or the common parts. A card is not sent where there are images. */
export function toPostContent(draft: Draft, network: string): PostContent {
  const variant = draft.variants[network]
  return {
    languages: draft.languages,
    settings: variant?.settings ?? {},
    parts: partsOn(draft, network).map((part) => {
      const media = part.media.flatMap(postMedia)
      const link = part.link === undefined || media.length > 0 ? {} : { link: linkCard(part.link) }
      return { text: part.text, media, ...link, ...(part.poll === undefined ? {} : { poll: part.poll }) }
    }),
  }
}

function mapVariants<From, To>(variants: Readonly<Record<string, From>>, change: (variant: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(variants).map(([network, variant]) => [network, change(variant)]))
}

function linkOf(link: NonNullable<Content['parts'][number]['link']>): DraftLink {
  const { url, title, description, thumb } = link
  return { url, title, description, ...(thumb === undefined ? {} : { thumb }) }
}

function linkInput({ url, title, description, thumb }: DraftLink) {
  return { url, title, description, ...(thumb === undefined ? {} : { thumbMediaId: thumb.id }) }
}

function linkCard({ url, title, description, thumb }: DraftLink) {
  return { url, title, description, ...(thumb?.kind === 'image' ? { thumb: postImageOf(thumb, thumb) } : {}) }
}
