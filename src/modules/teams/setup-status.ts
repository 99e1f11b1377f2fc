import type { z } from 'zod'

import type { Db } from '#kit/database'

import type { SetupStatus } from './contract.ts'
import type { TeamsNeeds } from './needs.ts'

/** What everybody may know who opens Hearth: whether it has an owner, and which ways in there are. */
export async function setupStatus({ db, setupCode, mail }: TeamsNeeds): Promise<z.output<typeof SetupStatus>> {
  const sso = await db.selectFrom('teams.sso').select('workspace_id').limit(1).executeTakeFirst()
  return { needed: !(await isSetUp(db)), codeRequired: setupCode !== undefined, mail: mail.enabled, sso: sso !== undefined }
}

export async function isSetUp(db: Db): Promise<boolean> {
  const found = await db.selectFrom('teams.workspace').select('workspace_id').limit(1).executeTakeFirst()
  return found !== undefined
}
