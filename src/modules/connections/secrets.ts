import type { Db, Tx } from '#kit/database'
import type { Json } from '#kit/json'
import type { Vault } from '#kit/vault'
import type { Secret } from '#networks/network'

interface Key {
  readonly workspaceId: string
  readonly accountId: string
}

/** What a secret is sealed for; a copied row opens nowhere else. */
function boundTo({ workspaceId, accountId }: Key): string {
  return `connections.secret/${workspaceId}/${accountId}`
}

export interface OpenSecret {
  readonly value: Json
  readonly expiresAt: Temporal.Instant | undefined
}

/** The account's secret; undefined where it was erased. */
export async function openSecret(db: Db | Tx, vault: Vault, key: Key): Promise<OpenSecret | undefined> {
  const row = await db
    .selectFrom('connections.secret')
    .select(['sealed', 'expires_at'])
    .where('workspace_id', '=', key.workspaceId)
    .where('account_id', '=', key.accountId)
    .executeTakeFirst()
  return row && openSealed(vault, key, row)
}

/** As it lies in the database. */
export interface SealedSecret {
  readonly sealed: string
  readonly expires_at: Date | null
}

/** @throws VaultError where the key is another one or the text was changed. */
export function openSealed(vault: Vault, key: Key, { sealed, expires_at }: SealedSecret): OpenSecret {
  return { value: vault.open(sealed, boundTo(key)), expiresAt: expires_at ? expires_at.toTemporalInstant() : undefined }
}

export async function storeSecret(
  db: Db | Tx,
  vault: Vault,
  { key, secret, now }: { key: Key; secret: Secret; now: Temporal.Instant },
): Promise<void> {
  const row = {
    sealed: vault.seal(secret.value, boundTo(key)),
    expires_at: secret.expiresAt?.toString() ?? null,
    stored_at: now.toString(),
  }
  await db
    .insertInto('connections.secret')
    .values({ workspace_id: key.workspaceId, account_id: key.accountId, ...row })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'account_id']).doUpdateSet(row))
    .execute()
}

export async function eraseSecret(db: Db | Tx, key: Key): Promise<void> {
  await db.deleteFrom('connections.secret').where('workspace_id', '=', key.workspaceId).where('account_id', '=', key.accountId).execute()
}

/** Seals every secret that an older key sealed under the current one. Answers how many. */
export async function sealAnew(db: Db, vault: Vault): Promise<number> {
  const rows = await db.selectFrom('connections.secret').select(['workspace_id', 'account_id', 'sealed']).execute()
  let sealed = 0
  for (const row of rows.filter((one) => vault.needsRotation(one.sealed))) {
    const key = { workspaceId: row.workspace_id, accountId: row.account_id }
    const fresh = vault.seal(vault.open(row.sealed, boundTo(key)), boundTo(key))
    // Only while nobody stored a newer secret meanwhile.
    const result = await db
      .updateTable('connections.secret')
      .set({ sealed: fresh })
      .where('workspace_id', '=', key.workspaceId)
      .where('account_id', '=', key.accountId)
      .where('sealed', '=', row.sealed)
      .executeTakeFirst()
    sealed += Number(result.numUpdatedRows)
  }
  return sealed
}
