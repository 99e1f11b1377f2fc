import type { Selectable } from 'kysely'

import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import { uuidv7 } from '#kit/ids'
import { type Call, change, watching } from '#modules/teams'
import type { Meaning, Sentiment } from '#modules/understanding'

import { inboxRefusals, type Thread } from '../contract.ts'
import type { InboxNeeds } from '../needs.ts'
import { tellWhoMustKnow } from '../playbooks/tell-who-must-know.ts'
import { readMessage } from '../read-message.ts'
import { readThread } from '../read-thread.ts'
import { seen } from '../seen.ts'
import { summarise } from '../summarise.ts'
import type { MessageTable } from '../tables.ts'
import { topicsOf } from '../topics.ts'
import { meaningColumns } from './meaning-columns.ts'

interface Said {
  readonly meaning?: Meaning | undefined
  readonly sentiment?: Sentiment | undefined
}

/**
 * A member says what a message is. It is so from then on, whatever the model thinks; the same words get it too when they come again in this
 * workspace, and others that share words with it are understood a little more like it.
 */
export function correctMeaning(
  needs: InboxNeeds,
  call: Call,
  { messageId, ...said }: Said & { readonly messageId: string },
): Promise<Thread> {
  const { workspaceId } = call.acting
  return change(needs.db, watching(call, seen.message(workspaceId, messageId)), async (tx) => {
    const message = await messageToCorrect(tx, { workspaceId, messageId })
    await keepCorrection(tx, call, { message, said })
    await keepMeaning(needs, tx, { message, said })
    await summarise(tx, { workspaceId }, { threadIds: [message.thread_id], spoken: [] })
    const thread = await readThread(needs, tx, { workspaceId, threadId: message.thread_id })
    if (said.meaning) await tell(needs, tx, { thread, message, meaning: said.meaning })
    return {
      value: thread,
      subject: { kind: 'thread', id: message.thread_id },
      detail: {
        message: messageId,
        ...(said.meaning ? { meaning: said.meaning } : {}),
        ...(said.sentiment ? { sentiment: said.sentiment } : {}),
      },
      topics: topicsOf(message.thread_id),
    }
  })
}

interface Told {
  readonly thread: Thread
  readonly message: Selectable<MessageTable>
  readonly meaning: Meaning
}

/** Whoever must know of such messages has not heard of this one yet. */
async function tell(needs: InboxNeeds, tx: Tx, { thread, message, meaning }: Told): Promise<void> {
  const { workspace_id: workspaceId, text } = message
  const { mustKnow } = await needs.ruling(tx, { workspaceId, brandId: thread.brandId })
  const writtenAt = (message.edited_at ?? message.at).toTemporalInstant()
  const facts = { meaning, name: thread.profile?.name ?? '', text }
  await tellWhoMustKnow(tx, needs, { workspaceId, mustKnow, messages: [{ threadId: thread.id, writtenAt, facts }] })
}

async function messageToCorrect(tx: Tx, which: { workspaceId: string; messageId: string }): Promise<Selectable<MessageTable>> {
  const message = await readMessage(tx, which)
  if (message.by_us || message.text === '') throw refuse(inboxRefusals, 'NOTHING_TO_CORRECT')
  return message
}

interface Correcting {
  readonly message: Selectable<MessageTable>
  readonly said: Said
}

async function keepCorrection(tx: Tx, { acting }: Call, { message, said }: Correcting): Promise<void> {
  await tx
    .insertInto('inbox.correction')
    .values({
      workspace_id: acting.workspaceId,
      id: uuidv7(),
      text: message.text,
      meaning: said.meaning ?? null,
      sentiment: said.sentiment ?? null,
      member_id: acting.memberId,
      member_name: acting.name,
    })
    .execute()
}

/** It holds for this message as it was said; what counted before stays to be seen. */
async function keepMeaning(needs: InboxNeeds, tx: Tx, { message, said }: Correcting): Promise<void> {
  const { meaning, sentiment, language, sure, reasons } =
    message.meaning === null
      ? meaningColumns(await needs.understander(needs.db, { workspaceId: message.workspace_id }), message.text)
      : message
  await tx
    .updateTable('inbox.message')
    .set({
      meaning: said.meaning ?? meaning,
      sentiment: said.sentiment ?? sentiment,
      language,
      sure: said.meaning ? 1 : sure,
      reasons: JSON.stringify([{ what: 'corrected', text: '' }, ...reasons.filter(({ what }) => what !== 'corrected')]),
    })
    .where('workspace_id', '=', message.workspace_id)
    .where('id', '=', message.id)
    .execute()
}
