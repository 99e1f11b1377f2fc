import type { Selectable } from 'kysely'

import type { Confirmed } from '#contract/voice'
import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import type { Json } from '#kit/json'
import { type Call, change } from '#modules/teams'

import { inboxRefusals, type Thread } from '../contract.ts'
import type { InboxNeeds } from '../needs.ts'
import { readThread } from '../read-thread.ts'
import { shownReason } from '../shown-reason.ts'
import type { MessageTable } from '../tables.ts'
import { topicsOf } from '../topics.ts'
import { holdThread, messageToAnswer, putAside, sendInThread } from './answer-message.ts'
import { privatelyFor } from './privately-for.ts'

interface PrivateAnswer {
  readonly messageId: string
  readonly text: string
  /** What everyone else reads under it. */
  readonly note?: string | undefined
  readonly confirmed?: Confirmed | undefined
}

/** Goes on in private with what was said in public, by the network's rules, and says so in public if wanted. Once it is out it stands in a thread of its own, linked with this one (`on-answer-moved.ts`). */
export function answerPrivately(needs: InboxNeeds, call: Call, { messageId, text, note, confirmed = [] }: PrivateAnswer): Promise<Thread> {
  const { workspaceId } = call.acting
  return change(needs.db, call, async (tx) => {
    const message = await messageToAnswer(tx, { workspaceId, messageId })
    const thread = await holdThread(tx, { workspaceId, threadId: message.thread_id })
    const to = await privateTarget(needs, tx, message)
    const id = await sendInThread(needs, tx, call, { thread, message, answered: { kind: 'message', to }, text, isPrivate: true, confirmed })
    const answered = { kind: message.kind, to: message.answer_to }
    const noteId =
      note === undefined ? undefined : await sendInThread(needs, tx, call, { thread, message, answered, text: note, confirmed })
    await putAside(tx, { workspaceId, threadId: thread.id })
    return {
      value: await readThread(needs, tx, { workspaceId, threadId: thread.id }),
      subject: { kind: 'thread', id: thread.id },
      detail: { answer: id, private: true, ...(noteId === undefined ? {} : { note: noteId }) },
      topics: topicsOf(thread.id),
    }
  })
}

async function privateTarget(needs: InboxNeeds, tx: Tx, message: Selectable<MessageTable>): Promise<Json> {
  const { workspace_id: workspaceId, thread_id: threadId, account_id: accountId } = message
  const [account] = await needs.publishing.accounts.find(tx, { workspaceId, ids: [accountId] })
  const judge = account && (await privatelyFor(needs, tx, { workspaceId, threadId, account }))
  const judged = judge?.(message)
  if (!judged) throw refuse(inboxRefusals, 'CANNOT_GO_PRIVATE', { reason: { code: 'private-not-there' } })
  if ('refused' in judged) throw refuse(inboxRefusals, 'CANNOT_GO_PRIVATE', { reason: shownReason(judged.refused) })
  return judged.to
}
