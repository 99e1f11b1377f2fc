import type { Tx } from '#kit/database'
import type { ModuleEvent } from '#kit/events'
import type { Published } from '#networks/network'

import type { DeliveryState } from './contract.ts'
import { answerMoved, deliveryRejected, deliveryTakenDown, postPublished } from './events.ts'
import type { DeliveryRow } from './held-delivery.ts'
import { leftOutOf } from './left-out-of.ts'
import type { WorkerNeeds } from './needs.ts'

/** Does anybody want to hear that a delivery has reached this state? */
export function isNews({ events }: WorkerNeeds, { state, isAnswer }: { state: DeliveryState; isAnswer: boolean }): boolean {
  if (isAnswer) return events.isHeard(answerMoved)
  const event = eventOf[state]
  return noticeKinds[state] !== undefined || (event !== undefined && events.isHeard(event))
}

/** Tells members and later modules, within the transaction, that a delivery has reached this state. */
export async function tell(tx: Tx, needs: WorkerNeeds, news: News): Promise<void> {
  const { row, state } = news
  const event = about(row)
  if (row.is_answer) return needs.events.emit(tx, answerMoved, { ...event, ...news.published, state })
  if (state === 'published') await needs.events.emit(tx, postPublished, { ...event, ...news.published })
  if (state === 'rejected') await needs.events.emit(tx, deliveryRejected, event)
  if (state === 'taken-down') await needs.events.emit(tx, deliveryTakenDown, event)
  const kind = state === 'published' && leftOutOf(row).length > 0 ? 'post-left-out' : noticeKinds[state]
  if (!kind) return
  await needs.notify(tx, {
    workspaceId: row.workspace_id,
    // One notice per time that a delivery comes to a standstill, or is out in part: all of these but a late one follow an attempt of their own.
    key: `${row.id}/${state}/${row.attempts}/${row.due_at.getTime()}`,
    kind,
    params: { network: news.networkName, account: news.handle, firstLine: await firstLine(tx, row) },
    href: `/posts/${row.post_id}`,
    about: { deliveryId: row.id },
  })
}

/** Whom the events of a delivery are about. */
export function about(row: DeliveryRow) {
  return {
    workspaceId: row.workspace_id,
    brandId: row.brand_id,
    postId: row.post_id,
    deliveryId: row.id,
    accountId: row.account_id,
    network: row.network,
  }
}

export interface News {
  readonly row: DeliveryRow
  readonly state: DeliveryState
  readonly networkName: string
  readonly handle: string
  readonly published?: Published | undefined
}

const eventOf: Partial<Record<DeliveryState, ModuleEvent>> = {
  published: postPublished,
  rejected: deliveryRejected,
  'taken-down': deliveryTakenDown,
}

const noticeKinds: Partial<Record<DeliveryState, 'post-rejected' | 'post-missed' | 'post-needs-a-person'>> = {
  rejected: 'post-rejected',
  missed: 'post-missed',
  'needs-a-person': 'post-needs-a-person',
}

async function firstLine(tx: Tx, { workspace_id, post_id }: DeliveryRow): Promise<string> {
  const post = await tx
    .selectFrom('publishing.post')
    .select('first_line')
    .where('workspace_id', '=', workspace_id)
    .where('id', '=', post_id)
    .executeTakeFirst()
  return post?.first_line ?? ''
}
