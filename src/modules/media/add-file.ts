import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { refuse } from '#kit/errors'
import { StorageFull, storageTrouble } from '#kit/storage'
import type { Call } from '#modules/teams'

import { type MediaItem, mediaRefusals } from './contract.ts'
import { keepFile } from './keep-file.ts'
import { plainName } from './names.ts'
import type { MediaNeeds } from './needs.ts'
import { takeIn } from './take-in.ts'

interface Arrived {
  readonly brandId: string
  readonly folderId?: string | undefined
  readonly fileName: string
}

type Adding = Pick<MediaNeeds, 'db' | 'clock' | 'storage' | 'uploadsFolder'>

/** Puts a file that lies whole on this disk into the library; it stays where it lies. */
export async function addFile(
  needs: Adding,
  call: Call,
  { path, brandId, folderId, fileName }: Arrived & { path: string },
): Promise<{ item: MediaItem; already: boolean }> {
  const file = { brandId, folderId, fileName: plainName(fileName), sha256: await hashOf(path) }
  return keepFile(needs, call, { file, take: () => takeIn(path) })
}

/** The same for a small file that came in one piece. */
export async function addBytes(needs: Adding, call: Call, { bytes, ...file }: Arrived & { bytes: Uint8Array }): Promise<MediaItem> {
  const path = join(needs.uploadsFolder, `one-${randomUUID()}`)
  try {
    await mkdir(needs.uploadsFolder, { recursive: true, mode: 0o700 })
    await writeFile(path, bytes, { mode: 0o600 })
    const { item } = await addFile(needs, call, { ...file, path })
    return item
  } catch (error) {
    throw storageTrouble(error) instanceof StorageFull ? refuse(mediaRefusals, 'NO_SPACE') : error
  } finally {
    await rm(path, { force: true })
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(chunk)
  return hash.digest('hex')
}
