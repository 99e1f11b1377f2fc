import { newPart, type DraftMedia, type DraftPart } from './draft.ts'

export type Parts = readonly DraftPart[]

export const mostParts = 100

export function changePart(parts: Parts, key: string, change: (part: DraftPart) => DraftPart): Parts {
  return parts.map((part) => (part.key === key ? change(part) : part))
}

/** As many of them as a post may have; what does not fit is left to the caller. */
export function addPartsAfter(parts: Parts, key: string, more: Parts): Parts {
  const room = more.slice(0, Math.max(0, mostParts - parts.length))
  return room.length === 0 ? parts : parts.flatMap((each) => (each.key === key ? [each, ...room] : [each]))
}

/** A post always keeps one part. */
export function removePart(parts: Parts, key: string): Parts {
  const left = parts.filter((part) => part.key !== key)
  return left.length === 0 ? [newPart()] : left
}

/** Moves the item with this key by so many places, staying inside the list. */
export function moveBy<Item extends { readonly key: string }>(items: readonly Item[], key: string, places: number): readonly Item[] {
  const from = items.findIndex((item) => item.key === key)
  const item = items[from]
  if (item === undefined) return items
  const to = Math.max(0, Math.min(items.length - 1, from + places))
  return to === from ? items : items.toSpliced(from, 1).toSpliced(to, 0, item)
}

/** Moves a picture, video or document before another one, also into another part; at the end of the part where `before` is absent. */
export function moveMedia(parts: Parts, key: string, to: { readonly part: string; readonly before?: string | undefined }): Parts {
  const image = parts.flatMap(({ media }) => media).find((each) => each.key === key)
  if (image === undefined || key === to.before) return parts
  return parts.map((part) => {
    const others = part.media.filter((each) => each !== image)
    if (part.key === to.part) return { ...part, media: insertBefore(others, image, to.before) }
    return others.length === part.media.length ? part : { ...part, media: others }
  })
}

function insertBefore(images: readonly DraftMedia[], image: DraftMedia, before: string | undefined): readonly DraftMedia[] {
  const at = images.findIndex(({ key }) => key === before)
  return images.toSpliced(at === -1 ? images.length : at, 0, image)
}
