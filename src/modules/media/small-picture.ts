import { imageFor } from './image-for.ts'
import { findMedia } from './items.ts'
import type { MediaNeeds } from './needs.ts'

interface Wanted {
  readonly workspaceId: string
  readonly mediaId: string
  /** Of the longer side, in pixels. */
  readonly side: number
  readonly mimeType: 'image/jpeg' | 'image/png'
}

/** How an item looks, for a place that shows it small: a picture, or the one chosen for a film. Undefined for what is gone or has no looks. */
export async function smallPicture(
  needs: Pick<MediaNeeds, 'db' | 'storage'>,
  { workspaceId, mediaId, side, mimeType }: Wanted,
): Promise<{ bytes: Uint8Array; mimeType: string } | undefined> {
  const [item] = await findMedia(needs.db, { workspaceId, ids: [mediaId] })
  if (item?.kind !== 'image' && item?.kind !== 'video') return undefined
  const rules = { maxPerPart: 1, maxBytes: 500_000, maxSide: side, mimeTypes: [mimeType], maxAltLength: 0 }
  return imageFor(needs, { workspaceId, image: { mediaId }, rules })
}
