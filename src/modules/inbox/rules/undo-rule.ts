import { sql } from 'kysely'
import { z } from 'zod'

import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import { defineJob } from '#kit/jobs'
import { announce } from '#kit/live'
import { type Call, change } from '#modules/teams'

import { ruleRefusals } from '../contract.ts'
import type { InboxNeeds } from '../needs.ts'
import { topicsOf } from '../topics.ts'
import { undoActs } from './undo-rule-acts.ts'

const Undoing = z.object({
  workspaceId: z.uuid(),
  ruleId: z.uuid(),
  since: z.iso.datetime(),
  /** When it was asked: what the rule did after that stays. */
  until: z.iso.datetime(),
  by: z.string(),
})
type Undoing = z.output<typeof Undoing>

/** Goes on taking back what a rule did, where it is too much for one request. */
export const undoRuleJob = defineJob({ name: 'inbox.undo-rule', schema: Undoing })

const mostAtOnce = 200

/** Takes back what a rule did since a time: two hundred at once, and the rest, where there is more, by a job. */
export function undoRule(
  needs: InboxNeeds,
  call: Call,
  { ruleId, since }: { ruleId: string; since: string },
): Promise<{ undone: number; goesOn: boolean }> {
  const { workspaceId, name } = call.acting
  return change(needs.db, call, async (tx) => {
    const undoing = { workspaceId, ruleId, since, until: await now(tx), by: name }
    const { undone, threadIds } = await undoSome(tx, needs, undoing)
    const goesOn = undone === mostAtOnce
    if (goesOn) await needs.jobs.send(tx, undoRuleJob, { payload: undoing })
    return {
      value: { undone, goesOn },
      subject: { kind: 'rule', id: ruleId },
      detail: { since, undone },
      topics: ['rules', ...topicsOf(...threadIds)],
    }
  })
}

/** From the latest back, until nothing is left. May run twice. */
export async function undoRest(needs: InboxNeeds, undoing: Undoing): Promise<void> {
  for (let until: string | undefined = undoing.until; until !== undefined;) until = await undoBatch(needs, { ...undoing, until })
}

/** Answers up to when there may be more. */
function undoBatch(needs: InboxNeeds, undoing: Undoing): Promise<string | undefined> {
  return needs.db.transaction().execute(async (tx) => {
    const { undone, earliest, threadIds } = await undoSome(tx, needs, undoing)
    if (undone > 0) await announce(tx, { to: undoing.workspaceId, topics: ['rules', ...topicsOf(...threadIds)] })
    return undone < mostAtOnce ? undefined : earliest
  })
}

/** Takes back what a rule did about one message. */
export function undoRuleAct(
  needs: InboxNeeds,
  call: Call,
  { ruleId, messageId }: { ruleId: string; messageId: string },
): Promise<{ undone: number }> {
  const { workspaceId, name } = call.acting
  return change(needs.db, call, async (tx) => {
    const act = await tx
      .selectFrom('inbox.rule_act')
      .select(['rule_id', 'message_id', 'thread_id', 'rule_name'])
      .where('workspace_id', '=', workspaceId)
      .where('message_id', '=', messageId)
      .where('rule_id', '=', ruleId)
      .executeTakeFirstOrThrow(() => refuse(ruleRefusals, 'NOT_FOUND'))
    const threadIds = await undoActs(tx, needs, { workspaceId, acts: [act], by: name })
    return {
      value: { undone: threadIds.length },
      subject: { kind: 'thread', id: act.thread_id },
      detail: { rule: act.rule_name },
      topics: ['rules', ...topicsOf(act.thread_id)],
    }
  })
}

interface Some {
  readonly undone: number
  readonly earliest: string | undefined
  readonly threadIds: readonly string[]
}

async function undoSome(tx: Tx, needs: InboxNeeds, { workspaceId, ruleId, since, until, by }: Undoing): Promise<Some> {
  const acts = await tx
    .selectFrom('inbox.rule_act')
    .select(['rule_id', 'message_id', 'thread_id', 'at'])
    .where('workspace_id', '=', workspaceId)
    .where('rule_id', '=', ruleId)
    .where('at', '>=', new Date(since))
    .where('at', '<=', new Date(until))
    .where('undone_at', 'is', null)
    .orderBy('at', 'desc')
    .limit(mostAtOnce)
    .execute()
  const earliest = acts.at(-1)?.at
  const threadIds = await undoActs(tx, needs, { workspaceId, acts, by })
  // The database knows moments more finely than what is sent.
  return { undone: acts.length, earliest: earliest && new Date(earliest.getTime() + 1).toISOString(), threadIds }
}

/** A little late rather than a little early: what it just did is of it. */
async function now(tx: Tx): Promise<string> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() + interval '1 millisecond' as now`.execute(tx)
  return (rows[0]?.now ?? new Date()).toISOString()
}
