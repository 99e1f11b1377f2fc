import { sql } from 'kysely'

import type { Db } from '#kit/database'

/** A workspace is gone, and everything measured in it. May run twice. */
export async function forgetAnalytics(db: Db, { workspaceId }: { workspaceId: string }): Promise<void> {
  for (const table of tables) await sql`delete from ${sql.table(`analytics.${table}`)} where workspace_id = ${workspaceId}`.execute(db)
}

/** Profiles last but for facts: whoever still reads finds none, and writes nothing. */
const tables = ['profile', 'announcing', 'keeping', 'fact', 'latest', 'rollup', 'post_rollup'] as const
