import { type Selectable, sql } from 'kysely'

import type { Decision } from '#contract/publishing'
import type { Confirmed } from '#contract/voice'
import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import { crisisOf } from '#modules/governance'
import { decideAnswer, sendAnswer } from '#modules/publishing'
import { type Call, change } from '#modules/teams'
import type { Answered } from '#networks/network'

import { inboxRefusals, type Thread } from '../contract.ts'
import { keepTime } from '../deadlines/keep-time.ts'
import { type HeldThread, holdThreads } from '../hold-threads.ts'
import type { InboxNeeds } from '../needs.ts'
import { readMessage } from '../read-message.ts'
import { readThread } from '../read-thread.ts'
import { countUse } from '../saved/keep-saved-answer.ts'
import { isSavedAnswer } from '../saved/list-saved-answers.ts'
import type { MessageTable } from '../tables.ts'
import { topicsOf } from '../topics.ts'
import { answerableUntil } from './answerable-until.ts'
import { keepWordings, refuseRepeated } from './repeated-answers.ts'

interface NewAnswer {
  readonly messageId: string
  readonly text: string
  /** The last thing that the writer has seen of the thread. */
  readonly seen?: string | undefined
  /** Saved answers that it was made of. */
  readonly saved?: readonly string[] | undefined
  /** That others got nearly the same is known to the writer. */
  readonly repeated?: 'accepted' | undefined
  readonly confirmed?: Confirmed | undefined
}

/**
 * Sends an answer on its way and puts the thread aside: it is done unless the answer fails. Two members who press send in the same moment
 * come one after the other, and the second is told.
 */
export function answerMessage(needs: InboxNeeds, call: Call, answer: NewAnswer): Promise<Thread> {
  const { messageId, text, seen, saved = [], repeated, confirmed = [] } = answer
  const { workspaceId } = call.acting
  return change(needs.db, call, async (tx) => {
    const message = await messageToAnswer(tx, { workspaceId, messageId })
    const thread = await holdThread(tx, { workspaceId, threadId: message.thread_id })
    if (seen !== undefined) await refuseIfAnswered(tx, { workspaceId, threadId: thread.id, seen })
    await refuseIfOver(needs, tx, { workspaceId, thread })
    if (repeated !== 'accepted' && !(await isSavedAnswer(tx, { workspaceId, saved, text })))
      await refuseRepeated(needs, tx, { workspaceId, brandId: thread.brand_id, text })
    const answered = { kind: message.kind, to: message.answer_to }
    const id = await sendInThread(needs, tx, call, { thread, message, answered, text, confirmed })
    await countUse(tx, { workspaceId, saved })
    await putAside(tx, { workspaceId, threadId: thread.id })
    return {
      value: await readThread(needs, tx, { workspaceId, threadId: thread.id }),
      subject: { kind: 'thread', id: thread.id },
      detail: { answer: id },
      topics: topicsOf(thread.id),
    }
  })
}

interface Sending {
  readonly thread: { readonly id: string; readonly brand_id: string }
  readonly message: Selectable<MessageTable>
  readonly answered: Answered
  readonly text: string
  /** To its author alone. */
  readonly isPrivate?: boolean
  readonly confirmed: Confirmed
}

/** Sends an answer and keeps it in the thread until it is out, unless the playbook of a crisis forbids it. Answers its id. */
export async function sendInThread(
  needs: InboxNeeds,
  tx: Tx,
  call: Call,
  { thread, message, answered, text, isPrivate = false, confirmed }: Sending,
): Promise<string> {
  const { workspaceId, memberId, name } = call.acting
  const crisis = await crisisOf(tx, { workspaceId, brandId: thread.brand_id })
  if (crisis?.answers === 'forbidden') throw refuse(inboxRefusals, 'ANSWERS_FORBIDDEN')
  const id = await sendAnswer(tx, needs.publishing, call, { accountId: message.account_id, answered, text, languages: [], confirmed })
  const { created_at: at } = await tx
    .insertInto('inbox.answer')
    .values({
      workspace_id: workspaceId,
      id,
      thread_id: thread.id,
      message_id: message.id,
      text,
      member_id: memberId,
      member_name: name,
      private: isPrivate,
    })
    .returning('created_at')
    .executeTakeFirstOrThrow()
  await keepWordings(tx, { workspaceId, brandId: thread.brand_id }, [{ id, threadId: thread.id, text, at }])
  return id
}

/** Where the network gives people only some time, after their last word. */
async function refuseIfOver(needs: InboxNeeds, tx: Tx, where: { workspaceId: string; thread: HeldThread }): Promise<void> {
  const by = await answerableUntil(needs, tx, where)
  if (by && Temporal.Instant.compare(by, Temporal.Now.instant()) < 0) throw refuse(inboxRefusals, 'WINDOW_OVER')
}

export async function messageToAnswer(tx: Tx, which: { workspaceId: string; messageId: string }): Promise<Selectable<MessageTable>> {
  const message = await readMessage(tx, which)
  if (message.gone_at) throw refuse(inboxRefusals, 'GONE')
  if (message.answer_to === null) throw refuse(inboxRefusals, 'CANNOT_ANSWER')
  return message
}

export async function holdThread(tx: Tx, { workspaceId, threadId }: { workspaceId: string; threadId: string }): Promise<HeldThread> {
  const [thread] = await holdThreads(tx, { workspaceId, threadIds: [threadId] })
  if (!thread) throw refuse(inboxRefusals, 'NOT_FOUND')
  return thread
}

/** Whether here, or in the network's own app. What was seen is known to the millisecond. */
async function refuseIfAnswered(
  tx: Tx,
  { workspaceId, threadId, seen }: { workspaceId: string; threadId: string; seen: string },
): Promise<void> {
  const { rows } = await sql<{ by: string; text: string }>`
    select by, text from (
      select member_name as by, text, created_at as at from inbox.answer
      where workspace_id = ${workspaceId} and thread_id = ${threadId} and date_trunc('milliseconds', created_at) > ${seen}
      union all
      select coalesce(member_name, '') as by, text, at from inbox.message
      where workspace_id = ${workspaceId} and thread_id = ${threadId} and by_us and gone_at is null and date_trunc('milliseconds', at) > ${seen}
    ) ours order by at desc limit 1`.execute(tx)
  const [answer] = rows
  if (answer) throw refuse(inboxRefusals, 'ANSWERED_MEANWHILE', answer)
}

/** Done, until the answer fails or somebody speaks. */
export async function putAside(tx: Tx, { workspaceId, threadId }: { workspaceId: string; threadId: string }): Promise<void> {
  await tx
    .updateTable('inbox.thread')
    .set({ state: 'done', waiting_since: null, snoozed_until: null, done_at: sql<Date>`clock_timestamp()` })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', threadId)
    .execute()
  await keepTime(tx, { workspaceId }, [threadId])
}

/** A member settles an answer of which the network gave no clear word, or that it refused. */
export function settleAnswer(
  needs: InboxNeeds,
  call: Call,
  { answerId, decision }: { answerId: string; decision: Decision },
): Promise<Thread> {
  const { workspaceId } = call.acting
  return change(needs.db, call, async (tx) => {
    const answer = await tx
      .selectFrom('inbox.answer')
      .select('thread_id')
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', answerId)
      .executeTakeFirstOrThrow(() => refuse(inboxRefusals, 'NOT_FOUND'))
    const { was, is } = await decideAnswer(tx, needs.publishing, { workspaceId, answerId, decision, by: call.acting })
    if (decision === 'cancel' || decision === 'mark-published') await endAnswer(tx, { workspaceId, answerId })
    return {
      value: await readThread(needs, tx, { workspaceId, threadId: answer.thread_id }),
      subject: { kind: 'thread', id: answer.thread_id },
      detail: { answer: answerId, decision },
      before: { state: was },
      after: { state: is },
      topics: topicsOf(answer.thread_id),
    }
  })
}

/** Nothing more will come of it. */
async function endAnswer(tx: Tx, { workspaceId, answerId }: { workspaceId: string; answerId: string }): Promise<void> {
  await tx
    .updateTable('inbox.answer')
    .set({ ended_at: sql<Date>`clock_timestamp()` })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', answerId)
    .execute()
}
