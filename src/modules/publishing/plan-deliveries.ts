import { sql } from 'kysely'

import type { Tx } from '#kit/database'
import { uuidv7 } from '#kit/ids'
import type { JobSender } from '#kit/jobs'
import type { Answered } from '#networks/network'

import { deliverJob } from './deliver-job.ts'
import type { DeliveryRow } from './held-delivery.ts'
import type { AccountFacts } from './needs.ts'

/** A delivery of which nothing can be out, as if it had never been tried. */
export const fresh = {
  state: 'waiting',
  wish: 'publish',
  content: null,
  prepared: null,
  begun_at: null,
  results: '{}',
  tries: 0,
  resend_allowed: false,
  reason: null,
  settled_at: null,
} as const

/** One waiting delivery for each account, due at this time, and none for others; with the job that wakes the workers then. Nothing of the post may be out. */
export async function planDeliveries(tx: Tx, jobs: JobSender, { post, accounts, dueAt, existing }: Planned): Promise<void> {
  const workspaceId = post.workspace_id
  const due = new Date(dueAt.epochMilliseconds)
  const wanted = new Map(accounts.map((account) => [account.id, account]))
  for (const { id, account_id } of existing) {
    if (wanted.delete(account_id)) await resetDelivery(tx, { workspaceId, id, due })
    else await deleteDelivery(tx, { workspaceId, id })
  }
  for (const account of wanted.values()) {
    await tx
      .insertInto('publishing.delivery')
      .values({
        workspace_id: workspaceId,
        id: uuidv7(),
        post_id: post.id,
        brand_id: post.brand_id,
        account_id: account.id,
        network: account.network,
        is_answer: (post.answers ?? null) !== null,
        cleared: sql<boolean>`(select cleared from publishing.post where workspace_id = ${workspaceId} and id = ${post.id})`,
        state: 'waiting',
        due_at: due,
        next_try_at: due,
      })
      .execute()
  }
  await wakeFor(tx, jobs, { workspaceId, postId: post.id, at: dueAt })
}

interface Planned {
  readonly post: { readonly workspace_id: string; readonly id: string; readonly brand_id: string; readonly answers?: Answered | null }
  readonly accounts: readonly AccountFacts[]
  readonly dueAt: Temporal.Instant
  readonly existing: readonly DeliveryRow[]
}

/** In the same transaction as the change it follows from; without `at`, at once. */
export async function wakeFor(
  tx: Tx,
  jobs: JobSender,
  { workspaceId, postId, at }: { workspaceId: string; postId: string; at?: Temporal.Instant },
): Promise<void> {
  await jobs.send(tx, deliverJob, { payload: { workspaceId, postId }, ...(at ? { startAfter: at } : {}) })
}

async function resetDelivery(tx: Tx, { workspaceId, id, due }: { workspaceId: string; id: string; due: Date }): Promise<void> {
  await tx
    .updateTable('publishing.delivery')
    .set({ ...fresh, due_at: due, next_try_at: due, updated_at: sql<Date>`clock_timestamp()` })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

async function deleteDelivery(tx: Tx, { workspaceId, id }: { workspaceId: string; id: string }): Promise<void> {
  await tx.deleteFrom('publishing.delivery').where('workspace_id', '=', workspaceId).where('id', '=', id).execute()
}
