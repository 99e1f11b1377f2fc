import { sql } from 'kysely'

import { announce } from '#kit/live'
import { MailTrouble } from '#kit/mail'

import type { ReportRun } from '../contract.ts'
import { fileOf } from '../document-of-run.ts'
import type { ReportsNeeds } from '../needs.ts'
import type { RunKey } from '../runs.ts'
import { holdInCrisis } from './held-reports.ts'
import { letterWith } from './letter-with.ts'
import { tellNotSent } from './tell-not-sent.ts'

type SendNeeds = Pick<ReportsNeeds, 'db' | 'mail' | 'notify'>

/**
 * Sends a run to everyone who still waits for it, each at most once. That a letter is being sent is written down first; only what surely did
 * not reach the mail server is tried again. What a crisis holds waits for a decision. Whoever finds a letter in the middle of being sent leaves it alone. Throws while some wait on.
 */
export async function sendRun(needs: SendNeeds, key: RunKey, { last }: { last: boolean }): Promise<void> {
  const run = await readMade(needs.db, key)
  const recipients = await waitingFor(needs.db, key)
  if (!run || recipients.length === 0) return
  const giveUp = async (reason: string) => {
    for (const recipient of recipients) await end(needs, { ...key, recipient }, { from: 'waiting', state: 'failed', reason })
  }
  if (!needs.mail.enabled) return giveUp('No mail server is set.')
  // The file is made before: what goes wrong with it has sent nothing yet.
  const file = await fileOf(run.content, 'pdf').catch(async (error: unknown) => {
    if (last) await giveUp(reasonOf(error))
    throw error
  })
  const letter = await letterWith(run, file)
  const troubles: unknown[] = []
  for (const recipient of recipients) {
    const trouble = await sendOne(needs, { ...key, recipient }, { letter, last })
    if (trouble !== undefined) troubles.push(trouble)
  }
  if (troubles.length > 0) throw new AggregateError(troubles, `${troubles.length} letters with a report wait for another try.`)
}

interface SendingKey extends RunKey {
  readonly recipient: string
}

interface Sending {
  readonly letter: Awaited<ReturnType<typeof letterWith>>
  readonly last: boolean
}

/** Answers what went wrong where it is worth another try. */
async function sendOne(needs: SendNeeds, key: SendingKey, { letter, last }: Sending): Promise<unknown> {
  if (await holdInCrisis(needs.db, key)) return undefined
  if (!(await move(needs.db, key, { from: 'waiting', state: 'sending', reason: null }))) return undefined
  try {
    await needs.mail.send({ to: key.recipient, ...letter })
  } catch (error) {
    const reason = reasonOf(error)
    if (!(error instanceof MailTrouble) || error.taken === 'unknown') {
      await end(needs, key, { from: 'sending', state: 'unclear', reason })
      return undefined
    }
    if (error.forGood || last) {
      await end(needs, key, { from: 'sending', state: 'failed', reason })
      return undefined
    }
    await move(needs.db, key, { from: 'sending', state: 'waiting', reason })
    return error
  }
  await move(needs.db, key, { from: 'sending', state: 'sent', reason: null })
  return undefined
}

async function readMade(db: SendNeeds['db'], { workspaceId, runId }: RunKey): Promise<{ content: ReportRun; message: string } | undefined> {
  const row = await db
    .selectFrom('reports.run')
    .select(['content', 'message'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', runId)
    .executeTakeFirst()
  return row?.content ? { content: row.content, message: row.message } : undefined
}

async function waitingFor(db: SendNeeds['db'], { workspaceId, runId }: RunKey): Promise<string[]> {
  const rows = await db
    .selectFrom('reports.sending')
    .select('recipient')
    .where('workspace_id', '=', workspaceId)
    .where('run_id', '=', runId)
    .where('state', '=', 'waiting')
    .orderBy('recipient')
    .execute()
  return rows.map(({ recipient }) => recipient)
}

/** The last word on a letter that did not surely arrive: the owners hear of it. */
async function end(needs: SendNeeds, key: SendingKey, ended: Move & { state: 'failed' | 'unclear' }): Promise<void> {
  if (await move(needs.db, key, ended)) await tellNotSent(needs, { ...key, state: ended.state })
}

interface Move {
  readonly from: 'waiting' | 'sending'
  readonly state: 'waiting' | 'sending' | 'sent' | 'failed' | 'unclear'
  readonly reason: string | null
}

/** False where the letter does not stand where it was thought to. */
async function move(db: SendNeeds['db'], { workspaceId, runId, recipient }: SendingKey, { from, state, reason }: Move): Promise<boolean> {
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
