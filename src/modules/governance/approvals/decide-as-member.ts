import { commonRefusals } from '#kit/contract'
import { refuse } from '#kit/errors'
import { type Call, change, mayDo } from '#modules/teams'

import type { ApprovalDetail } from '../contract.ts'
import type { ApprovalsNeeds } from '../needs.ts'
import { decide, type Deciding } from './decide.ts'
import { readApproval } from './read-approval.ts'
import { howFar, readRequest } from './requests.ts'

type Wanted = Omit<Deciding, 'workspaceId' | 'by'>

/** A member says yes or no. */
export function decideAsMember(needs: ApprovalsNeeds, call: Call, wanted: Wanted): Promise<ApprovalDetail> {
  const { workspaceId, memberId, name, role } = call.acting
  if (wanted.inPlace && !mayDo(role, 'approvals.manage')) throw refuse(commonRefusals, 'NOT_ALLOWED')
  return change(needs.db, call, async (tx) => {
    const was = await readRequest(tx, { workspaceId, approvalId: wanted.approvalId })
    const request = await decide(tx, needs, { ...wanted, workspaceId, by: { kind: 'member', id: memberId, name } })
    return {
      value: await readApproval(needs, tx, { workspaceId, approvalId: request.id, viewer: { kind: 'member', id: memberId, role } }),
      subject: { kind: request.kind, id: request.post_id },
      detail: {
        verdict: wanted.verdict,
        version: request.version,
        firstLine: request.first_line,
        ...(wanted.inPlace ? { inPlace: true } : {}),
      },
      before: howFar(was),
      after: howFar(request),
      topics: ['approvals'],
    }
  })
}
