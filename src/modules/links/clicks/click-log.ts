import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

import { lockFile } from '#kit/file-lock'
import { syncFolder } from '#kit/sync-folder'
import { together } from '#kit/together'

import type { Click } from './click.ts'
import { newFolderName, newPiece, type PieceFile } from './piece-file.ts'

/** In bytes. What gathers while the database is away is moved in pieces that visitors do not notice. */
const fullPiece = 512 * 1024

/** The clicks of one process on their way into the database. `root` holds a folder for each process that logs clicks; the first click makes this one's. */
export class ClickLog {
  readonly #root: string
  readonly #closed: string[] = []
  #home: Home | undefined
  #current: PieceFile | undefined
  /** The name of a new file takes longer to be safe than a click may: it is made ahead. */
  #next: Promise<PieceFile | undefined> | undefined
  readonly #round: (asked: Asked) => Promise<void>

  constructor(root: string) {
    this.#root = root
    this.#round = together<Asked, void>(async (asked) => {
      const lines = asked.flatMap((each) => (each === 'close the piece' ? [] : [each.line]))
      if (lines.length > 0) await this.#write(lines.join(''))
      if (lines.length < asked.length || (this.#current?.bytes ?? 0) >= fullPiece) await this.#closePiece()
      return asked.map(() => undefined)
    })
  }

  /** The click is on the disk when this resolves. Clicks that come at the same moment share one write. */
  append(click: Click): Promise<void> {
    return this.#round({ line: `${JSON.stringify(click)}\n` })
  }

  /** Closes what was written so far. Answers the paths of all closed pieces that are not yet done, the oldest first. */
  async closedPieces(): Promise<readonly string[]> {
    await this.#round('close the piece')
    return [...this.#closed]
  }

  done(path: string): void {
    const index = this.#closed.indexOf(path)
    if (index >= 0) this.#closed.splice(index, 1)
  }

  /** After the last click. What is not yet in the database stays for whoever comes next. */
  async close(): Promise<void> {
    await this.#round('close the piece')
    const spare = await this.#next
    await spare?.handle.close()
    if (this.#home && this.#closed.length === 0) await rm(this.#home.folder, { recursive: true, force: true })
    this.#home?.lock[Symbol.dispose]()
  }

  async #write(lines: string): Promise<void> {
    const { folder } = (this.#home ??= await makeHome(this.#root))
    const prepared = await this.#next
    this.#current ??= prepared ?? (await newPiece(folder))
    if (this.#current === prepared) this.#next = undefined
    try {
      const bytes = Buffer.from(lines)
      await this.#current.handle.appendFile(bytes)
      await this.#current.handle.datasync()
      this.#current.bytes += bytes.length
    } catch (error) {
      // What would follow a half-written line would be spoilt with it.
      await this.#closePiece()
      throw error
    }
    // A failure shows itself when the piece is wanted.
    this.#next ??= newPiece(folder).catch(() => undefined)
  }

  async #closePiece(): Promise<void> {
    const piece = this.#current
    this.#current = undefined
    if (!piece) return
    this.#closed.push(piece.path)
    await piece.handle.close()
  }
}

type Asked = { readonly line: string } | 'close the piece'

export interface Home {
  readonly folder: string
  /** Tells others that this process is alive. */
  readonly lock: Disposable
}

/** A folder is locked before anybody can see it, so that nobody takes it for one of the dead. */
async function makeHome(root: string): Promise<Home> {
  await mkdir(root, { recursive: true })
  const folder = join(root, newFolderName())
  const hidden = `${folder}.new`
  await mkdir(hidden)
  const lock = lockFile(join(hidden, 'lock'), { waitMs: 1000 })
  if (!lock) throw new Error(`Somebody else holds ${hidden}, which was made this moment.`)
  await rename(hidden, folder)
  await syncFolder(root)
  return { folder, lock }
}
