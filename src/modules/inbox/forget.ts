import { sql } from 'kysely'

import type { Db } from '#kit/database'

/** A workspace is gone, and everything said to it. May run twice. */
export async function forgetInbox(db: Db, { workspaceId }: { workspaceId: string }): Promise<void> {
  for (const table of tables) await sql`delete from ${sql.table(`inbox.${table}`)} where workspace_id = ${workspaceId}`.execute(db)
}

const tables = [
  'reading',
  'thread',
  'profile',
  'saved_answer',
  'correction',
  'person',
  'person_field',
  'person_note',
  'consent',
  'joining',
  'erased',
  'erasure_key',
  'saved_view',
  'webhook',
  'gone',
  'rule',
  'rule_set',
  'playbook',
  'care',
  'attendance',
  'tally',
] as const
