import { sql } from 'kysely'

import type { Db, Tx } from '#kit/database'

/** One change of a brand's rules and playbooks at a time; whoever keeps them made ready learns of it by the version. */
export async function holdRules(tx: Tx, { workspaceId, brandId }: { workspaceId: string; brandId: string }): Promise<void> {
  await sql`
    insert into inbox.rule_set as s (workspace_id, brand_id, version) values (${workspaceId}, ${brandId}, 1)
    on conflict (workspace_id, brand_id) do update set version = s.version + 1`.execute(tx)
}

/** What they are made ready with has changed: the hours of the brand, its clock. A brand without rules has none to make ready. */
export async function readRulesAnew(db: Db | Tx, { workspaceId, brandId }: { workspaceId: string; brandId: string }): Promise<void> {
  await sql`update inbox.rule_set set version = version + 1 where workspace_id = ${workspaceId} and brand_id = ${brandId}`.execute(db)
}
