import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import { uuidv7 } from '#kit/ids'
import type { Connected } from '#networks/network'

import { readAccount } from './accounts.ts'
import { type Account, connectionsRefusals } from './contract.ts'
import { accountConnected, accountReconnected } from './events.ts'
import type { ConnectionsNeeds } from './needs.ts'
import { storeSecret } from './secrets.ts'

export interface Wanted {
  readonly workspaceId: string
  readonly brandId: string
  readonly network: string
  /** The account being reconnected; another profile is then refused. */
  readonly accountId?: string | undefined
}

/** Stores what connecting brought: a new account, or the same profile connected again, which keeps its id and its plans. */
export async function keepAccount(
  tx: Tx,
  needs: Pick<ConnectionsNeeds, 'clock' | 'vault' | 'events'>,
  { wanted, connected }: { wanted: Wanted; connected: Connected },
): Promise<Account> {
  const { workspaceId, brandId, network } = wanted
  const before = await tx
    .selectFrom('connections.account')
    .select(['id', 'state', 'removed_at'])
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .where('network', '=', network)
    .where('external_id', '=', connected.externalId)
    .forUpdate()
    .executeTakeFirst()
  if (wanted.accountId !== undefined && before?.id !== wanted.accountId) throw refuse(connectionsRefusals, 'ANOTHER_PROFILE')
  const now = needs.clock.now()
  const accountId = before?.id ?? uuidv7()
  await upsert(tx, { workspaceId, accountId, brandId, network, connected, now })
  await storeSecret(tx, needs.vault, { key: { workspaceId, accountId }, secret: connected.secret, now })
  await needs.events.emit(tx, accountConnected, { workspaceId, accountId })
  if (before?.state === 'signed-out' && before.removed_at === null)
    await needs.events.emit(tx, accountReconnected, { workspaceId, accountId })
  const account = await readAccount(tx, { workspaceId, accountId })
  if (!account) throw new Error('The account just stored is not there')
  return account
}

interface NewRow {
  readonly workspaceId: string
  readonly accountId: string
  readonly brandId: string
  readonly network: string
  readonly connected: Connected
  readonly now: Temporal.Instant
}

async function upsert(tx: Tx, { workspaceId, accountId, brandId, network, connected, now }: NewRow): Promise<void> {
  const facts = {
    handle: connected.handle,
    display_name: connected.displayName,
    avatar_url: connected.avatarUrl ?? null,
    profile_url: connected.profileUrl,
    settings: JSON.stringify(connected.settings),
    limits: JSON.stringify(connected.limits ?? {}),
    limits_at: now.toString(),
    scopes: connected.scopes ? [...connected.scopes] : null,
    state: 'connected' as const,
    connected_at: now.toString(),
    refreshed_at: null,
    problem: null,
    problem_at: null,
    removed_at: null,
  }
  await tx
    .insertInto('connections.account')
    .values({ workspace_id: workspaceId, id: accountId, brand_id: brandId, network, external_id: connected.externalId, ...facts })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'brand_id', 'network', 'external_id']).doUpdateSet(facts))
    .execute()
}
