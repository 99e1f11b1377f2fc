import { refuse } from '#kit/errors'
import { readAll } from '#kit/storage'
import type { ImageRules, LibraryImage, NetworkEnvironment } from '#networks/network'

import { type MediaItem, mediaRefusals } from './contract.ts'
import { keyOf, type Size } from './files.ts'
import { fitImage } from './fit-image.ts'
import { readMedia } from './items.ts'
import type { MediaNeeds } from './needs.ts'

export interface WantedImage {
  readonly workspaceId: string
  readonly image: LibraryImage
  readonly rules: ImageRules
}

/** A library image within a network's rules: as it is where it fits, else cropped, scaled and encoded anew, the same bytes each time. */
export async function imageFor(
  needs: Pick<MediaNeeds, 'db' | 'storage'>,
  { workspaceId, image, rules }: WantedImage,
): ReturnType<NetworkEnvironment['image']> {
  const { mediaId, focus } = image
  const item = await readMedia(needs.db, { workspaceId, mediaId })
  const { mimeType, width, height } = item
  const { maxSide, maxBytes, mimeTypes, ratio } = rules
  const shape = width / height
  const inShape = !ratio || (shape >= ratio.min && shape <= ratio.max)
  const fits = inShape && item.bytes <= maxBytes && Math.max(width, height) <= maxSide && mimeTypes.includes(mimeType)
  if (fits) return { bytes: await bytesOf(needs, { workspaceId, mediaId, size: 'original' }), mimeType, width, height }
  const file = { workspaceId, mediaId, size: stillOf(item) }
  return fitImage(
    { key: keyOf(file, file.size), read: () => bytesOf(needs, file) },
    {
      maxSide,
      maxBytes,
      mimeTypes: [...mimeTypes],
      ...(ratio ? { ratio } : {}),
      ...(focus ? { focus } : {}),
    },
  )
}

/** What stands still of an item: what moves is shown by its first frame, a film by the picture chosen for it. */
function stillOf(item: MediaItem): Size {
  if (item.kind === 'video') return 'poster'
  return item.kind === 'image' && item.animated ? 'still' : 'original'
}

async function bytesOf(
  { storage }: Pick<MediaNeeds, 'storage'>,
  { size, ...item }: { workspaceId: string; mediaId: string; size: Size },
): Promise<Uint8Array> {
  const blob = await storage.get(keyOf(item, size))
  if (!blob) throw refuse(mediaRefusals, 'NOT_FOUND')
  return readAll(blob.stream)
}
