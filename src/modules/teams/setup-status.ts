import type { Db } from '#kit/database'

import type { TeamsNeeds } from './needs.ts'

export async function setupStatus({ db, setupCode, mail }: TeamsNeeds): Promise<{ needed: boolean; codeRequired: boolean; mail: boolean }> {
  return { needed: !(await isSetUp(db)), codeRequired: setupCode !== undefined, mail: mail.enabled }
}

export async function isSetUp(db: Db): Promise<boolean> {
  const found = await db.selectFrom('teams.workspace').select('workspace_id').limit(1).executeTakeFirst()
  return found !== undefined
}
