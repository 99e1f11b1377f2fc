import type { Db } from '#kit/database'

import type { ClickLog } from './click-log.ts'
import { takeLeftPieces } from './left-pieces.ts'
import { movePiece } from './move-piece.ts'
import { readPiece, removePiece } from './piece-file.ts'

interface Moving {
  readonly db: Db
  readonly log: Log
  readonly clicks: ClickLog
  /** Where the folders of all processes lie. */
  readonly root: string
}

interface Log {
  warn(fields: Readonly<Record<string, unknown>>, message: string): void
}

export interface Mover {
  /** Somebody clicked: what is written will be moved soon. */
  wake(): void
  /** Moves what there is, if the database lets it, and ends. */
  stop(): Promise<void>
}

/** How long clicks gather before they are counted, and how often somebody looks for what the dead left. In milliseconds. */
const gathering = 1000
const lookingAround = 60_000
const longestPause = 15_000

/** Moves closed pieces into the database from now on; those of processes that are no more at once, and every minute. */
export function startMoving(moving: Moving): Mover {
  let timer: NodeJS.Timeout | undefined
  let round: Promise<void> | undefined
  let failures = 0
  const run = (work: () => Promise<void>) => {
    round ??= work()
      .then(
        () => void (failures = 0),
        (error: unknown) => {
          failures += 1
          moving.log.warn({ err: error }, 'Clicks could not be brought into the database yet; they wait on the disk')
          later(Math.min(longestPause, gathering * 2 ** failures))
        },
      )
      .finally(() => (round = undefined))
    return round
  }
  const later = (ms: number) => {
    timer ??= setTimeout(() => {
      timer = undefined
      if (round) later(gathering)
      else void run(() => moveOwn(moving))
    }, ms).unref()
  }
  const everything = async () => {
    await takeLeftPieces(moving.root, (path) => moveFile(moving, path))
    await moveOwn(moving)
  }
  void run(everything)
  const looking = setInterval(() => void run(everything), lookingAround).unref()
  return {
    wake: () => later(gathering),
    stop: async () => {
      clearInterval(looking)
      clearTimeout(timer)
      await round
      await run(() => moveOwn(moving))
      clearTimeout(timer)
      await moving.clicks.close()
    },
  }
}

async function moveOwn(moving: Moving): Promise<void> {
  for (const path of await moving.clicks.closedPieces()) {
    await moveFile(moving, path)
    moving.clicks.done(path)
  }
}

async function moveFile({ db, log }: Moving, path: string): Promise<void> {
  const piece = await readPiece(path)
  if (piece.spoilt > 0) log.warn({ piece: piece.id, lines: piece.spoilt }, 'Lines of a click log are no clicks and were left out')
  await movePiece(db, piece)
  await removePiece(path)
}
