import type { MediaItem } from '#contract/media'
import type { Db } from '#kit/database'
import { postImageOf, postMediaOf } from '#networks/media'
import type { PostContent } from '#networks/network'

import type { Content, ContentInput, MediaInput, Part } from './contract.ts'
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
  return allPartsOf(content).flatMap(({ media, link }) => [...media.flatMap(idsOf), ...(link?.thumbMediaId ? [link.thumbMediaId] : [])])
}

function idsOf({ mediaId, cover, captions = [] }: MediaInput): string[] {
  return [mediaId, ...(cover && 'mediaId' in cover ? [cover.mediaId] : []), ...captions.map((each) => each.mediaId)]
}

/** The content as people see it, with the library's facts about each image. */
export function toContent({ parts, languages, variants }: ContentInput, items: MediaById): Content {
  const shown = (part: PartInput): Part => toPart(part, items)
  const variant = ({ parts: own, settings }: ContentInput['variants'][string]) => ({ settings, ...optional('parts', own?.map(shown)) })
  return {
    languages,
    parts: parts.map(shown),
    variants: Object.fromEntries(Object.entries(variants).map(([network, own]) => [network, variant(own)])),
  }
}

type PartInput = ContentInput['parts'][number]

function toPart({ text, media, link, poll }: PartInput, items: MediaById): Part {
  return {
    text,
    media: media.map((each) => shownMedia(each, items)),
    ...(link ? { link: { ...link, ...optional('thumb', link.thumbMediaId ? items.get(link.thumbMediaId) : undefined) } } : {}),
    ...optional('poll', poll),
  }
}

function shownMedia({ cover, captions, ...media }: MediaInput, items: MediaById): Part['media'][number] {
  const withItem = <Ref extends { mediaId: string }>(ref: Ref) => ({ ...ref, ...optional('item', items.get(ref.mediaId)) })
  return {
    ...withItem(media),
    ...(cover ? { cover: 'at' in cover ? cover : withItem(cover) } : {}),
    ...optional('captions', captions?.map(withItem)),
  }
}

/** The content as one network needs it, its variant applied; undefined where something it shows has left the library. A card loses only its picture, and gives way to media. */
export function toPostContent(
  { parts: common, languages, variants }: ContentInput,
  { network, media: items }: { network: string; media: MediaById },
): PostContent | undefined {
  const { parts = common, settings = {} } = variants[network] ?? {}
  if (parts.some(({ media }) => media.flatMap(idsOf).some((id) => !items.has(id)))) return undefined
  return {
    languages,
    settings,
    parts: parts.map(({ text, media, link, poll }) => ({
      text,
      media: media.flatMap((each) => {
        const item = items.get(each.mediaId)
        return item ? postMediaOf(item, each, (id) => items.get(id)) : []
      }),
      ...(link && media.length === 0 ? { link: linkCard(link, items) } : {}),
      ...optional('poll', poll),
    })),
  }
}

function linkCard(link: NonNullable<PartInput['link']>, items: MediaById): NonNullable<PostContent['parts'][number]['link']> {
  const item = link.thumbMediaId ? items.get(link.thumbMediaId) : undefined
  const thumb = item?.kind === 'image' ? postImageOf(item, { alt: '' }) : undefined
  return { url: link.url, title: link.title, description: link.description, ...optional('thumb', thumb) }
}

function optional<Key extends string, Value>(key: Key, value: Value | undefined): { [Name in Key]?: Value } {
  const object: { [Name in Key]?: Value } = {}
  if (value !== undefined) object[key] = value
  return object
}
