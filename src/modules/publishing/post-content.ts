import type { MediaItem } from '#contract/media'
import type { Db } from '#kit/database'
import type { PostContent, PostImage } from '#networks/network'

import type { Content, ContentInput } from './contract.ts'
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

export function mediaIdsOf({ parts }: ContentInput): string[] {
  return parts.flatMap(({ images, link }) => [...images.map(({ mediaId }) => mediaId), ...(link?.thumbMediaId ? [link.thumbMediaId] : [])])
}

/** The content as people see it, with the library's facts about each image. */
export function toContent({ parts, languages }: ContentInput, media: MediaById): Content {
  return {
    languages,
    parts: parts.map(({ text, images, link }) => ({
      text,
      images: images.map((image) => ({ ...image, ...optional('media', media.get(image.mediaId)) })),
      ...(link ? { link: { ...link, ...optional('thumb', link.thumbMediaId ? media.get(link.thumbMediaId) : undefined) } } : {}),
    })),
  }
}

/** The content as a network needs it; undefined where an image has left the library. A card loses only its picture. */
export function toPostContent({ parts, languages }: ContentInput, media: MediaById): PostContent | undefined {
  if (parts.some(({ images }) => images.some(({ mediaId }) => !media.has(mediaId)))) return undefined
  return {
    languages,
    parts: parts.map(({ text, images, link }) => ({
      text,
      images: images.flatMap(({ mediaId, alt }) => postImage(media.get(mediaId), alt)),
      ...(link ? { link: linkCard(link, media) } : {}),
    })),
  }
}

function linkCard(
  link: NonNullable<ContentInput['parts'][number]['link']>,
  media: MediaById,
): NonNullable<PostContent['parts'][number]['link']> {
  const [thumb] = link.thumbMediaId ? postImage(media.get(link.thumbMediaId), '') : []
  return { url: link.url, title: link.title, description: link.description, ...optional('thumb', thumb) }
}

function postImage(item: MediaItem | undefined, alt: string): PostImage[] {
  if (!item) return []
  return [{ mediaId: item.id, mimeType: item.mimeType, bytes: item.bytes, width: item.width, height: item.height, alt }]
}

function optional<Key extends string, Value>(key: Key, value: Value | undefined): { [Name in Key]?: Value } {
  const object: { [Name in Key]?: Value } = {}
  if (value !== undefined) object[key] = value
  return object
}
