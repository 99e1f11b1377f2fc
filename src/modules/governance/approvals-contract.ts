import { z } from 'zod'

import { asks, Role } from '#contract/teams'
import { commonRefusals, type RefusalKind } from '#kit/contract'

import { Approval, ApprovalDetail, approvalRefusals, CommentText, Need, Step, Workflow } from './approval-contract.ts'
import { Guest, GuestInput, GuestLink, guestPages, guestRefusals } from './guests-contract.ts'

export * from './approval-contract.ts'
export * from './guests-contract.ts'

const workflowRefusals = {
  ...commonRefusals,
  NOBODY_TO_ASK: { status: 422, message: 'Every step needs somebody who decides. Add a person, a role or a guest to each.' },
} as const satisfies Record<string, RefusalKind>

export const governanceRefusals = { ...workflowRefusals, ...guestRefusals }

const WorkflowInput = z
  .object({
    name: z.string().trim().min(1).max(80),
    accountIds: z.array(z.uuid()).max(200).default([]),
    labelIds: z.array(z.uuid()).max(50).default([]),
    posts: z.boolean().default(true),
    answers: z.boolean().default(false),
    steps: z.array(Step).min(1).max(10),
    skipRoles: z.array(Role).max(20).default([]),
    skipMembers: z.array(z.uuid()).max(100).default([]),
    active: z.boolean().default(true),
  })
  .refine(({ posts, answers }) => posts || answers, 'Choose posts, answers, or both.')

export const approvals = {
  workflows: asks('posts.read', 'reads')
    .route({ method: 'GET', path: '/approvals/workflows', summary: 'Which posts and answers of a brand need approval, of whom' })
    .input(z.object({ brandId: z.uuid() }))
    .output(z.array(Workflow)),
  addWorkflow: asks('approvals.manage', 'creates')
    .route({
      method: 'POST',
      path: '/approvals/workflows',
      summary: 'Say which posts need approval, of whom; for what is planned or changed from now on',
    })
    .errors(workflowRefusals)
    .input(WorkflowInput.safeExtend({ brandId: z.uuid() }))
    .output(Workflow),
  changeWorkflow: asks('approvals.manage', 'changes')
    .route({
      method: 'PUT',
      path: '/approvals/workflows/{workflowId}',
      summary: 'Change a workflow; what is asked already goes on as it was asked',
    })
    .errors(workflowRefusals)
    .input(WorkflowInput.safeExtend({ workflowId: z.uuid() }))
    .output(Workflow),
  removeWorkflow: asks('approvals.manage', 'changes')
    .route({ method: 'DELETE', path: '/approvals/workflows/{workflowId}', summary: 'Remove a workflow; what is asked already goes on' })
    .errors(commonRefusals)
    .input(z.object({ workflowId: z.uuid() }))
    .output(z.object({ removed: z.literal(true) })),
  approvalNeeded: asks('posts.read', 'reads', 'accounts')
    .route({
      method: 'POST',
      path: '/approvals/needed',
      summary: 'Whose approval a post for these accounts, with these labels, would need',
    })
    .input(z.object({ brandId: z.uuid(), accountIds: z.array(z.uuid()).max(100), labelIds: z.array(z.uuid()).max(50).default([]) }))
    .output(Need),
  approvals: asks('approvals.read', 'reads')
    .route({
      method: 'GET',
      path: '/approvals',
      summary: 'What waits for approval: for me, what I asked for, everything, or what was decided lately',
    })
    .input(
      z.object({
        brandId: z.uuid(),
        view: z.enum(['mine', 'asked', 'open', 'settled']).default('mine'),
        limit: z.coerce.number().int().min(1).max(200).default(100),
      }),
    )
    .output(z.object({ approvals: z.array(Approval), mine: z.int() })),
  approval: asks('approvals.read', 'reads', 'accounts')
    .route({ method: 'GET', path: '/approvals/{approvalId}', summary: 'What is asked, its versions, who said what' })
    .errors(approvalRefusals)
    .input(z.object({ approvalId: z.uuid() }))
    .output(ApprovalDetail),
  approvalOfPost: asks('approvals.read', 'reads', 'accounts')
    .route({ method: 'GET', path: '/posts/{postId}/approval', summary: 'The same for a post; absent where nobody was ever asked' })
    .input(z.object({ postId: z.uuid() }))
    .output(z.object({ approval: ApprovalDetail.optional() })),
  decideApproval: asks('approvals.decide', 'changes', 'accounts')
    .route({ method: 'POST', path: '/approvals/{approvalId}/decide', summary: 'Approve or refuse the version that you saw' })
    .errors(approvalRefusals)
    .input(
      z.object({
        approvalId: z.uuid(),
        version: z.int().min(1),
        verdict: z.enum(['approved', 'refused']),
        text: z.string().trim().max(4000).default(''),
        inPlace: z.boolean().default(false),
      }),
    )
    .output(ApprovalDetail),
  askAgain: asks('posts.write', 'changes', 'accounts')
    .route({ method: 'POST', path: '/approvals/{approvalId}/ask', summary: 'Ask again about what was refused, as it stands' })
    .errors(approvalRefusals)
    .input(z.object({ approvalId: z.uuid(), text: z.string().trim().max(4000).default('') }))
    .output(ApprovalDetail),
  commentOnApproval: asks('approvals.comment', 'creates', 'accounts')
    .route({
      method: 'POST',
      path: '/approvals/{approvalId}/comments',
      summary: 'Say something about it: to the team alone, or to guests, too',
    })
    .errors(approvalRefusals)
    .input(z.object({ approvalId: z.uuid(), text: CommentText, internal: z.boolean() }))
    .output(ApprovalDetail),
  guests: asks('posts.read', 'reads')
    .route({ method: 'GET', path: '/approvals/guests', summary: 'People outside who approve posts of a brand or see its calendar' })
    .input(z.object({ brandId: z.uuid() }))
    .output(z.array(Guest)),
  addGuest: asks('approvals.manage', 'creates')
    .route({ method: 'POST', path: '/approvals/guests', summary: 'Let somebody outside look at posts and approve them' })
    .errors(commonRefusals)
    .input(GuestInput.extend({ brandId: z.uuid() }))
    .output(Guest),
  changeGuest: asks('approvals.manage', 'changes')
    .route({ method: 'PUT', path: '/approvals/guests/{guestId}', summary: 'Change a guest' })
    .errors(commonRefusals)
    .input(GuestInput.extend({ guestId: z.uuid() }))
    .output(Guest),
  removeGuest: asks('approvals.manage', 'changes')
    .route({ method: 'DELETE', path: '/approvals/guests/{guestId}', summary: 'Let a guest in no more: all their links open nothing' })
    .errors(commonRefusals)
    .input(z.object({ guestId: z.uuid() }))
    .output(z.object({ removed: z.literal(true) })),
  guestLinks: asks('approvals.manage', 'reads')
    .route({ method: 'GET', path: '/approvals/guests/{guestId}/links', summary: 'Links of a guest that still open' })
    .errors(commonRefusals)
    .input(z.object({ guestId: z.uuid() }))
    .output(z.array(GuestLink)),
  addGuestLink: asks('approvals.manage', 'creates')
    .route({
      method: 'POST',
      path: '/approvals/guests/{guestId}/links',
      summary: 'Make a link for a guest, for so many days; sent by e-mail if wanted',
    })
    .errors(commonRefusals)
    .input(z.object({ guestId: z.uuid(), days: z.int().min(1).max(366).default(60), mail: z.boolean().default(false) }))
    .output(GuestLink),
  revokeGuestLink: asks('approvals.manage', 'changes')
    .route({ method: 'DELETE', path: '/approvals/guest-links/{linkId}', summary: 'Take a link back' })
    .errors(commonRefusals)
    .input(z.object({ linkId: z.uuid() }))
    .output(z.object({ removed: z.literal(true) })),
  ...guestPages,
}
