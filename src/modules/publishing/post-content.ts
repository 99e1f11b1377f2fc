import type { MediaItem } from '#contract/media'
import type { Db } from '#kit/database'
import type { PostContent, PostImage } from '#networks/network'

import type { Content, ContentInput, Part } from './contract.ts'
import type { PublishingNeeds } from './needs.ts'

export type MediaById = ReadonlyMap<string, MediaItem>

/** Every library item that these contents show, in one question. */
export async function mediaOf(
  needs: Pick<PublishingNeeds, 'media'>,
  db: Db,
  { workspaceId, contents, ids = [] }: { workspaceId: string; contents: readonly ContentInput[]; ids?: readonly string[] },
): Promise<MediaById> {
  const wanted = new Set([...ids, ...contents.flatMap(mediaIdsOf)])
  if (wanted.size === 0) return new Map()
  const items = await needs.media.find(db, { workspaceId, ids: [...wanted] })
  return new Map(items.map((item) => [item.id, item]))
}

/** Every part that is written somewhere: the common ones, then those of the variants. */
export function allPartsOf({ parts, variants }: ContentInput): ContentInput['parts'] {
  return [...parts, ...Object.values(variants).flatMap((variant) => variant.parts ?? [])]
}

export function mediaIdsOf(content: ContentInput): string[] {
  return allPartsOf(content).flatMap(({ images, link }) => [
    ...images.map(({ mediaId }) => mediaId),
    ...(link?.thumbMediaId ? [link.thumbMediaId] : []),
  ])
}

/** The content as people see it, with the library's facts about each image. */
export function toContent({ parts, languages, variants }: ContentInput, media: MediaById): Content {
  const shown = (part: PartInput): Part => toPart(part, media)
  const variant = ({ parts: own, settings }: ContentInput['variants'][string]) => ({ settings, ...optional('parts', own?.map(shown)) })
  return {
    languages,
    parts: parts.map(shown),
    variants: Object.fromEntries(Object.entries(variants).map(([network, own]) => [network, variant(own)])),
  }
}

type PartInput = ContentInput['parts'][number]

function toPart({ text, images, link, poll }: PartInput, media: MediaById): Part {
  return {
    text,
    images: images.map((image) => ({ ...image, ...optional('media', media.get(image.mediaId)) })),
    ...(link ? { link: { ...link, ...optional('thumb', link.thumbMediaId ? media.get(link.thumbMediaId) : undefined) } } : {}),
    ...optional('poll', poll),
  }
}

/** The content as one network needs it, its variant applied; undefined where an image has left the library. A card loses only its picture, and gives way to images. */
export function toPostContent(
  { parts: common, languages, variants }: ContentInput,
  { network, media }: { network: string; media: MediaById },
): PostContent | undefined {
  const { parts = common, settings = {} } = variants[network] ?? {}
  if (parts.some(({ images }) => images.some(({ mediaId }) => !media.has(mediaId)))) return undefined
  return {
    languages,
    settings,
    parts: parts.map(({ text, images, link, poll }) => ({
      text,
      images: images.flatMap((image) => postImage(media.get(image.mediaId), image)),
      ...(link && images.length === 0 ? { link: linkCard(link, media) } : {}),
      ...optional('poll', poll),
    })),
  }
}

function linkCard(
  link: NonNullable<ContentInput['parts'][number]['link']>,
  media: MediaById,
): NonNullable<PostContent['parts'][number]['link']> {
  const [thumb] = link.thumbMediaId ? postImage(media.get(link.thumbMediaId), { alt: '' }) : []
  return { url: link.url, title: link.title, description: link.description, ...optional('thumb', thumb) }
}

function postImage(item: MediaItem | undefined, { alt, focus }: { alt: string; focus?: PostImage['focus'] | undefined }): PostImage[] {
  if (!item) return []
  const { id: mediaId, mimeType, bytes, width, height } = item
  return [{ mediaId, mimeType, bytes, width, height, alt, ...optional('focus', focus) }]
}

function optional<Key extends string, Value>(key: Key, value: Value | undefined): { [Name in Key]?: Value } {
  const object: { [Name in Key]?: Value } = {}
  if (value !== undefined) object[key] = value
  return object
}
