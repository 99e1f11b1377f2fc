import { randomBytes } from 'node:crypto'
import { type FileHandle, open, readFile, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'

import { uuidv7 } from '#kit/ids'
import { syncFolder } from '#kit/sync-folder'

import { Click } from './click.ts'

/** A piece of a click log: lines that go into the database together. Its name is the id by which the database knows it. */
export interface PieceFile {
  readonly path: string
  readonly handle: FileHandle
  bytes: number
}

export const pieceName = /^[0-9a-f-]{36}\.jsonl$/

/** A new, empty piece whose name survives a power cut. */
export async function newPiece(folder: string): Promise<PieceFile> {
  const path = join(folder, `${uuidv7()}.jsonl`)
  const handle = await open(path, 'ax')
  await syncFolder(folder)
  return { path, handle, bytes: 0 }
}

export interface Piece {
  readonly id: string
  readonly clicks: readonly Click[]
  /** Lines that are no clicks: nothing that was acknowledged can be among them. */
  readonly spoilt: number
}

/** What a closed piece holds. A last line without its end was never acknowledged and is left out. */
export async function readPiece(path: string): Promise<Piece> {
  const lines = (await readFile(path, 'utf8')).split('\n').slice(0, -1)
  const clicks: Click[] = []
  for (const [index, line] of lines.entries()) {
    const click = parseClick(line)
    if (click) clicks.push(click)
    // Visitors are not kept waiting for a long piece.
    if (index % 200 === 199) await new Promise((resolve) => setImmediate(resolve))
  }
  return { id: basename(path, '.jsonl'), clicks, spoilt: lines.length - clicks.length }
}

function parseClick(line: string): Click | undefined {
  try {
    return Click.safeParse(JSON.parse(line)).data
  } catch {
    return undefined // Where the power was cut, a file may end in anything.
  }
}

export async function removePiece(path: string): Promise<void> {
  await rm(path, { force: true })
}

/** A folder's name for one process, never used twice. */
export function newFolderName(): string {
  return randomBytes(12).toString('hex')
}
