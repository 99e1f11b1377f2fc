import { sql } from 'kysely'

import type { DeliveryState } from '#contract/publishing'
import type { Db, Tx } from '#kit/database'
import { uuidv7 } from '#kit/ids'
import { announce } from '#kit/live'
import type { InboxKind } from '#networks/network'

import { holdAccount } from '../hold-account.ts'
import { summarise } from '../summarise.ts'
import { topicsOf } from '../topics.ts'
import { gramsOf } from '../words/grams.ts'

interface Moved {
  readonly workspaceId: string
  /** The answer's id. */
  readonly postId: string
  readonly accountId: string
  readonly state: DeliveryState
  readonly externalId?: string | undefined
  readonly url?: string | undefined
  /** Where it stands, by the network's id of the thread. */
  readonly thread?: string | undefined
}

/**
 * What came of an answer. Once it is out it is a message like any other, whether the network told of it before or tells of it later, of the time
 * at which its writer sent it: what came after that, nobody has read. One that went on in private stands in a thread of its own. One that failed opens its thread again, for a person to see. May run twice.
 */
export async function onAnswerMoved(db: Db, moved: Moved): Promise<void> {
  const { workspaceId, postId, accountId } = moved
  await db.transaction().execute(async (tx) => {
    await holdAccount(tx, accountId)
    const answer = await tx
      .selectFrom('inbox.answer')
      .innerJoin('inbox.message', (join) =>
        join
          .onRef('inbox.message.workspace_id', '=', 'inbox.answer.workspace_id')
          .onRef('inbox.message.id', '=', 'inbox.answer.message_id'),
      )
      .select([
        'inbox.answer.thread_id',
        'inbox.answer.text',
        'inbox.answer.member_id',
        'inbox.answer.member_name',
        'inbox.answer.ended_at',
        sql<Date>`greatest(inbox.answer.created_at, inbox.message.at + interval '1 millisecond')`.as('said_at'),
        'inbox.answer.private',
        'inbox.message.kind',
        'inbox.message.profile_id',
        'inbox.message.external_id as answered',
      ])
      .where('inbox.answer.workspace_id', '=', workspaceId)
      .where('inbox.answer.id', '=', postId)
      .executeTakeFirst()
    if (!answer || answer.ended_at) return
    if (moved.state === 'published' && moved.externalId !== undefined) {
      const threadId = answer.private
        ? await privateThread(tx, { moved, from: answer.thread_id, profileId: answer.profile_id })
        : answer.thread_id
      await keepAsMessage(tx, { ...moved, externalId: moved.externalId }, { ...answer, thread_id: threadId })
      await summarise(tx, { workspaceId }, { threadIds: [threadId], spoken: [] })
      await announce(tx, { to: workspaceId, topics: topicsOf(threadId) })
    } else if (moved.state === 'rejected' || moved.state === 'needs-a-person' || moved.state === 'missed') {
      await summarise(tx, { workspaceId }, { threadIds: [answer.thread_id], spoken: [answer.thread_id] })
    }
    await announce(tx, { to: workspaceId, topics: topicsOf(answer.thread_id) })
  })
}

interface Out {
  readonly thread_id: string
  readonly text: string
  readonly member_id: string
  readonly member_name: string
  readonly said_at: Date
  readonly private: boolean
  readonly kind: InboxKind
  readonly answered: string
}

async function keepAsMessage(tx: Tx, moved: Moved & { readonly externalId: string }, answer: Out): Promise<void> {
  const { workspaceId, postId, accountId, externalId } = moved
  const { member_id, member_name, said_at: at } = answer
  await tx
    .insertInto('inbox.message')
    .values({
      workspace_id: workspaceId,
      id: uuidv7(),
      thread_id: answer.thread_id,
      account_id: accountId,
      external_id: externalId,
      kind: answer.private ? 'message' : answer.kind,
      by_us: true,
      text: answer.text,
      grams: gramsOf(answer.text),
      at,
      answers: answer.private ? null : answer.answered,
      url: moved.url ?? null,
      member_id,
      member_name,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'account_id', 'external_id']).doUpdateSet({ member_id, member_name, at }))
    .execute()
  await tx
    .updateTable('inbox.answer')
    .set({ ended_at: sql<Date>`clock_timestamp()`, external_id: externalId })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', postId)
    .execute()
}

interface Going {
  readonly moved: Moved
  /** The public thread. */
  readonly from: string
  readonly profileId: string | null
}

/** What goes on in private is a thread of its own: the one that the network tells of as well, before or after. */
async function privateThread(tx: Tx, { moved, from, profileId }: Going): Promise<string> {
  const externalId = moved.thread ?? `private:${moved.externalId ?? ''}`
  const { rows } = await sql<{ id: string }>`
    insert into inbox.thread as t (workspace_id, id, brand_id, account_id, network, external_id, kind, profile_id, state, done_at, last_at, linked_id)
    select workspace_id, ${uuidv7()}, brand_id, account_id, network, ${externalId}, 'message', ${profileId}, 'done', clock_timestamp(), clock_timestamp(), id
    from inbox.thread where workspace_id = ${moved.workspaceId} and id = ${from}
    on conflict (workspace_id, account_id, external_id) do update set
      linked_id = coalesce(t.linked_id, excluded.linked_id), profile_id = coalesce(t.profile_id, excluded.profile_id)
    returning id`.execute(tx)
  const [thread] = rows
  if (!thread) throw new Error('A thread that was answered is gone.')
  return thread.id
}
