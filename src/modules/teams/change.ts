import { createHash } from 'node:crypto'

import { sql } from 'kysely'

import { commonRefusals } from '#kit/contract'
import type { Db, Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import type { Json } from '#kit/json'
import { announce } from '#kit/live'

import type { Call } from './acting.ts'
import { differenceOf } from './audit/difference-of.ts'
import { wasAudited, writeAudit } from './write-audit.ts'

/** What a change reports about itself for the audit log and for everyone who is looking at the same data. */
export interface Changed<Value> {
  readonly value: Value
  readonly subject: { readonly kind: string; readonly id: string }
  readonly detail?: Readonly<Record<string, Json>>
  /** The changed thing as it was; the log keeps only what differs from `after`. */
  readonly before?: Readonly<Record<string, Json | undefined>> | undefined
  readonly after?: Readonly<Record<string, Json | undefined>> | undefined
  /** Topics of the live stream whose readers should reload, e.g. `posts`. */
  readonly topics: readonly string[]
  /** No further audit row where this member did the same to the same subject within so many minutes: a draft that saves itself while it is typed. */
  readonly auditOncePerMinutes?: number
}

/**
 * One change made by a member: the work, its audit row, its live announcement and, where the call carries an
 * Idempotency-Key, its answer for a repeated call, all in one transaction. `value` must survive JSON.
 */
export function change<Value>(db: Db, call: Call, work: (tx: Tx) => Promise<Changed<Value>>): Promise<Value> {
  return db.transaction().execute(async (tx) => {
    if (!(await holdWorkspace(tx, call.acting.workspaceId))) throw refuse(commonRefusals, 'NOT_FOUND')
    const earlier = await earlierAnswer(tx, call)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same procedure answered the same request
    if (earlier) return earlier.value as Value
    const was = await call.watches?.(tx)
    const changed = await work(tx)
    const is = await call.watches?.(tx)
    const { value, subject, detail = {}, before = was, after = is, topics, auditOncePerMinutes } = changed
    const entry = {
      workspaceId: call.acting.workspaceId,
      actor: call.acting,
      action: call.path,
      subject,
      detail,
      ...(call.ip === undefined ? {} : { ip: call.ip }),
      ...differenceOf(before, after),
    }
    if (!(await wasAudited(tx, entry, auditOncePerMinutes))) await writeAudit(tx, entry)
    await announce(tx, { to: call.acting.workspaceId, topics })
    await keepAnswer(tx, call, value)
    return value
  })
}

/** What is removed whole waits for changes that have begun, and none begins after it: nothing is left behind by a latecomer. False where it is gone. */
export async function holdWorkspace(tx: Tx, workspaceId: string): Promise<boolean> {
  const held = await tx
    .selectFrom('teams.workspace')
    .select('workspace_id')
    .where('workspace_id', '=', workspaceId)
    .forKeyShare()
    .executeTakeFirst()
  return held !== undefined
}

/** A second call with the same key waits here for the first to commit, then gets its answer. */
async function earlierAnswer(tx: Tx, call: Call): Promise<{ value: unknown } | undefined> {
  if (!call.idempotencyKey) return undefined
  const { workspaceId, memberId } = call.acting
  const key = { workspace_id: workspaceId, member_id: memberId, key: call.idempotencyKey }
  const inserted = await tx
    .insertInto('teams.idempotency')
    .values({ ...key, request_hash: hashOf(call), response: null, created_at: sql`now()` })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (inserted.numInsertedOrUpdatedRows === 1n) return undefined
  const kept = await tx.selectFrom('teams.idempotency').select(['request_hash', 'response']).where(keyIs(key)).executeTakeFirstOrThrow()
  if (kept.request_hash !== hashOf(call)) throw refuse(commonRefusals, 'KEY_REUSED')
  return { value: kept.response }
}

async function keepAnswer(tx: Tx, call: Call, value: unknown): Promise<void> {
  if (!call.idempotencyKey) return
  const { workspaceId, memberId } = call.acting
  await tx
    .updateTable('teams.idempotency')
    .set({ response: JSON.stringify(value) })
    .where(keyIs({ workspace_id: workspaceId, member_id: memberId, key: call.idempotencyKey }))
    .execute()
}

function keyIs(key: { workspace_id: string; member_id: string; key: string }) {
  return sql<boolean>`workspace_id = ${key.workspace_id} and member_id = ${key.member_id} and key = ${key.key}`
}

function hashOf(call: Call): string {
  return createHash('sha256')
    .update(JSON.stringify([call.path, call.input]))
    .digest('base64url')
}
