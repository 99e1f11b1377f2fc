import type { MediaItem } from '#contract/media'
import type { Content, ContentInput } from '#contract/publishing'
import type { PostContent, PostImage } from '#networks/network'

import { newKey } from '../new-key.ts'
import { newPart, type Draft, type DraftImage, type DraftLink, type DraftPart } from './draft.ts'
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
    images: part.images.map((image) => ({
      key: newKey(),
      alt: image.alt,
      mediaId: image.mediaId,
      ...(image.focus === undefined ? {} : { focus: image.focus }),
      ...(image.media === undefined ? {} : { media: image.media }),
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

function toPart({ text, images, link, poll }: DraftPart): ContentInput['parts'][number] {
  return {
    text,
    images: images.flatMap(({ mediaId, alt, focus }) =>
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
      const images = part.images.flatMap((image) => (image.media === undefined ? [] : [postImage(image.media, image)]))
      const link = part.link === undefined || images.length > 0 ? {} : { link: linkCard(part.link) }
      return { text: part.text, images, ...link, ...(part.poll === undefined ? {} : { poll: part.poll }) }
    }),
  }
}

function mapVariants<From, To>(variants: Readonly<Record<string, From>>, change: (variant: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(variants).map(([network, variant]) => [network, change(variant)]))
}

function postImage(
  { id: mediaId, mimeType, bytes, width, height }: MediaItem,
  { alt, focus }: Pick<DraftImage, 'alt' | 'focus'>,
): PostImage {
  return { mediaId, mimeType, bytes, width, height, alt, ...(focus === undefined ? {} : { focus }) }
}

function linkOf(link: NonNullable<Content['parts'][number]['link']>): DraftLink {
  const { url, title, description, thumb } = link
  return { url, title, description, ...(thumb === undefined ? {} : { thumb }) }
}

function linkInput({ url, title, description, thumb }: DraftLink) {
  return { url, title, description, ...(thumb === undefined ? {} : { thumbMediaId: thumb.id }) }
}

function linkCard({ url, title, description, thumb }: DraftLink) {
  return { url, title, description, ...(thumb === undefined ? {} : { thumb: postImage(thumb, thumb) }) }
}
