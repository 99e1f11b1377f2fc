import { sql } from 'kysely'

import type { DeliveryState } from '#contract/publishing'
import type { Db } from '#kit/database'
import { uuidv7 } from '#kit/ids'
import { announce } from '#kit/live'

import { gramsOf } from './grams.ts'
import { summarise } from './summarise.ts'
import { topicsOf } from './topics.ts'

interface Moved {
  readonly workspaceId: string
  /** The answer's id. */
  readonly postId: string
  readonly accountId: string
  readonly state: DeliveryState
  readonly externalId?: string | undefined
  readonly url?: string | undefined
}

/**
 * What came of an answer. Once it is out it is a message like any other, whether the network told of it before or tells of it later, of the time
 * at which its writer sent it: what came after that, nobody has read. One that failed opens its thread again, for a person to see. May run twice.
 */
export async function onAnswerMoved(db: Db, moved: Moved): Promise<void> {
  const { workspaceId, postId } = moved
  await db.transaction().execute(async (tx) => {
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
        'inbox.message.kind',
        'inbox.message.external_id as answered',
      ])
      .where('inbox.answer.workspace_id', '=', workspaceId)
      .where('inbox.answer.id', '=', postId)
      .executeTakeFirst()
    if (!answer || answer.ended_at) return
    if (moved.state === 'published' && moved.externalId !== undefined) {
      await tx
        .insertInto('inbox.message')
        .values({
          workspace_id: workspaceId,
          id: uuidv7(),
          thread_id: answer.thread_id,
          account_id: moved.accountId,
          external_id: moved.externalId,
          kind: answer.kind,
          by_us: true,
          text: answer.text,
          grams: gramsOf(answer.text),
          at: answer.said_at,
          answers: answer.answered,
          url: moved.url ?? null,
          member_id: answer.member_id,
          member_name: answer.member_name,
        })
        .onConflict((conflict) =>
          conflict
            .columns(['workspace_id', 'account_id', 'external_id'])
            .doUpdateSet({ member_id: answer.member_id, member_name: answer.member_name, at: answer.said_at }),
        )
        .execute()
      await tx
        .updateTable('inbox.answer')
        .set({ ended_at: sql<Date>`clock_timestamp()`, external_id: moved.externalId })
        .where('workspace_id', '=', workspaceId)
        .where('id', '=', postId)
        .execute()
      await summarise(tx, { workspaceId }, { threadIds: [answer.thread_id], spoken: [] })
    } else if (moved.state === 'rejected' || moved.state === 'needs-a-person' || moved.state === 'missed') {
      await summarise(tx, { workspaceId }, { threadIds: [answer.thread_id], spoken: [answer.thread_id] })
    }
    await announce(tx, { to: workspaceId, topics: topicsOf(answer.thread_id) })
  })
}
