import type { Selectable } from 'kysely'

import type { Db, Tx } from '#kit/database'
import { announce } from '#kit/live'
import { crisisOf } from '#modules/governance'
import type { Outcome } from '#networks/network'

import { hideThere, keepHidden } from '../hide-message.ts'
import { holdThreads } from '../hold-threads.ts'
import type { InboxNeeds } from '../needs.ts'
import { readMessage } from '../read-message.ts'
import { summarise } from '../summarise.ts'
import { topicsOf } from '../topics.ts'
import { askToHide, hideForRuleJob } from './hide-for-rule-job.ts'
import type { RuleActTable } from './tables.ts'

interface Which {
  readonly workspaceId: string
  readonly ruleId: string
  readonly messageId: string
}

/**
 * Hides a message there, and here once the network has done it, or shows it again where the act was undone. A passing trouble is thrown, for the job
 * to try again; what stays is kept with the act, for people to see. May run twice.
 */
export async function hideForRule(needs: InboxNeeds, which: Which, { attempt }: { attempt: number }): Promise<void> {
  const act = await actOf(needs.db, which)
  if (act?.hiding !== 'asked') return
  const hidden = act.undone_at === null
  const message = await readMessage(needs.db, which)
  const isSo = message.hidden === hidden || message.gone_at !== null
  const stopped = hidden && (await crisisOf(needs.db, { workspaceId: which.workspaceId, brandId: await brandOf(needs.db, act) }))
  const there = stopped ? inCrisis : isSo ? done : await hideThere(needs, { workspaceId: which.workspaceId, message, hidden })
  if (there?.ok === false && passes.has(there.trouble.kind) && attempt <= hideForRuleJob.retry.times)
    throw new Error(`Not yet: ${there.trouble.reason.code}`)
  await needs.db.transaction().execute((tx) => keepOutcome(tx, needs, { which, hidden, there }))
}

/** Nothing is done by itself then, also what was asked for before. */
const inCrisis: Outcome<void> = { ok: false, trouble: { kind: 'rejected', reason: { code: 'not-in-a-crisis' } } }
const done: Outcome<void> = { ok: true, value: undefined }
const passes: ReadonlySet<string> = new Set(['slow-down', 'unavailable', 'unknown-outcome'])

function actOf(db: Db | Tx, { workspaceId, ruleId, messageId }: Which): Promise<Selectable<RuleActTable> | undefined> {
  return db
    .selectFrom('inbox.rule_act')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('message_id', '=', messageId)
    .where('rule_id', '=', ruleId)
    .executeTakeFirst()
}

async function brandOf(db: Db, { workspace_id, thread_id }: Selectable<RuleActTable>): Promise<string> {
  const { brand_id } = await db
    .selectFrom('inbox.thread')
    .select('brand_id')
    .where('workspace_id', '=', workspace_id)
    .where('id', '=', thread_id)
    .executeTakeFirstOrThrow()
  return brand_id
}

interface Outcomes {
  readonly which: Which
  readonly hidden: boolean
  /** Undefined where nobody can. */
  readonly there: Outcome<void> | undefined
}

/** Where it was undone while the network was asked, it is asked for the contrary. */
async function keepOutcome(tx: Tx, needs: InboxNeeds, { which, hidden, there }: Outcomes): Promise<void> {
  const { workspaceId, messageId } = which
  const act = await actOf(tx, which)
  if (!act) return
  const threadIds = [act.thread_id]
  await holdThreads(tx, { workspaceId, threadIds })
  const { undone_at } = await setHiding(tx, which, there)
  if (there?.ok === true) {
    await keepHidden(tx, { workspaceId, messageId, hidden })
    await summarise(tx, { workspaceId }, { threadIds, spoken: hidden ? [] : threadIds })
  }
  if ((undone_at === null) !== hidden) await askAnew(tx, needs, which)
  await announce(tx, { to: workspaceId, topics: topicsOf(...threadIds) })
}

function setHiding(tx: Tx, { workspaceId, ruleId, messageId }: Which, there: Outcomes['there']) {
  return tx
    .updateTable('inbox.rule_act')
    .set({
      hiding: there?.ok === true ? 'done' : 'failed',
      hiding_reason: there?.ok === false ? JSON.stringify(there.trouble.reason) : null,
    })
    .where('workspace_id', '=', workspaceId)
    .where('message_id', '=', messageId)
    .where('rule_id', '=', ruleId)
    .returning('undone_at')
    .executeTakeFirstOrThrow()
}

async function askAnew(tx: Tx, needs: InboxNeeds, { workspaceId, ruleId, messageId }: Which): Promise<void> {
  await tx
    .updateTable('inbox.rule_act')
    .set({ hiding: 'asked', hiding_reason: null })
    .where('workspace_id', '=', workspaceId)
    .where('message_id', '=', messageId)
    .where('rule_id', '=', ruleId)
    .execute()
  await askToHide(tx, needs, { workspaceId, acts: [{ rule_id: ruleId, message_id: messageId }] })
}
