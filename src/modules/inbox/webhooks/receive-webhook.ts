import { hash } from 'node:crypto'

import { sql } from 'kysely'

import type { Db, Tx } from '#kit/database'
import { together } from '#kit/together'
import type { WebhookAnswer, WebhookMessage } from '#networks/network'

import type { InboxNeeds } from '../needs.ts'
import { askForHandler } from './handle-webhooks-job.ts'

/** To whom it came: the door of a workspace's own app, or of the installation's. */
export interface WebhookDoor {
  readonly network: string
  readonly workspaceId?: string | undefined
}

/** `unknown`: there is no such door. `refused`: it was not signed by the app. */
export type Received = 'kept' | 'repeated' | 'refused' | 'unknown'

/**
 * Keeps what a network sends, as it came, before it is acknowledged: what arrives at the same moment in one transaction, together with the job that
 * handles it, where nobody is at it already. What came before is recognised by its digest. Make one for the process.
 */
export function receiveWebhooks(needs: InboxNeeds): (door: WebhookDoor, message: WebhookMessage) => Promise<Received> {
  const find = together(async (doors: readonly WebhookDoor[]) => findEach(needs, doors))
  const keep = together((rows: readonly Row[]) => keepAll(needs, rows))
  return async (door, message) => {
    const found = await (await find(door)).door
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

/** A storm comes to one door, whose keys are then looked up once for all that is sent at the same moment. */
function findEach(needs: InboxNeeds, doors: readonly WebhookDoor[]): { readonly door: ReturnType<typeof findDoor> }[] {
  const known = new Map(doors.map((door) => [keyOf(door), door]))
  const found = new Map([...known].map(([key, door]) => [key, findDoor(needs, door)]))
  return doors.map((door) => ({ door: found.get(keyOf(door)) ?? findDoor(needs, door) }))
}

function keyOf({ network, workspaceId = noWorkspace }: WebhookDoor): string {
  return `${network}/${workspaceId}`
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

async function keepAll(needs: InboxNeeds, rows: readonly Row[]): Promise<('kept' | 'repeated')[]> {
  const fresh = new Set(await (needs.webhooks.handlers.areAtWork() ? keepBeside(needs, rows) : keepWithJob(needs, rows)))
  return rows.map(({ digest }) => (fresh.delete(digest) ? 'kept' : 'repeated'))
}

/** In one transaction, so that none is kept that nobody will look at. */
function keepWithJob(needs: InboxNeeds, rows: readonly Row[]): Promise<readonly string[]> {
  return needs.db.transaction().execute(async (tx) => {
    const kept = await write(tx, rows)
    if (kept.length > 0) await askForHandler(tx, needs)
    return kept
  })
}

/** Somebody is at work who will look at it. Were all to end at this moment by force, it would be found within a minute (`read-due.ts`). */
async function keepBeside(needs: InboxNeeds, rows: readonly Row[]): Promise<readonly string[]> {
  const kept = await write(needs.db, rows)
  if (kept.length > 0 && !needs.webhooks.handlers.lookAgain()) await askForHandler(needs.db, needs)
  return kept
}

/** Answers the digests of those that are new. */
async function write(db: Db | Tx, rows: readonly Row[]): Promise<readonly string[]> {
  const { rows: kept } = await sql<{ digest: string }>`
      insert into inbox.webhook (workspace_id, network, digest, body)
      select workspace_id, network, decode(digest, 'hex'), decode(body, 'hex')
      from unnest(
        ${rows.map(({ workspaceId }) => workspaceId)}::uuid[], ${rows.map(({ network }) => network)}::text[],
        ${rows.map(({ digest }) => digest)}::text[], ${rows.map(({ body }) => body)}::text[]
      ) r (workspace_id, network, digest, body)
      on conflict do nothing
      returning encode(digest, 'hex') as digest`.execute(db)
  return kept.map(({ digest }) => digest)
}
