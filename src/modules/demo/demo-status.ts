import type { Selectable } from 'kysely'

import type { Db } from '#kit/database'
import { demoWorkspaceId } from '#modules/teams'

import type { DemoStatus } from './contract.ts'
import type { DemoNeeds } from './needs.ts'
import type { DemoTable } from './tables.ts'

/** As this person sees it. */
export async function demoStatus({ db, sandbox }: DemoNeeds, { userId }: { userId: string }): Promise<DemoStatus> {
  const demo = await findDemo(db)
  if (!demo) return { state: 'none', possible: sandbox.possible }
  if (demo.state === 'removing' || (await demoWorkspaceId(db)) === undefined) return { state: 'removing' }
  if (demo.login_id !== userId) return { state: 'elsewhere' }
  const { workspace_id: workspaceId, state, step, share } = demo
  return state === 'making' ? { state, workspaceId, step, share } : { state, workspaceId }
}

/** Across workspaces, because there is one demo at a time. */
export async function findDemo(db: Db): Promise<Selectable<DemoTable> | undefined> {
  return db.selectFrom('demo.demo').selectAll().limit(1).executeTakeFirst()
}
