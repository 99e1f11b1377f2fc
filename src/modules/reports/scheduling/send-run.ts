import { sql } from 'kysely'

import { MailTrouble } from '#kit/mail'
import { announce } from '#kit/live'

import type { ReportRun } from '../contract.ts'
import { fileOf } from '../document-of-run.ts'
import type { ReportsNeeds } from '../needs.ts'
import { letterWith } from './letter-with.ts'
import { tellNotSent } from './tell-not-sent.ts'

export type SendNeeds = Pick<ReportsNeeds, 'db' | 'mail' | 'notify'>

export interface SendingKey {
  readonly workspaceId: string
  readonly runId: string
  readonly recipient: string
}

/**
 * Sends a run to one person, at most once. That it is being sent is written down first; only what surely did not reach the mail server is
 * tried again. Whoever finds a letter in the middle of being sent leaves it alone.
 */
export async function sendRun(needs: SendNeeds, key: SendingKey, { last }: { last: boolean }): Promise<void> {
  const run = await readMade(needs, key)
  if (!run) return
  if (!needs.mail.enabled) return end(needs, key, { from: 'waiting', state: 'failed', reason: 'No mail server is set.' })
  // The file is made before: what goes wrong with it has sent nothing yet.
  const file = await fileOf(run.content, 'pdf').catch(async (error: unknown) => {
    if (last) await end(needs, key, { from: 'waiting', state: 'failed', reason: reasonOf(error) })
    throw error
  })
  if (!(await begin(needs, key))) return
  try {
    await needs.mail.send({ to: key.recipient, ...(await letterWith(run, file)) })
  } catch (error) {
    if (!(error instanceof MailTrouble) || error.taken === 'unknown') return end(needs, key, { from: 'sending', state: 'unclear', reason: reasonOf(error) })
    if (error.forGood || last) return end(needs, key, { from: 'sending', state: 'failed', reason: reasonOf(error) })
    await move(needs, key, { from: 'sending', state: 'waiting', reason: reasonOf(error) })
    throw error
  }
  await move(needs, key, { from: 'sending', state: 'sent', reason: null })
}

export interface MadeRun {
  readonly content: ReportRun
  readonly message: string
}

/** The run, as long as this letter is still waiting. */
async function readMade({ db }: SendNeeds, { workspaceId, runId, recipient }: SendingKey): Promise<MadeRun | undefined> {
  const row = await db
    .selectFrom('reports.run as run')
    .innerJoin('reports.sending as sending', (join) =>
      join.onRef('sending.workspace_id', '=', 'run.workspace_id').onRef('sending.run_id', '=', 'run.id'),
    )
    .select(['run.content', 'run.message'])
    .where('run.workspace_id', '=', workspaceId)
    .where('run.id', '=', runId)
    .where('sending.recipient', '=', recipient)
    .where('sending.state', '=', 'waiting')
    .executeTakeFirst()
  return row?.content ? { content: row.content, message: row.message } : undefined
}

function begin(needs: SendNeeds, key: SendingKey): Promise<boolean> {
  return move(needs, key, { from: 'waiting', state: 'sending', reason: null })
}

/** The last word on a letter that did not surely arrive: the owners hear of it. */
async function end(needs: SendNeeds, key: SendingKey, ended: Move & { state: 'failed' | 'unclear' }): Promise<void> {
  if (await move(needs, key, ended)) await tellNotSent(needs, { ...key, state: ended.state })
}

interface Move {
  readonly from: 'waiting' | 'sending'
  readonly state: 'waiting' | 'sending' | 'sent' | 'failed' | 'unclear'
  readonly reason: string | null
}

async function move({ db }: SendNeeds, { workspaceId, runId, recipient }: SendingKey, { from, state, reason }: Move): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('reports.sending')
      .set({ state, reason, changed_at: sql<Date>`now()` })
      .where('workspace_id', '=', workspaceId)
      .where('run_id', '=', runId)
      .where('recipient', '=', recipient)
      .where('state', '=', from)
      .executeTakeFirst()
    await announce(tx, { to: workspaceId, topics: ['reports'] })
    return numUpdatedRows === 1n
  })
}

function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 500)
}
