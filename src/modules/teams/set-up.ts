import { sql } from 'kysely'
import type { z } from 'zod'

import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'

import { addLogin } from './add-login.ts'
import { addWorkspace } from './add-workspace.ts'
import { type teams, teamsRefusals } from './contract.ts'
import { hashPassword } from './hash-password.ts'
import { isRefusedPassword } from './is-refused-password.ts'
import type { TeamsNeeds } from './needs.ts'
import { isSetupCode } from './setup-code.ts'
import { isSetUp } from './setup-status.ts'
import { writeAudit } from './write-audit.ts'
import { countTry, forgetTries } from './wrong-tries.ts'

type Wanted = z.output<NonNullable<(typeof teams.setUp)['~orpc']['inputSchema']>>

/** Creates the first owner with workspace and brand, once: of two at the same moment the second is refused. */
export async function setUp(needs: TeamsNeeds, { input, ip }: { input: Wanted; ip: string }): Promise<{ workspaceId: string }> {
  const { db } = needs
  if (await isSetUp(db)) throw refuse(teamsRefusals, 'ALREADY_SET_UP')
  await checkCode(needs, { code: input.code, ip })
  if (await isRefusedPassword(input.password, [input.name, input.email, input.workspaceName])) throw refuse(teamsRefusals, 'WEAK_PASSWORD')
  const passwordHash = await hashPassword(input.password)
  return db.transaction().execute(async (tx) => {
    // Lasts until the end of this transaction; readers are not held up.
    await lockWorkspaces(tx)
    if (await isSetUp(tx)) throw refuse(teamsRefusals, 'ALREADY_SET_UP')
    return { workspaceId: await createAll(tx, { ...input, passwordHash }) }
  })
}

async function checkCode({ db, setupCode }: TeamsNeeds, { code, ip }: { code: string | undefined; ip: string }): Promise<void> {
  if (setupCode === undefined) return
  const key = `setup:${ip}`
  await countTry(db, key)
  if (!isSetupCode(setupCode, code)) throw refuse(teamsRefusals, 'WRONG_CODE')
  await forgetTries(db, key)
}

async function lockWorkspaces(tx: Tx): Promise<void> {
  await sql`lock table teams.workspace in share row exclusive mode`.execute(tx)
}

async function createAll(tx: Tx, wanted: Wanted & { passwordHash: string }): Promise<string> {
  const loginId = await addLogin(tx, wanted)
  const { workspaceId, memberId } = await addWorkspace(tx, { ...wanted, name: wanted.workspaceName, loginId })
  await writeAudit(tx, {
    workspaceId,
    actor: { memberId, name: wanted.name, via: 'web' },
    action: 'teams.setUp',
    subject: { kind: 'workspace', id: workspaceId },
    detail: { workspace: wanted.workspaceName, brand: wanted.brand.name, timeZone: wanted.brand.timeZone },
  })
  return workspaceId
}
