import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

import type { JobRun } from '#kit/jobs'

import { keyOf } from './files.ts'
import type { MediaNeeds } from './needs.ts'
import { makeRenditionJob } from './rendition-job.ts'
import { findRendition, finished, renditionFile, type RenditionId, type RenditionRow, takeRendition, writeRendition } from './renditions.ts'
import type { Rendered } from './video-messages.ts'
import { inVideoProcess } from './video-process.ts'

type Needs = Pick<MediaNeeds, 'db' | 'storage' | 'log' | 'workFolder'>

/** Makes a rendition that is asked for: from the original, in a process of its own, into the storage once it is whole. May run twice. */
export async function makeRendition(needs: Needs, id: RenditionId, job: Pick<JobRun, 'attempt' | 'signal'>, tellMs = 3000): Promise<void> {
  const run = randomUUID()
  const row = await takeRendition(needs.db, id, run)
  if (!row) return
  try {
    await inFolder(needs.workFolder, (folder) => makeIn(needs, { id, run, row, folder, signal: job.signal, tellMs }))
  } catch (error) {
    const last = job.attempt > makeRenditionJob.retry.times && !job.signal.aborted
    await writeRendition(
      needs.db,
      { id, run },
      last ? { state: 'failed', run: null, code: 'video-not-made' } : { state: 'queued', run: null },
    )
    throw error
  }
}

/** A folder of its own, gone afterwards; what a killed process left is cleared away a day later. */
async function inFolder(parent: string, work: (folder: string) => Promise<void>): Promise<void> {
  const folder = join(parent, randomUUID())
  await mkdir(folder, { recursive: true, mode: 0o700 })
  try {
    await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const dayMs = 86_400_000

/** What processes that were killed left in the folder. */
export async function clearWorkFolder(parent: string): Promise<void> {
  await mkdir(parent, { recursive: true, mode: 0o700 })
  for (const name of await readdir(parent)) {
    const { mtimeMs } = await stat(join(parent, name))
    if (mtimeMs < Temporal.Now.instant().epochMilliseconds - dayMs) await rm(join(parent, name), { recursive: true, force: true })
  }
}

interface Making {
  readonly id: RenditionId
  readonly run: string
  readonly row: RenditionRow
  readonly folder: string
  readonly signal: AbortSignal
  /** How often the row hears of it. */
  readonly tellMs: number
}

async function makeIn(needs: Needs, making: Making): Promise<void> {
  const { id, row, folder } = making
  const [path, target] = [join(folder, 'original'), join(folder, 'made')]
  if (!(await needs.storage.getFile(keyOf(id, 'original'), path))) return fail(needs, making, 'its file is gone')
  const done = await whileAlive(needs, making, (watch) => inVideoProcess({ do: 'render', path, target, wish: row.wish }, watch))
  if (done === 'called off') return
  if ('trouble' in done) return fail(needs, making, done.detail)
  if (!('rendered' in done)) throw new Error('The video process did other work than it was asked for.')
  await keep(needs, making, { rendered: done.rendered, target })
}

async function fail({ db, log }: Needs, { id, run }: Making, detail: string): Promise<void> {
  log.error({ ...id, detail }, 'A video could not be made for a network')
  await writeRendition(db, { id, run }, { state: 'failed', run: null, code: 'video-not-made' })
}

/** Keeps the row alive, tells how much is done, and ends the work when somebody called it off or another run took it over. */
async function whileAlive<Done>(
  { db }: Needs,
  { id, run, signal, tellMs }: Making,
  work: (watch: { tell: (progress: number) => void; signal: AbortSignal }) => Promise<Done>,
): Promise<Done | 'called off'> {
  const off = new AbortController()
  let progress = 0
  const timer = setInterval(() => {
    writeRendition(db, { id, run }, { progress }).then(
      (held) => held || off.abort(),
      () => undefined, // The database may be away for a moment; the next sign of life tells.
    )
  }, tellMs)
  try {
    return await work({ tell: (done) => (progress = done), signal: AbortSignal.any([off.signal, signal]) })
  } catch (error) {
    if (off.signal.aborted) return 'called off'
    throw error
  } finally {
    clearInterval(timer)
  }
}

/** The file first, then the row: what the row names is whole. */
async function keep(
  { db, storage }: Needs,
  { id, run }: Making,
  { rendered, target }: { rendered: Rendered; target: string },
): Promise<void> {
  const { how, mimeType, bytes } = rendered
  if (how !== 'as-it-is') await storage.putFile(renditionFile(id), target, { mimeType, bytes })
  const held = await writeRendition(db, { id, run }, finished(rendered))
  if (held || how === 'as-it-is') return
  const other = await findRendition(db, id)
  if (other?.state !== 'ready') await storage.delete(renditionFile(id))
}
