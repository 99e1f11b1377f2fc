import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

import { lockFile } from '#kit/file-lock'

import { pieceName } from './piece-file.ts'

/** Moves the pieces that processes left which are no more, and removes their folders. A living process holds the lock of its own. */
export async function takeLeftPieces(root: string, move: (path: string) => Promise<void>): Promise<void> {
  for (const name of await foldersIn(root)) {
    const folder = join(root, name)
    using lock = lockFile(join(folder, 'lock'), { waitMs: 0 })
    if (!lock) continue
    const pieces = (await readdir(folder)).filter((file) => pieceName.test(file)).toSorted()
    for (const piece of pieces) await move(join(folder, piece))
    await rm(folder, { recursive: true, force: true })
  }
}

async function foldersIn(root: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [] // Nobody ever clicked here.
    throw error
  })
  return entries.filter((entry) => entry.isDirectory() && /^[0-9a-f]{24}$/.test(entry.name)).map(({ name }) => name)
}
