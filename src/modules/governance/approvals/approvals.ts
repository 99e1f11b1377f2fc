import type { Db, Tx } from '#kit/database'

import type { Clearance } from '../contract.ts'
import type { TellingNeeds } from './begin-step.ts'
import { maySkip } from './may-skip.ts'
import { review } from './review.ts'
import type { Planner, Reviewed } from './reviewed.ts'
import { withdraw } from './withdraw.ts'
import { workflowFor } from './workflows.ts'

/** What publishing asks before anything may go out. */
export interface Approvals {
  /** Called with the post held, whenever it is planned, or changed while it is. */
  review(tx: Tx, post: Reviewed): Promise<Clearance>
  /** Called when a post becomes a draft again or is deleted. */
  withdraw(tx: Tx, which: { workspaceId: string; postId: string; by: Planner | undefined }): Promise<void>
  /** May this member change what is out already, where it stands? Nobody can be asked there before people read it. */
  mayCorrect(db: Db | Tx, asked: Pick<Reviewed, 'workspaceId' | 'brandId' | 'accountIds' | 'labelIds' | 'by'>): Promise<boolean>
}

export function approvals(needs: TellingNeeds): Approvals {
  return {
    review: (tx, post) => review(tx, needs, post),
    withdraw: (tx, which) => withdraw(tx, needs, which),
    mayCorrect: async (db, asked) => {
      const workflow = await workflowFor(db, { ...asked, kind: 'post' })
      return !workflow || maySkip(workflow, asked.by)
    },
  }
}
