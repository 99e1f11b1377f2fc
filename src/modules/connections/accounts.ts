import { sql, type Selectable } from 'kysely'

import type { Db, Tx } from '#kit/database'
import type { Json } from '#kit/json'
import type { Acting } from '#modules/teams'

import type { Account } from './contract.ts'
import type { AccountTable } from './tables.ts'

/** Connected accounts of the workspace, or of one brand, by name, as far as they are within reach. */
export async function listAccounts(
  db: Db,
  { workspaceId, within }: Pick<Acting, 'workspaceId' | 'within'>,
  { brandId }: { brandId?: string | undefined } = {},
): Promise<Account[]> {
  const rows = await withSecretTimes(db)
    .where('account.workspace_id', '=', workspaceId)
    .where('account.removed_at', 'is', null)
    .$if(brandId !== undefined, (query) => query.where('account.brand_id', '=', brandId ?? ''))
    .$if(within !== undefined, (query) => query.where('account.id', 'in', within ?? []))
    .orderBy('account.network')
    .orderBy('account.handle')
    .execute()
  return rows.map(toAccount)
}

export async function readAccount(db: Db | Tx, key: { workspaceId: string; accountId: string }): Promise<Account | undefined> {
  const row = await readAccountRow(db, key)
  return row && toAccount(row)
}

/** All that is kept of a connected account, and since when and until when its secret works. */
export function readAccountRow(
  db: Db | Tx,
  { workspaceId, accountId }: { workspaceId: string; accountId: string },
): Promise<AccountRow | undefined> {
  return withSecretTimes(db)
    .where('account.workspace_id', '=', workspaceId)
    .where('account.id', '=', accountId)
    .where('account.removed_at', 'is', null)
    .executeTakeFirst()
}

interface AccountRow extends Selectable<AccountTable> {
  readonly expires_at: Date | null
  readonly stored_at: Date | null
}

/** What the modules above need to know of accounts, disconnected ones included unless only connected ones are asked for. */
export interface AccountFacts {
  readonly id: string
  readonly brandId: string
  readonly network: string
  readonly handle: string
  readonly externalId: string
  /** Not secret. */
  readonly settings: Json
  /** What the profile may do, for the network's rules. */
  readonly limits: Json
  readonly signedOut: boolean
}

/** Those of the given accounts that are connected, in any order. */
export async function findAccounts(
  db: Db | Tx,
  { workspaceId, ids }: { workspaceId: string; ids: readonly string[] },
): Promise<AccountFacts[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('connections.account')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', [...ids])
    .where('removed_at', 'is', null)
    .execute()
  return rows.map(toFacts)
}

/** Every account that is connected and signed in, over all workspaces. */
export async function connectedAccounts(db: Db | Tx): Promise<{ workspaceId: string; id: string; network: string }[]> {
  return db
    .selectFrom('connections.account')
    .select(['workspace_id as workspaceId', 'id', 'network'])
    .where('state', '=', 'connected')
    .where('removed_at', 'is', null)
    .execute()
}

/** Names of accounts, also of disconnected ones, for what they published. */
export async function accountNames(
  db: Db | Tx,
  { workspaceId, ids }: { workspaceId: string; ids: readonly string[] },
): Promise<{ id: string; handle: string; network: string }[]> {
  if (ids.length === 0) return []
  return db
    .selectFrom('connections.account')
    .select(['id', 'handle', 'network'])
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', [...ids])
    .execute()
}

/** A row as the modules above see it. */
export function toFacts(row: Selectable<AccountTable>): AccountFacts {
  return {
    id: row.id,
    brandId: row.brand_id,
    network: row.network,
    handle: row.handle,
    externalId: row.external_id,
    settings: row.settings,
    limits: row.limits,
    signedOut: row.state === 'signed-out',
  }
}

function withSecretTimes(db: Db | Tx) {
  return db
    .selectFrom('connections.account as account')
    .leftJoin('connections.secret as secret', (join) =>
      join.onRef('secret.workspace_id', '=', 'account.workspace_id').onRef('secret.account_id', '=', 'account.id'),
    )
    .selectAll('account')
    .select([sql<Date | null>`secret.expires_at`.as('expires_at'), sql<Date | null>`secret.stored_at`.as('stored_at')])
}

export function toAccount(row: AccountRow): Account {
  return {
    id: row.id,
    brandId: row.brand_id,
    network: row.network,
    handle: row.handle,
    displayName: row.display_name,
    ...(row.avatar_url ? { avatarUrl: row.avatar_url } : {}),
    profileUrl: row.profile_url,
    limits: row.limits,
    connectedAt: row.connected_at.toISOString(),
    health: {
      state: row.state,
      ...(row.expires_at ? { tokenExpiresAt: row.expires_at.toISOString() } : {}),
      ...(row.refreshed_at ? { refreshedAt: row.refreshed_at.toISOString() } : {}),
      ...(row.problem && row.problem_at ? { lastProblem: { at: row.problem_at.toISOString(), reason: row.problem } } : {}),
    },
  }
}
