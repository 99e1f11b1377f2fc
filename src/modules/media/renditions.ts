import { type Selectable, sql } from 'kysely'

import type { Db, Tx } from '#kit/database'
import type { JobSender } from '#kit/jobs'
import { announce } from '#kit/live'

import { keyOf } from './files.ts'
import { makeRenditionJob } from './rendition-job.ts'
import type { RenditionTable } from './tables.ts'
import type { Rendered, RenditionWish } from './video-messages.ts'

export type RenditionRow = Selectable<RenditionTable>

export interface RenditionId {
  readonly workspaceId: string
  readonly mediaId: string
  readonly key: string
}

/** Where the storage keeps it. */
export function renditionFile({ workspaceId, mediaId, key }: RenditionId): string {
  return `${workspaceId}/${mediaId}/rendition-${key}`
}

export function findRendition(db: Db | Tx, id: RenditionId): Promise<RenditionRow | undefined> {
  return db.selectFrom('media.rendition').selectAll().where(isThe(id)).executeTakeFirst()
}

export interface ReadyRendition {
  /** Where the storage keeps its bytes; the original where that goes as it is. */
  readonly file: string
  readonly mimeType: string
  readonly bytes: number
  readonly width: number
  readonly height: number
  readonly seconds: number
}

export async function findReady(db: Db, id: RenditionId): Promise<ReadyRendition | undefined> {
  const row = await findRendition(db, id)
  return row && readyOf(row)
}

export function readyOf(row: RenditionRow): ReadyRendition | undefined {
  const { state, how, mime_type: mimeType, bytes, width, height, seconds } = row
  if (state !== 'ready' || mimeType === null || bytes === null || width === null || height === null || seconds === null) return undefined
  const id = { workspaceId: row.workspace_id, mediaId: row.media_id, key: row.key }
  return { file: how === 'as-it-is' ? keyOf(id, 'original') : renditionFile(id), mimeType, bytes, width, height, seconds }
}

interface Asking {
  readonly db: Db | Tx
  readonly jobs: JobSender
}

/** Has it made, unless it is there or being made; `again`: also where it failed or its file is lost. */
export async function askForRendition(
  { db, jobs }: Asking,
  id: RenditionId,
  { wish, again = false }: { wish: RenditionWish; again?: boolean },
): Promise<void> {
  const now = sql<Date>`clock_timestamp()`
  const asked = await db
    .insertInto('media.rendition')
    .values({
      workspace_id: id.workspaceId,
      media_id: id.mediaId,
      key: id.key,
      wish: JSON.stringify(wish),
      state: 'queued',
      created_at: now,
      changed_at: now,
      used_at: now,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'media_id', 'key'])
        .doUpdateSet({ state: 'queued', progress: 0, code: null, how: null, changed_at: now, used_at: now })
        .where(sql<boolean>`${again} and media.rendition.state in ('failed', 'ready')`),
    )
    .returning('key')
    .execute()
  if (asked.length === 0) return
  await jobs.send(db, makeRenditionJob, { payload: id, key: jobKey(id) })
  await tellOf(db, id)
}

/** Two runs of the same rendition never wait at once. */
export function jobKey({ workspaceId, mediaId, key }: RenditionId): string {
  return `${workspaceId}/${mediaId}/${key}`
}

/** Without a sign of life for so long, whoever made it is gone. */
const silence = sql`interval '12 seconds'`

/** This run makes it from now on; undefined where nobody should, because another does, or because it is done, called off or gone. */
export function takeRendition(db: Db, id: RenditionId, run: string): Promise<RenditionRow | undefined> {
  return db
    .updateTable('media.rendition')
    .set({ state: 'running', run, progress: 0, changed_at: sql`clock_timestamp()` })
    .where(isThe(id))
    .where((row) =>
      row.or([
        row('state', '=', 'queued'),
        row.and([row('state', '=', 'running'), row('changed_at', '<', sql<Date>`clock_timestamp() - ${silence}`)]),
      ]),
    )
    .returningAll()
    .executeTakeFirst()
}

/** Writes what the run holds; false where it holds it no more. */
export async function writeRendition(db: Db, { id, run }: { id: RenditionId; run: string }, written: Written): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('media.rendition')
    .set({ ...written, changed_at: sql`clock_timestamp()` })
    .where(isThe(id))
    .where('state', '=', 'running')
    .where('run', '=', run)
    .executeTakeFirst()
  if (numUpdatedRows > 0n) await tellOf(db, id)
  return numUpdatedRows > 0n
}

type Written =
  | { readonly progress: number }
  | { readonly state: 'queued'; readonly run: null }
  | { readonly state: 'failed'; readonly run: null; readonly code: string }
  | ReturnType<typeof finished>

/** What is written of one that is made. */
export function finished({ how, mimeType, bytes, width, height, seconds }: Rendered) {
  return { state: 'ready' as const, run: null, progress: 1, how, mime_type: mimeType, bytes, width, height, seconds }
}

/** For whoever looks at the library or a post. */
export function tellOf(db: Db | Tx, { workspaceId }: Pick<RenditionId, 'workspaceId'>): Promise<void> {
  return announce(db, { to: workspaceId, topics: ['renditions'] })
}

export function isThe({ workspaceId, mediaId, key }: RenditionId) {
  return sql<boolean>`workspace_id = ${workspaceId} and media_id = ${mediaId} and key = ${key}`
}
