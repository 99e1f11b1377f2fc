import type { MediaItem } from '#contract/media'
import type { Content, ContentInput } from '#contract/publishing'
import type { Focus, Poll, PostContent, PostImage, Settings } from '#networks/network'

import { newKey } from '../new-key.ts'

/** The composer's own picture of a post: stable keys for parts and images, and images that are still being uploaded. */
export interface Draft {
  readonly parts: readonly DraftPart[]
  readonly languages: readonly string[]
  /** What is said otherwise on a network, by its name. */
  readonly variants: Readonly<Record<string, DraftVariant>>
}

/** Without parts of its own it follows the common text. */
export interface DraftVariant {
  readonly parts?: readonly DraftPart[]
  readonly settings: Settings
}

export interface DraftPart {
  readonly key: string
  readonly text: string
  readonly images: readonly DraftImage[]
  readonly link?: DraftLink
  readonly poll?: Poll
  /** Addresses whose card the author removed, so that it is not offered again. */
  readonly declined: readonly string[]
}

export interface DraftImage {
  readonly key: string
  readonly alt: string
  readonly focus?: Focus
  readonly mediaId?: string
  /** Absent while uploading, and for an image that left the library. */
  readonly media?: MediaItem
  readonly upload?: Upload
}

export interface Upload {
  readonly file: File
  readonly progress: number
  readonly problem?: string
}

export interface DraftLink {
  readonly url: string
  readonly title: string
  readonly description: string
  readonly thumb?: MediaItem | undefined
}

/** More than any network takes; longer text is cut when it is pasted, and the author is told. */
export const longestText = 20_000
export const mostParts = 100

export function newPart(text = ''): DraftPart {
  return { key: newKey(), text, images: [], declined: [] }
}

export function newDraft(language: string): Draft {
  return { parts: [newPart()], languages: [language], variants: {} }
}

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

/** The parts as they go out on a network. */
export function partsOn(draft: Draft, network: string): readonly DraftPart[] {
  return draft.variants[network]?.parts ?? draft.parts
}

function mapVariants<From, To>(variants: Readonly<Record<string, From>>, change: (variant: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(variants).map(([network, variant]) => [network, change(variant)]))
}

export function isEmpty(draft: Draft): boolean {
  return draft.parts.every((part) => part.text.trim() === '' && part.images.length === 0 && part.link === undefined)
}

export function changePart(draft: Draft, key: string, change: (part: DraftPart) => DraftPart): Draft {
  return { ...draft, parts: draft.parts.map((part) => (part.key === key ? change(part) : part)) }
}

export function addPartAfter(draft: Draft, key: string, part: DraftPart): Draft {
  if (draft.parts.length >= mostParts) return draft
  return { ...draft, parts: draft.parts.flatMap((each) => (each.key === key ? [each, part] : [each])) }
}

/** A post always keeps one part. */
export function removePart(draft: Draft, key: string): Draft {
  const parts = draft.parts.filter((part) => part.key !== key)
  return { ...draft, parts: parts.length === 0 ? [newPart()] : parts }
}

/** Moves the item with this key by so many places, staying inside the list. */
export function moveBy<Item extends { readonly key: string }>(items: readonly Item[], key: string, places: number): readonly Item[] {
  const from = items.findIndex((item) => item.key === key)
  const item = items[from]
  if (item === undefined) return items
  const to = Math.max(0, Math.min(items.length - 1, from + places))
  return items.toSpliced(from, 1).toSpliced(to, 0, item)
}

/** Cuts text to what a post may hold, never through a surrogate pair. `cut` says how many characters did not fit. */
export function fitText(text: string): { readonly text: string; readonly cut: number } {
  if (text.length <= longestText) return { text, cut: 0 }
  const kept = text.slice(0, longestText).replace(/[\uD800-\uDBFF]$/, '')
  return { text: kept, cut: text.length - kept.length }
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
