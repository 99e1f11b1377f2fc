import { type Selectable, sql } from 'kysely'

import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import { environmentOf } from '#modules/publishing'
import { type Call, change, watching } from '#modules/teams'
import type { Outcome } from '#networks/network'
import { noMedia } from '#networks/no-media'

import { noteDeeds } from './change-threads.ts'
import { inboxRefusals, type Thread } from './contract.ts'
import type { InboxNeeds } from './needs.ts'
import { readMessage } from './read-message.ts'
import { onNetwork, readThread } from './read-thread.ts'
import { seen } from './seen.ts'
import { shownReason } from './shown-reason.ts'
import { summarise } from './summarise.ts'
import type { MessageTable } from './tables.ts'
import { topicsOf } from './topics.ts'

/** Hides from everyone else what somebody said, or shows it again: there first, and here once the network has done it. It may be asked twice. */
export async function hideMessage(
  needs: InboxNeeds,
  call: Call,
  { messageId, hidden }: { messageId: string; hidden: boolean },
): Promise<Thread> {
  const { workspaceId } = call.acting
  const message = await readMessage(needs.db, { workspaceId, messageId })
  const there = await hideThere(needs, { workspaceId, message, hidden })
  if (!there) throw refuse(inboxRefusals, 'CANNOT_HIDE')
  if (!there.ok) throw refuse(inboxRefusals, 'NOT_DONE_THERE', { reason: shownReason(there.trouble.reason) })
  return change(needs.db, watching(call, seen.message(workspaceId, messageId)), async (tx) => {
    await keepHidden(tx, { workspaceId, messageId, hidden })
    await noteDeeds(tx, call.acting, { threadIds: [message.thread_id], kind: hidden ? 'hidden' : 'shown', detail: { message: messageId } })
    await summarise(tx, { workspaceId }, { threadIds: [message.thread_id], spoken: [] })
    return {
      value: await readThread(needs, tx, { workspaceId, threadId: message.thread_id }),
      subject: { kind: 'thread', id: message.thread_id },
      detail: { message: messageId, hidden },
      topics: topicsOf(message.thread_id),
    }
  })
}

/** What the network told of it before and is heard of later changes nothing. */
export async function keepHidden(
  tx: Tx,
  { workspaceId, messageId, hidden }: { workspaceId: string; messageId: string; hidden: boolean },
): Promise<void> {
  await tx
    .updateTable('inbox.message')
    .set({ hidden, as_of: sql<Date>`clock_timestamp()` })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', messageId)
    .execute()
}

interface Hiding {
  readonly workspaceId: string
  readonly message: Selectable<MessageTable>
  readonly hidden: boolean
}

/** Undefined where the network lets nobody hide it, or the account is not connected any more. */
export async function hideThere(needs: InboxNeeds, { workspaceId, message, hidden }: Hiding): Promise<Outcome<void> | undefined> {
  const { accounts } = needs.publishing
  const [account] = await accounts.find(needs.db, { workspaceId, ids: [message.account_id] })
  const { hide, hideable = () => true } = (account && needs.publishing.network(account.network)?.inbox) ?? {}
  const item = onNetwork(message)
  if (!account || !hide || !hideable(item)) return undefined
  const around = environmentOf(needs.publishing, {
    workspaceId,
    networkId: account.network,
    media: noMedia,
    signal: AbortSignal.timeout(30_000),
  })
  return accounts.withAccess({ workspaceId, accountId: account.id }, (access) => hide({ ...item, hidden }, access, around))
}
