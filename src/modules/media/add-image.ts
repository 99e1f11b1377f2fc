import { createHash } from 'node:crypto'

import type { Call } from '#modules/teams'

import type { MediaItem } from './contract.ts'
import { keepFile, type Keeping } from './keep-file.ts'
import { plainName } from './names.ts'
import { takeImage } from './take-in.ts'

/** Puts a picture into the brand's library: upright, in sRGB, without metadata, with a small copy. The same file again is the same item. */
export async function addImage(
  needs: Keeping,
  call: Call,
  { brandId, fileName, bytes }: { brandId: string; fileName: string; bytes: Uint8Array },
): Promise<MediaItem> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const file = { brandId, folderId: undefined, fileName: plainName(fileName), sha256 }
  const { item } = await keepFile(needs, call, { file, take: () => takeImage(bytes) })
  return item
}
