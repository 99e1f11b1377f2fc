import { refuse } from '#kit/errors'
import { readAll } from '#kit/storage'
import type { ImageRules, NetworkEnvironment } from '#networks/network'

import { mediaRefusals } from './contract.ts'
import { keyOf } from './files.ts'
import { fitImage } from './image-process.ts'
import { readMedia } from './items.ts'
import type { MediaNeeds } from './needs.ts'

/** A library image within a network's rules: as it is where it fits, else scaled and encoded anew, the same bytes each time. */
export async function imageFor(
  needs: Pick<MediaNeeds, 'db' | 'storage'>,
  { workspaceId, mediaId, rules }: { workspaceId: string; mediaId: string; rules: ImageRules },
): ReturnType<NetworkEnvironment['image']> {
  const { mimeType, width, height } = await readMedia(needs.db, { workspaceId, mediaId })
  const blob = await needs.storage.get(keyOf({ workspaceId, mediaId }, 'original'))
  if (!blob) throw refuse(mediaRefusals, 'NOT_FOUND')
  const bytes = await readAll(blob.stream)
  const { maxSide, maxBytes, mimeTypes } = rules
  const fits = bytes.length <= maxBytes && Math.max(width, height) <= maxSide && mimeTypes.includes(mimeType)
  return fits ? { bytes, mimeType, width, height } : fitImage(bytes, { maxSide, maxBytes, mimeTypes: [...mimeTypes] })
}
