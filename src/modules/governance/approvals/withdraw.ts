import type { Tx } from '#kit/database'

import type { TellingNeeds } from './begin-step.ts'
import { holdRequest } from './requests.ts'
import type { Planner } from './reviewed.ts'
import { settleRequest } from './settle-request.ts'

/** A post is not planned any more, or gone: nobody has to decide. What was approved counts again should it be planned as it was. */
export async function withdraw(
  tx: Tx,
  needs: TellingNeeds,
  { workspaceId, postId, by }: { workspaceId: string; postId: string; by: Planner | undefined },
): Promise<void> {
  const request = await holdRequest(tx, { workspaceId, postId })
  if (!request || (request.state !== 'open' && request.state !== 'refused')) return
  await settleRequest(tx, needs, request, {
    state: 'withdrawn',
    by: { kind: 'member', id: by?.memberId ?? null, name: by?.name ?? null },
  })
}
