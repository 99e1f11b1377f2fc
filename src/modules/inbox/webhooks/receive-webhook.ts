import { hash } from 'node:crypto'

import { sql } from 'kysely'

import { together } from '#kit/together'
import type { WebhookAnswer, WebhookMessage } from '#networks/network'

import type { InboxNeeds } from '../needs.ts'
import { handleWebhooksJob } from './handle-webhooks-job.ts'

/** To whom it came: the door of a workspace's own app, or of the installation's. */
export interface WebhookDoor {
  readonly network: string
  readonly workspaceId?: string | undefined
}

/** `unknown`: there is no such door. `refused`: it was not signed by the app. */
export type Received = 'kept' | 'repeated' | 'refused' | 'unknown'

/**
 * Keeps what a network sends, as it came, before it is acknowledged: what arrives at the same moment in one transaction, together with the job that
 * handles it. What came before is recognised by its digest. Make one for the process.
 */
export function receiveWebhooks(needs: InboxNeeds): (door: WebhookDoor, message: WebhookMessage) => Promise<Received> {
  const keep = together((rows: readonly Row[]) => keepAll(needs, rows))
  return async (door, message) => {
    const found = await findDoor(needs, door)
    if (!found) return 'unknown'
    const received = found.webhooks.isGenuine(message, found.keys) ? await keep(asRow(door, message)) : 'refused'
    needs.webhooks.counted(received, door.network)
    return received
  }
}

/** What the network is to hear when it asks whether the address is ours. */
export async function answerChallenge(
  needs: InboxNeeds,
  door: WebhookDoor,
  query: Readonly<Record<string, string>>,
): Promise<WebhookAnswer | 'refused' | 'unknown'> {
  const found = await findDoor(needs, door)
  if (!found?.webhooks.challenge) return 'unknown'
  const answer = found.webhooks.challenge(query, found.keys)
  if (!answer) needs.webhooks.counted('refused', door.network)
  return answer ?? 'refused'
}

async function findDoor(needs: InboxNeeds, door: WebhookDoor) {
  const webhooks = needs.publishing.network(door.network)?.inbox?.webhooks
  const keys = webhooks && (await needs.webhooks.keys(door))
  return keys && { webhooks, keys }
}

/** Stands for the installation's own app. */
export const noWorkspace = '00000000-0000-0000-0000-000000000000'

interface Row {
  readonly workspaceId: string
  readonly network: string
  /** In hex. */
  readonly digest: string
  readonly body: string
}

function asRow({ network, workspaceId = noWorkspace }: WebhookDoor, { body }: WebhookMessage): Row {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  return { workspaceId, network, digest: hash('sha256', bytes, 'hex'), body: bytes.toString('hex') }
}

async function keepAll({ db, jobs }: InboxNeeds, rows: readonly Row[]): Promise<('kept' | 'repeated')[]> {
  const fresh = await db.transaction().execute(async (tx) => {
    const { rows: kept } = await sql<{ digest: string }>`
      insert into inbox.webhook (workspace_id, network, digest, body)
      select workspace_id, network, decode(digest, 'hex'), decode(body, 'hex')
      from unnest(
        ${rows.map(({ workspaceId }) => workspaceId)}::uuid[], ${rows.map(({ network }) => network)}::text[],
        ${rows.map(({ digest }) => digest)}::text[], ${rows.map(({ body }) => body)}::text[]
      ) r (workspace_id, network, digest, body)
      on conflict do nothing
      returning encode(digest, 'hex') as digest`.execute(tx)
    if (kept.length > 0) await jobs.send(tx, handleWebhooksJob, { payload: {}, key: 'all' })
    return new Set(kept.map(({ digest }) => digest))
  })
  return rows.map(({ digest }) => (fresh.delete(digest) ? 'kept' : 'repeated'))
}
