import { sql } from 'kysely'

import type { Db, Tx } from '#kit/database'

/**
 * Deletes sealed blocks whose newest row is older than the workspace keeps its log (12 to 120 months, 36 unless set otherwise), oldest first and without a gap.
 * The blocks' hashes stay, so that what follows on them can still be checked.
 */
export async function forgetOldAudit(db: Db): Promise<void> {
  const workspaces = await db.selectFrom('teams.workspace').select(['workspace_id', 'audit_months']).execute()
  for (const { workspace_id: workspaceId, audit_months: months } of workspaces) {
    await db.transaction().execute(async (tx) => {
      await mayForget(tx)
      await sql`
        with young as (
          select coalesce(min(block), 2147483647) as number from teams.audit
          where workspace_id = ${workspaceId} and block is not null and at >= now() - make_interval(months => ${months})
        ), forgotten as (
          update teams.audit_block block set forgotten_at = now()
          from young
          where block.workspace_id = ${workspaceId} and block.forgotten_at is null and block.number < young.number
          returning block.number
        )
        delete from teams.audit using forgotten
        where audit.workspace_id = ${workspaceId} and audit.block = forgotten.number`.execute(tx)
    })
  }
}

/** Opens the append-only log for deletions, until the end of this transaction. */
export async function mayForget(tx: Tx): Promise<void> {
  await sql`select set_config('hearth.forgets_audit', 'yes', true)`.execute(tx)
}
