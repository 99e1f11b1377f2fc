import type { Language } from '#kit/contract'
import type { Db, Tx } from '#kit/database'

/** The language a workspace speaks where it speaks to nobody in particular; undefined where it is gone. */
export async function languageOf(db: Db | Tx, workspaceId: string): Promise<Language | undefined> {
  const row = await db.selectFrom('teams.workspace').select('language').where('workspace_id', '=', workspaceId).executeTakeFirst()
  return row?.language
}
