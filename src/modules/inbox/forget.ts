import { sql } from 'kysely'

import type { Db } from '#kit/database'

/** The account is gone for good, and with it what was said to it. May run twice. */
export async function forgetAccountInbox(db: Db, { workspaceId, accountId }: { workspaceId: string; accountId: string }): Promise<void> {
  await db.deleteFrom('inbox.reading').where('workspace_id', '=', workspaceId).where('account_id', '=', accountId).execute()
}

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
  'webhook',
  'gone',
  'rule',
  'rule_set',
  'care',
] as const
