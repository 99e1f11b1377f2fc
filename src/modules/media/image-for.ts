import { refuse } from '#kit/errors'
import { readAll } from '#kit/storage'
import type { ImageRules, LibraryImage, NetworkEnvironment } from '#networks/network'

import { mediaRefusals } from './contract.ts'
import { keyOf } from './files.ts'
import { fitImage } from './image-process.ts'
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
  const { mimeType, width, height } = await readMedia(needs.db, { workspaceId, mediaId })
  const blob = await needs.storage.get(keyOf({ workspaceId, mediaId }, 'original'))
  if (!blob) throw refuse(mediaRefusals, 'NOT_FOUND')
  const bytes = await readAll(blob.stream)
  const { maxSide, maxBytes, mimeTypes, ratio } = rules
  const shape = width / height
  const inShape = !ratio || (shape >= ratio.min && shape <= ratio.max)
  const fits = inShape && bytes.length <= maxBytes && Math.max(width, height) <= maxSide && mimeTypes.includes(mimeType)
  if (fits) return { bytes, mimeType, width, height }
  return fitImage(bytes, { maxSide, maxBytes, mimeTypes: [...mimeTypes], ...(ratio ? { ratio } : {}), ...(focus ? { focus } : {}) })
}
