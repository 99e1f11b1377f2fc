import { refuse } from '#kit/errors'
import { actingAs, type Call, removeWorkspace } from '#modules/teams'

import { demoRefusals } from './contract.ts'
import { findDemo } from './demo-status.ts'
import type { DemoNeeds } from './needs.ts'

/** Removes the person's demo, wherever they stand; also one that is still being made. */
export async function removeDemo(needs: DemoNeeds, { acting }: Call): Promise<{ removed: true }> {
  const demo = await findDemo(needs.db)
  const owner = demo && (await actingAs(needs.db, { workspaceId: demo.workspace_id, memberId: demo.member_id }))
  if (!owner || owner.userId !== acting.userId) throw refuse(demoRefusals, 'NOT_FOUND')
  return removeWorkspace(needs, owner)
}
