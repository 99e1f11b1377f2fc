import type { Tx } from '#kit/database'

export interface HeldProfile {
  readonly workspaceId: string
  readonly accountId: string
  readonly brandId: string
  readonly network: string
  readonly subject: number
  /** In milliseconds since 1970. */
  readonly readAt: number | undefined
}

/**
 * Holds an account until the transaction ends. Every rollup row is of one account, and whoever writes facts or moves posts between members holds it:
 * so writers follow one another and cannot stand in each other's way. Undefined where the account is forgotten.
 */
export async function holdProfile(
  tx: Tx,
  { workspaceId, accountId }: { workspaceId: string; accountId: string },
): Promise<HeldProfile | undefined> {
  const row = await tx
    .selectFrom('analytics.profile')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('account_id', '=', accountId)
    .forUpdate()
    .executeTakeFirst()
  return (
    row && { workspaceId, accountId, brandId: row.brand_id, network: row.network, subject: row.subject, readAt: row.read_at?.getTime() }
  )
}
