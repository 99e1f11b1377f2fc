import { z } from 'zod'

import { asks, teamsRefusals } from '#contract/teams'
import { Instant, Language, type RefusalKind } from '#kit/contract'

import { approvalRefusals, ApprovalDetail, CommentText } from './approval-contract.ts'

export const GuestInput = z.object({
  name: z.string().trim().min(1).max(80),
  email: z.email().max(200),
  language: Language,
  /** The calendar that they see: absent for none, an empty list for all accounts of the brand. */
  calendar: z.object({ accountIds: z.array(z.uuid()).max(200) }).optional(),
})

/** Somebody outside: sees what they are asked about, and the calendar that is shared with them. */
export const Guest = GuestInput.extend({ id: z.uuid(), brandId: z.uuid() })
export type Guest = z.output<typeof Guest>

/** An address for one guest alone. */
export const GuestLink = z.object({
  id: z.uuid(),
  url: z.string(),
  expiresAt: Instant,
  openedAt: Instant.optional(),
  createdAt: Instant,
})
export type GuestLink = z.output<typeof GuestLink>

export const guestRefusals = {
  ...approvalRefusals,
  LINK_OVER: { status: 410, message: 'This link has expired or was taken back. Ask whoever gave it to you for a new one.' },
  TOO_MANY_TRIES: teamsRefusals.TOO_MANY_TRIES,
} as const satisfies Record<string, RefusalKind>

const Token = z.object({ token: z.string().max(100) })
const Standing = z.enum(['asked', 'approved', 'refused', 'planned', 'published'])

/** What a guest sees of a post in their calendar. */
export const GuestEntry = z.object({
  postId: z.uuid(),
  approvalId: z.uuid().optional(),
  firstLine: z.string(),
  networks: z.array(z.string()),
  at: Instant,
  state: Standing,
  thumbUrl: z.string().optional(),
})
export type GuestEntry = z.output<typeof GuestEntry>

/** For guests: the link is the proof. All are posted, so that no address holds the secret and no scanner of links decides anything. */
export const guestPages = {
  guestPage: asks('anyone', 'reads')
    .route({ method: 'POST', path: '/guest', summary: 'What a guest is asked about, and the month of their calendar' })
    .errors(guestRefusals)
    .input(
      Token.extend({
        month: z
          .string()
          .regex(/^\d{4}-\d{2}$/)
          .optional(),
      }),
    )
    .output(
      z.object({
        name: z.string(),
        language: Language,
        brand: z.object({ name: z.string(), timeZone: z.string() }),
        expiresAt: Instant,
        waiting: z.array(ApprovalDetail.pick({ id: true, firstLine: true, plannedAt: true, dueAt: true, version: true })),
        /** Absent where no calendar is shared. */
        calendar: z.object({ month: z.string(), entries: z.array(GuestEntry) }).optional(),
      }),
    ),
  guestApproval: asks('anyone', 'reads')
    .route({ method: 'POST', path: '/guest/approval', summary: 'One post that a guest is asked about' })
    .errors(guestRefusals)
    .input(Token.extend({ approvalId: z.uuid() }))
    .output(ApprovalDetail),
  guestDecide: asks('anyone', 'changes')
    .route({ method: 'POST', path: '/guest/decide', summary: 'Approve or refuse as a guest' })
    .errors(guestRefusals)
    .input(
      Token.extend({
        approvalId: z.uuid(),
        version: z.int().min(1),
        verdict: z.enum(['approved', 'refused']),
        text: z.string().trim().max(4000).default(''),
      }),
    )
    .output(ApprovalDetail),
  guestComment: asks('anyone', 'changes')
    .route({ method: 'POST', path: '/guest/comment', summary: 'Say something as a guest' })
    .errors(guestRefusals)
    .input(Token.extend({ approvalId: z.uuid(), text: CommentText }))
    .output(ApprovalDetail),
}
