import { refuse } from '#kit/errors'
import { readAll } from '#kit/storage'
import type { LibraryFile } from '#networks/network'

import { mediaRefusals } from './contract.ts'
import { keyOf } from './files.ts'
import { readMedia } from './items.ts'
import type { MediaNeeds } from './needs.ts'

/** A library item as it was added: a document, captions, a film. */
export async function fileFor(
  { db, storage }: Pick<MediaNeeds, 'db' | 'storage'>,
  of: { workspaceId: string; mediaId: string },
): Promise<LibraryFile> {
  const { mimeType, fileName, bytes } = await readMedia(db, of)
  const key = keyOf(of, 'original')
  return {
    mimeType,
    fileName,
    bytes,
    read: async (from, to) => {
      const blob = await storage.get(key, { from, to: Math.min(to, bytes) })
      if (!blob) throw refuse(mediaRefusals, 'NOT_FOUND')
      return readAll(blob.stream)
    },
  }
}
