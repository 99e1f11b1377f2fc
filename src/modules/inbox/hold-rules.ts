import { sql } from 'kysely'

import type { Tx } from '#kit/database'

/** One change of a brand's rules and playbooks at a time; whoever keeps them made ready learns of it by the version. */
export async function holdRules(tx: Tx, { workspaceId, brandId }: { workspaceId: string; brandId: string }): Promise<void> {
  await sql`
    insert into inbox.rule_set as s (workspace_id, brand_id, version) values (${workspaceId}, ${brandId}, 1)
    on conflict (workspace_id, brand_id) do update set version = s.version + 1`.execute(tx)
}
