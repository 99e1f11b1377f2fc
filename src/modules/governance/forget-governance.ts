import type { Db } from '#kit/database'

import { forgetCrises } from './crisis/forget-crises.ts'

/** A workspace is gone, and how its work was governed. May run twice. */
export async function forgetGovernance(db: Db, gone: { workspaceId: string }): Promise<void> {
  await forgetCrises(db, gone)
}
