import { refuse } from '#kit/errors'
import { type Call, change } from '#modules/teams'

import { approvalRefusals, type ApprovalDetail } from '../contract.ts'
import type { ApprovalsNeeds } from '../needs.ts'
import { beginStep } from './begin-step.ts'
import { readApproval } from './read-approval.ts'
import { addVerdict, asDate, changeRequest, holdRequest, howFar, latestVersion, readRequest } from './requests.ts'
import { isSame } from './review.ts'

interface Wanted {
  readonly approvalId: string
  readonly text: string
}

/** Asks once more about what was refused, as it stands: those who decide may have changed their mind, or learnt why. */
export function askAgain(needs: ApprovalsNeeds, call: Call, { approvalId, text }: Wanted): Promise<ApprovalDetail> {
  const { workspaceId, memberId, name, role } = call.acting
  return change(needs.db, call, async (tx) => {
    const { post_id: postId } = await readRequest(tx, { workspaceId, approvalId })
    const post = await needs.posts.hold(tx, { workspaceId, postId })
    const request = await holdRequest(tx, { workspaceId, postId })
    if (!post || !request) throw refuse(approvalRefusals, 'NOT_FOUND')
    const latest = await latestVersion(tx, request)
    if (request.state !== 'refused' || post.fixed || !isSame(latest, post)) throw refuse(approvalRefusals, 'SETTLED')
    const now = needs.clock.now()
    const open = await changeRequest(tx, request, {
      state: 'open',
      version: request.version + 1,
      step: 0,
      settled_at: null,
      asked_at: asDate(now),
    })
    await tx
      .insertInto('governance.version')
      .values({ ...latest, number: open.version, reached: 0, content: JSON.stringify(latest.content), began_at: asDate(now) })
      .execute()
    await addVerdict(tx, open, { kind: 'asked', at: now, memberId, name, text })
    await beginStep(tx, needs, open, 0)
    await needs.posts.settle(tx, { workspaceId, postId, ...post, clearance: 'asked', atOnce: open.planned_at === null })
    return {
      value: await readApproval(needs, tx, { workspaceId, approvalId, viewer: { kind: 'member', id: memberId, role } }),
      subject: { kind: request.kind, id: postId },
      detail: { firstLine: request.first_line },
      before: howFar(request),
      after: howFar(open),
      topics: ['approvals'],
    }
  })
}
