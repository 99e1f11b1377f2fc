import type { Db } from '#kit/database'

import { forgetApprovals } from './approvals/forget-approvals.ts'
import { forgetCrises } from './crisis/forget-crises.ts'
import { forgetRules } from './rules/forget-rules.ts'
import { forgetTraining } from './training/forget-training.ts'

/** A workspace is gone, and how its work was governed. May run twice. */
export async function forgetGovernance(db: Db, gone: { workspaceId: string }): Promise<void> {
  await forgetCrises(db, gone)
  await forgetRules(db, gone)
  await forgetTraining(db, gone)
  await forgetApprovals(db, gone)
}
