import type { Tx } from '#kit/database'

import type { ApprovalsNeeds, Said } from '../needs.ts'
import { isAlone, ownersOf, peopleOf } from './approvers.ts'
import { beginStep } from './begin-step.ts'
import { type RequestRow, stepOf, verdictsOf } from './requests.ts'
import { type By, settleRequest } from './settle-request.ts'

/** Have all said yes who have to? Where all do, those whose own post it is are not counted. `atOnce`: one who stands above the others has. */
export async function isComplete(tx: Tx, request: RequestRow, { atOnce }: { atOnce: boolean }): Promise<boolean> {
  const step = stepOf(request)
  if (!step || atOnce || step.needs === 'any') return true
  const said = (await verdictsOf(tx, request)).filter(({ kind, step: at }) => kind === 'approved' && at === request.step)
  const owners = (await isAlone(tx, { workspaceId: request.workspace_id, brandId: request.brand_id }))
    ? new Set<string>()
    : ownersOf(request)
  const people = (await peopleOf(tx, request, step)).filter(({ kind, id }) => kind === 'guest' || !owners.has(id))
  return people.every(({ kind, id }) => said.some(({ member_id, guest_id }) => (kind === 'member' ? member_id : guest_id) === id))
}

interface Advancing {
  /** Whose yes, or nobody's where the time was over. */
  readonly by: By
  readonly which: Said & { readonly workspaceId: string; readonly postId: string; readonly atOnce: boolean }
}

/** The step is done: on to the next, or the post may go out. The caller holds post and request, and has written down why. */
export async function advance(
  tx: Tx,
  needs: Pick<ApprovalsNeeds, 'clock' | 'notify' | 'posts'>,
  request: RequestRow,
  { by, which }: Advancing,
): Promise<RequestRow> {
  if (request.step + 1 < request.steps.length) return beginStep(tx, needs, request, request.step + 1)
  await needs.posts.settle(tx, { ...which, clearance: 'approved' })
  return settleRequest(tx, needs, request, { state: 'approved', by, said: true })
}
