import type { Content, ContentInput } from '#contract/publishing'
import { postImageOf, postMediaOf } from '#networks/media'
import type { PostContent } from '#networks/network'

import { newKey } from '../new-key.ts'
import { newPart, type Draft, type DraftLink, type DraftPart } from './draft.ts'
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

function fromPart(part: Content['parts'][number]): DraftPart {
  return {
    ...newPart(part.text),
    media: part.media.map((each) => ({
      key: newKey(),
      alt: each.alt,
      mediaId: each.mediaId,
      ...(each.focus === undefined ? {} : { focus: each.focus }),
      ...(each.item === undefined ? {} : { item: each.item }),
    })),
    ...(part.link === undefined ? {} : { link: linkOf(part.link) }),
    ...(part.poll === undefined ? {} : { poll: part.poll }),
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
    media: media.flatMap(({ mediaId, alt, focus }) =>
      mediaId === undefined ? [] : [{ mediaId, alt, ...(focus === undefined ? {} : { focus }) }],
    ),
    ...(link === undefined ? {} : { link: linkInput(link) }),
    ...(poll === undefined ? {} : { poll: { ...poll, options: [...poll.options] } }),
  }
}

/** What a network's rules judge: its variant, or the common parts. A card is not sent where there are images. */
export function toPostContent(draft: Draft, network: string): PostContent {
  const variant = draft.variants[network]
  return {
    languages: draft.languages,
    settings: variant?.settings ?? {},
    parts: partsOn(draft, network).map((part) => {
      const media = part.media.flatMap((each) => (each.item === undefined ? [] : postMediaOf(each.item, each, () => undefined)))
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
