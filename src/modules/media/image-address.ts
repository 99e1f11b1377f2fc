import type { MediaItem } from './contract.ts'
import { imageLink } from './image-link.ts'
import type { MediaNeeds } from './needs.ts'

/** An address under which whoever has it sees an item for the next hour: a picture, or the one chosen for a film. Undefined for what has no looks. */
export function imageAddress(
  signing: Pick<MediaNeeds, 'clock' | 'secretKey' | 'publicUrl'>,
  { workspaceId, item }: { workspaceId: string; item: Pick<MediaItem, 'id' | 'kind'> },
): string | undefined {
  if (item.kind !== 'image' && item.kind !== 'video') return undefined
  const rules = { maxPerPart: 1, maxBytes: 2_000_000, maxSide: 1600, mimeTypes: ['image/jpeg', 'image/png'], maxAltLength: 0 }
  return imageLink(signing, { workspaceId, image: { mediaId: item.id }, rules })
}
