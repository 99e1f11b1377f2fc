import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'

import { approvalRefusals, type Step } from '../contract.ts'
import type { ApprovalsNeeds } from '../needs.ts'
import { advance, isComplete } from './advance.ts'
import { isAlone, ownersOf, peopleOf } from './approvers.ts'
import { addVerdict, holdRequest, latestVersion, readRequest, type RequestRow, stepOf, verdictsOf, type WhichRequest } from './requests.ts'
import { type By, idOf, settleRequest } from './settle-request.ts'

export interface Deciding extends WhichRequest {
  /** The version that was read. */
  readonly version: number
  readonly verdict: 'approved' | 'refused'
  readonly text: string
  readonly by: By & { readonly id: string }
  /** They decide for those who are asked, and may. */
  readonly inPlace: boolean
}

export type DecidingNeeds = Pick<ApprovalsNeeds, 'clock' | 'notify' | 'posts'>

/** One person says yes or no to a version; the last yes that is needed lets the post go out. Inside a change; the post is held first. */
export async function decide(tx: Tx, needs: DecidingNeeds, deciding: Deciding): Promise<RequestRow> {
  const { workspaceId, verdict, by, text, inPlace } = deciding
  const { post_id: postId } = await readRequest(tx, deciding)
  const post = await needs.posts.hold(tx, { workspaceId, postId })
  const request = await holdRequest(tx, { workspaceId, postId })
  if (!post || !request) throw refuse(approvalRefusals, 'NOT_FOUND')
  if (request.version !== deciding.version) throw refuse(approvalRefusals, 'VERSION_CHANGED', { version: request.version })
  const latest = await latestVersion(tx, request)
  const said = { content: latest.content, accountIds: latest.account_ids }
  const which = { workspaceId, postId, ...said, atOnce: request.planned_at === null }
  if (request.state !== 'open') {
    if (verdict === 'approved' || (request.state !== 'approved' && request.state !== 'skipped')) throw refuse(approvalRefusals, 'SETTLED')
    if (post.fixed) throw refuse(approvalRefusals, 'GONE_OUT')
    await refuseStranger(tx, { request, steps: request.steps }, deciding)
  } else {
    await refuseStranger(tx, { request, steps: request.steps.slice(request.step, request.step + 1) }, deciding)
  }
  if (verdict === 'refused') {
    await needs.posts.settle(tx, { ...which, clearance: 'refused' })
    return settleRequest(tx, needs, request, { state: 'refused', by, text, inPlace })
  }
  await addVerdict(tx, request, { kind: 'approved', at: needs.clock.now(), ...idOf(by), name: by.name, text, inPlace })
  if (!(await isComplete(tx, request, { atOnce: inPlace || isEscalatedTo(request, by) }))) return request
  return advance(tx, needs, request, { by, which })
}

interface Turn {
  readonly request: RequestRow
  readonly steps: readonly Step[]
}

async function refuseStranger(tx: Tx, { request, steps }: Turn, { workspaceId, by, inPlace, verdict }: Deciding): Promise<void> {
  const isOwn = by.kind === 'member' && verdict === 'approved' && ownersOf(request).has(by.id)
  if (isOwn && !(await isAlone(tx, { workspaceId, brandId: request.brand_id }))) throw refuse(approvalRefusals, 'OWN_POST')
  if (inPlace || isEscalatedTo(request, by)) return
  for (const step of steps) {
    const people = await peopleOf(tx, request, step)
    if (people.some(({ kind, id }) => kind === by.kind && id === by.id)) {
      if (request.state === 'open' && (await hasSaid(tx, request, by))) throw refuse(approvalRefusals, 'SETTLED')
      return
    }
  }
  throw refuse(approvalRefusals, 'NOT_YOUR_TURN')
}

async function hasSaid(tx: Tx, request: RequestRow, by: By): Promise<boolean> {
  const { memberId, guestId } = idOf(by)
  const said = await verdictsOf(tx, request)
  return said.some(
    ({ kind, step, member_id, guest_id }) => kind === 'approved' && step === request.step && member_id === memberId && guest_id === guestId,
  )
}

function isEscalatedTo(request: RequestRow, { kind, id }: By): boolean {
  return kind === 'member' && id !== null && request.escalated && (stepOf(request)?.escalateTo.includes(id) ?? false)
}
