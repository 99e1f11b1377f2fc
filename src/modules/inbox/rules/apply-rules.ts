import { sql } from 'kysely'

import type { Tx } from '#kit/database'
import { crisisOf, type HeldDeed, noteHeldRules } from '#modules/governance'

import { alertMembers } from '../alert-members.ts'
import { keepTime } from '../deadlines/keep-time.ts'
import type { InboxNeeds } from '../needs.ts'
import { type PlainText, plainText } from '../words/words-in-text.ts'
import { askToHide } from './hide-for-rule-job.ts'
import { finishThreads, keepActs, type NewAct } from './keep-rule-acts.ts'
import { notePassedOver } from './note-passed-over.ts'
import { actsFor } from './rule-acts-for.ts'
import { type Arrived, isWaitedFor, type Match, type ThreadNow } from './rule-match.ts'
import type { ActiveRule } from './ruling.ts'

interface Applying {
  readonly workspaceId: string
  readonly brandId: string
  readonly rules: readonly ActiveRule[]
  readonly arrived: readonly Arrived[]
}

/**
 * Does what the brand's rules say about messages that have just been kept, within the same transaction, which holds their threads: each rule once
 * for each message, however often that comes. What is done outside, hiding, is asked for and done by a job. In a crisis nothing is done by itself: what would
 * have been is counted there.
 */
export async function applyRules(tx: Tx, needs: InboxNeeds, applying: Applying): Promise<void> {
  const { workspaceId, rules, arrived } = applying
  if (rules.length === 0 || arrived.length === 0) return
  const perhaps = arrived.map((message) => ({ message, plain: plainText(message.facts.text) })).filter((said) => mayMatch(rules, said))
  if (perhaps.length === 0) return
  const threads = await threadsOf(tx, { workspaceId, threadIds: perhaps.map(({ message }) => message.threadId) })
  const matches = perhaps.flatMap((said) => matchesOf(rules, { ...said, thread: threads.get(said.message.threadId) }))
  const fresh = await notYetActed(tx, { workspaceId, matches })
  if (fresh.length === 0) return
  const { acts, changed } = await actsFor(tx, needs, { ...applying, matches: fresh, threads })
  const crisis = await crisisOf(tx, applying)
  if (crisis) return noteHeldRules(tx, { workspaceId, crisisId: crisis.id }, heldDeeds(acts))
  await keepActs(tx, { workspaceId, acts, changed })
  await notePassedOver(tx, { workspaceId, acts })
  await finishThreads(tx, { workspaceId, threadIds: threadIdsOf(acts, ({ finishes }) => finishes) })
  await keepTime(
    tx,
    { workspaceId },
    threadIdsOf(acts, ({ urgent, label_ids, finishes }) => urgent || finishes || (label_ids ?? []).length > 0),
  )
  await askToHide(tx, needs, { workspaceId, acts: acts.filter(({ hiding }) => hiding === 'asked') })
  await alertMembers(tx, needs, { workspaceId, matches: fresh })
}

async function threadsOf(tx: Tx, { workspaceId, threadIds }: { workspaceId: string; threadIds: readonly string[] }) {
  const { rows } = await sql<ThreadNow>`
    select id, kind, network, label_ids, assignee_id, urgent, waiting_since from inbox.thread
    where workspace_id = ${workspaceId} and id = any(${[...new Set(threadIds)]}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}

interface Said {
  readonly message: Arrived
  readonly plain: PlainText
}

/** Most of what comes fits no rule, whether or not somebody waits: nothing need be read about it. */
function mayMatch(rules: readonly ActiveRule[], { message, plain }: Said): boolean {
  const waiting = { ...message.facts, plain, waits: true, writtenAt: message.writtenAt }
  const answered = { ...waiting, waits: false }
  return rules.some(({ holds }) => holds(waiting) || holds(answered))
}

/** In the order of the rules, up to the first that wants no other after it. What was written before a rule was on is not for it. */
function matchesOf(rules: readonly ActiveRule[], { message, plain, thread }: Said & { thread: ThreadNow | undefined }): Match[] {
  const matches: Match[] = []
  const { saidAt, hidden } = message
  const isWaiting = isWaitedFor(thread, { saidAt: saidAt.epochMilliseconds, hidden, kind: message.facts.kind })
  const facts = { ...message.facts, plain, waits: isWaiting, writtenAt: message.writtenAt }
  for (const rule of rules) {
    if (rule.since.getTime() > message.writtenAt.epochMilliseconds || !rule.holds(facts)) continue
    matches.push({ rule, message })
    if (rule.stops) break
  }
  return matches
}

function heldDeeds(acts: readonly NewAct[]): HeldDeed[] {
  return acts.map(({ rule_id, rule_name, label_ids, assignee_id, urgent, alerted, hiding, finishes }) => ({
    ruleId: rule_id,
    name: rule_name,
    deeds: {
      label: (label_ids ?? []).length,
      assign: assignee_id ? 1 : 0,
      urgent: urgent ? 1 : 0,
      alert: alerted ?? 0,
      hide: hiding === 'asked' ? 1 : 0,
      finish: finishes ? 1 : 0,
    },
  }))
}

/** Nothing can have been done yet about what is new. */
async function notYetActed(
  tx: Tx,
  { workspaceId, matches }: { workspaceId: string; matches: readonly Match[] },
): Promise<readonly Match[]> {
  const rewritten = matches.flatMap(({ message }) => (message.isNew ? [] : [message.messageId]))
  if (rewritten.length === 0) return matches
  const rows = await tx
    .selectFrom('inbox.rule_act')
    .select(['rule_id', 'message_id'])
    .where('workspace_id', '=', workspaceId)
    .where('message_id', 'in', rewritten)
    .execute()
  const acted = new Set(rows.map(({ rule_id, message_id }) => `${rule_id}/${message_id}`))
  return matches.filter(({ rule, message }) => !acted.has(`${rule.id}/${message.messageId}`))
}

function threadIdsOf(acts: readonly NewAct[], wanted: (act: NewAct) => boolean): string[] {
  return [...new Set(acts.filter(wanted).map(({ thread_id }) => thread_id))]
}
