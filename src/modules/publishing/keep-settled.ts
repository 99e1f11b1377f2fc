import { randomUUID } from 'node:crypto'

import { type Selectable, sql } from 'kysely'

import type { Db, Tx } from '#kit/database'
import { uuidv7 } from '#kit/ids'
import { announce } from '#kit/live'
import type { Outcome, Reason, Settled } from '#networks/network'

import { storedReason } from './attempts.ts'
import type { Attempt } from './contract.ts'
import type { DeliveryRow } from './held-delivery.ts'
import type { AccountFacts, WorkerNeeds } from './needs.ts'
import { reasons } from './reasons.ts'
import type { CorrectionTable } from './tables.ts'
import { topicsOf } from './topics.ts'

/** A copy with its newest correction, when the network was asked, and on which account. */
export interface Asked {
  readonly row: DeliveryRow
  readonly correction: Selectable<CorrectionTable>
  readonly startedAt: Temporal.Instant
  readonly account: AccountFacts
}

/** What came of asking: the end of it, or when to ask again. */
type Verdict =
  | { readonly next: 'again'; readonly at: Temporal.Instant }
  | { readonly next: 'end'; readonly outcome?: Attempt['outcome']; readonly reason?: Reason }

/**
 * Keeps what the network said of a correction, only while that is still the newest one of a copy that is live: with it who reads is told, and of a
 * refusal the members concerned.
 */
export async function keepSettled(needs: WorkerNeeds, asked: Asked, said: Outcome<Settled>): Promise<void> {
  const { row } = asked
  const verdict = verdictOn(said, asked)
  await needs.db.transaction().execute(async (tx) => {
    const post = await tx
      .selectFrom('publishing.post')
      .select('first_line')
      .where('workspace_id', '=', row.workspace_id)
      .where('id', '=', row.post_id)
      .forUpdate()
      .executeTakeFirst()
    if (!post || !(await write(tx, asked, verdict)) || verdict.next === 'again') return
    if (verdict.outcome) await keepAttempt(tx, asked, { ...verdict, outcome: verdict.outcome })
    if (verdict.outcome === 'rejected') await tell(tx, needs, { asked, firstLine: post.first_line })
    await announce(tx, { to: row.workspace_id, topics: topicsOf(row.post_id) })
  })
}

function verdictOn(said: Outcome<Settled>, { correction, startedAt }: Asked): Verdict {
  if (said.ok) {
    const { value } = said
    if (value.state === 'stands') return { next: 'end', outcome: 'done' }
    if (value.state === 'refused') return { next: 'end', outcome: 'rejected', reason: value.reason }
    if (value.state === 'gone') return { next: 'end' }
  }
  const followed = startedAt.since(correction.since.toTemporalInstant()).total('seconds')
  if (followed > longest) return { next: 'end', outcome: 'unknown-outcome', reason: unknown(said) }
  return { next: 'again', at: askedFor(said) ?? startedAt.add({ seconds: pauseAfter(followed) }) }
}

/** In seconds: a day. */
const longest = 24 * 60 * 60

function unknown(said: Outcome<Settled>): Reason {
  const detail = said.ok ? undefined : said.trouble.reason.detail
  return { ...reasons.correctionUnknown, ...(detail === undefined ? {} : { detail }) }
}

function askedFor(said: Outcome<Settled>): Temporal.Instant | undefined {
  if (said.ok) return said.value.state === 'waiting' ? said.value.until : undefined
  return said.trouble.kind === 'slow-down' ? said.trouble.until : undefined
}

/** After trouble, in seconds: a quarter of how long it is followed, between a quarter of a minute and of an hour. */
function pauseAfter(followed: number): number {
  return Math.round(Math.min(Math.max(followed / 4, 15), 900))
}

/** Was it still to be asked about? A correction that came meanwhile, a copy that is being taken down and what another worker has settled stay as they are. */
async function write(tx: Tx, { row, correction }: Asked, verdict: Verdict): Promise<boolean> {
  const { rows } = await sql`
    select c.attempt_id from publishing.correction c join publishing.delivery d on d.workspace_id = c.workspace_id and d.id = c.delivery_id
    where c.workspace_id = ${row.workspace_id} and c.delivery_id = ${row.id} and c.attempt_id = ${correction.attempt_id}
      and c.look_at is not null and d.state = 'published'
    for update of c`.execute(tx)
  if (rows.length === 0) return false
  const kept = keptOf(verdict)
  if (kept) {
    await tx
      .updateTable('publishing.correction')
      .set(kept)
      .where('workspace_id', '=', row.workspace_id)
      .where('delivery_id', '=', row.id)
      .execute()
  } else {
    await forgetCorrection(tx, { workspaceId: row.workspace_id, deliveryId: row.id })
  }
  return true
}

/** Nobody asks any more, and nothing is said of it. */
export async function forgetCorrection(
  db: Db | Tx,
  { workspaceId, deliveryId }: { workspaceId: string; deliveryId: string },
): Promise<void> {
  await db.deleteFrom('publishing.correction').where('workspace_id', '=', workspaceId).where('delivery_id', '=', deliveryId).execute()
}

/** What stays in the row; nothing where there is nothing to say any more. */
function keptOf(verdict: Verdict) {
  if (verdict.next === 'again') return { look_at: verdict.at.toString() }
  if (verdict.outcome === 'rejected' && verdict.reason) return { look_at: null, reason: storedReason(verdict.reason) }
  return undefined
}

/** It stands among what was tried, under the hash of what the correction said. */
async function keepAttempt(
  tx: Tx,
  { row, correction, startedAt }: Asked,
  { outcome, reason }: { outcome: Attempt['outcome']; reason?: Reason },
): Promise<void> {
  await sql`
    insert into publishing.attempt (workspace_id, delivery_id, id, step, kind, payload_hash, lease, started_at, finished_at, outcome, reason)
    select workspace_id, delivery_id, ${uuidv7()}, step, 'follow', payload_hash, ${randomUUID()}, ${startedAt.toString()}, clock_timestamp(),
      ${outcome}, ${reason ? storedReason(reason) : null}::jsonb
    from publishing.attempt
    where workspace_id = ${row.workspace_id} and delivery_id = ${row.id} and id = ${correction.attempt_id}`.execute(tx)
}

/** Nobody sees the post now, as when it is refused before it is out: once for each correction. */
async function tell(tx: Tx, needs: WorkerNeeds, { asked, firstLine }: { asked: Asked; firstLine: string }): Promise<void> {
  const { row, correction, account } = asked
  await needs.notify(tx, {
    workspaceId: row.workspace_id,
    key: `${row.id}/correction/${correction.attempt_id}`,
    kind: 'post-rejected',
    params: { network: needs.network(row.network)?.name ?? row.network, account: account.handle, firstLine },
    href: `/posts/${row.post_id}`,
    about: { deliveryId: row.id },
  })
}
