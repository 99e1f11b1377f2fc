import { implement } from '@orpc/server'

import { type Acting, atTheDoor, type CallContext } from '#modules/teams'

import { approvals } from '../approvals-contract.ts'
import type { ApprovalsNeeds } from '../needs.ts'
import { approvalNeeded } from './approval-needed.ts'
import { commentAsGuest, decideAsGuest, readAsGuest } from './as-guest.ts'
import { askAgain } from './ask-again.ts'
import { commentAsMember } from './comment.ts'
import { decideAsMember } from './decide-as-member.ts'
import { addGuestLink, listGuestLinks, revokeGuestLink } from './guest-links.ts'
import { guestPage } from './guest-page.ts'
import { addGuest, changeGuest, listGuests, removeGuest } from './guests.ts'
import { addWorkflow, changeWorkflow, removeWorkflow } from './keep-workflow.ts'
import { listApprovals } from './list-approvals.ts'
import { approvalOfPost, readApproval } from './read-approval.ts'
import { listWorkflows } from './workflows.ts'

export function approvalsRouter(needs: ApprovalsNeeds) {
  const { db } = needs
  const api = implement(approvals).$context<CallContext>().use(atTheDoor)
  return {
    workflows: api.workflows.handler(({ context, input }) => listWorkflows(db, { ...input, workspaceId: context.call.acting.workspaceId })),
    addWorkflow: api.addWorkflow.handler(({ context, input }) => addWorkflow(needs, context.call, input)),
    changeWorkflow: api.changeWorkflow.handler(({ context, input }) => changeWorkflow(needs, context.call, input)),
    removeWorkflow: api.removeWorkflow.handler(({ context, input }) => removeWorkflow(needs, context.call, input)),
    approvalNeeded: api.approvalNeeded.handler(({ context, input }) => approvalNeeded(db, context.call.acting, input)),
    approvals: api.approvals.handler(({ context, input }) => listApprovals(db, { ...input, ...viewing(context.call.acting) })),
    approval: api.approval.handler(({ context, input }) => readApproval(needs, db, { ...input, ...viewing(context.call.acting) })),
    approvalOfPost: api.approvalOfPost.handler(({ context, input }) =>
      approvalOfPost(needs, db, { ...input, ...viewing(context.call.acting) }),
    ),
    decideApproval: api.decideApproval.handler(({ context, input }) => decideAsMember(needs, context.call, input)),
    askAgain: api.askAgain.handler(({ context, input }) => askAgain(needs, context.call, input)),
    commentOnApproval: api.commentOnApproval.handler(({ context, input }) => commentAsMember(needs, context.call, input)),
    guests: api.guests.handler(({ context, input }) => listGuests(db, { ...input, workspaceId: context.call.acting.workspaceId })),
    addGuest: api.addGuest.handler(({ context, input }) => addGuest(needs, context.call, input)),
    changeGuest: api.changeGuest.handler(({ context, input }) => changeGuest(needs, context.call, input)),
    removeGuest: api.removeGuest.handler(({ context, input }) => removeGuest(needs, context.call, input)),
    guestLinks: api.guestLinks.handler(({ context, input }) =>
      listGuestLinks(needs, { ...input, workspaceId: context.call.acting.workspaceId }),
    ),
    addGuestLink: api.addGuestLink.handler(({ context, input }) => addGuestLink(needs, context.call, input)),
    revokeGuestLink: api.revokeGuestLink.handler(({ context, input }) => revokeGuestLink(needs, context.call, input)),
    guestPage: api.guestPage.handler(({ context, input }) => guestPage(needs, { ...input, ip: context.ip })),
    guestApproval: api.guestApproval.handler(({ context, input }) => readAsGuest(needs, { ...input, ip: context.ip })),
    guestDecide: api.guestDecide.handler(({ context, input }) => decideAsGuest(needs, { ...input, ip: context.ip })),
    guestComment: api.guestComment.handler(({ context, input }) => commentAsGuest(needs, { ...input, ip: context.ip })),
  }
}

function viewing({ workspaceId, memberId, role }: Acting) {
  return { workspaceId, viewer: { kind: 'member', id: memberId, role } } as const
}
