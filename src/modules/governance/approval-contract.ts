import { z } from 'zod'

import { Role } from '#contract/teams'
import { commonRefusals, Instant, type RefusalKind } from '#kit/contract'

/** What is said of a post that is to be approved, as far as publishing says it; read by whoever knows `#contract/publishing`. */
const Shown = z.object({
  parts: z.array(
    z.object({
      text: z.string(),
      link: z.object({ url: z.string(), title: z.string() }).optional(),
      poll: z.array(z.string()).optional(),
      media: z.array(
        z.object({
          kind: z.enum(['image', 'video', 'document', 'captions']),
          alt: z.string(),
          name: z.string(),
          url: z.string().optional(),
        }),
      ),
    }),
  ),
  /** What is said otherwise on a network. */
  variants: z.array(z.object({ network: z.string(), texts: z.array(z.string()) })),
  accounts: z.array(z.object({ id: z.uuid(), handle: z.string(), network: z.string() })),
})
export type Shown = z.output<typeof Shown>

/** Somebody decides: all of those named, or any one of them. */
export const Step = z.object({
  name: z.string().trim().max(80).default(''),
  members: z.array(z.uuid()).max(100).default([]),
  roles: z.array(Role).max(20).default([]),
  guests: z.array(z.uuid()).max(50).default([]),
  needs: z.enum(['any', 'all']).default('any'),
  /** From the moment the step begins; without, until the post is to go out. */
  hours: z.int().min(1).max(2160).optional(),
  /** When the time is over: nothing goes out until somebody decides, the step counts as done, or others may decide, too. */
  atDeadline: z.enum(['hold', 'publish', 'escalate']).default('hold'),
  escalateTo: z.array(z.uuid()).max(100).default([]),
})
export type Step = z.output<typeof Step>

export const Workflow = z.object({
  id: z.uuid(),
  brandId: z.uuid(),
  name: z.string(),
  /** Only posts on one of these; empty: on any. */
  accountIds: z.array(z.uuid()),
  /** Only posts with one of these; empty: with any or none. */
  labelIds: z.array(z.uuid()),
  posts: z.boolean(),
  answers: z.boolean(),
  steps: z.array(Step),
  skipRoles: z.array(Role),
  skipMembers: z.array(z.uuid()),
  active: z.boolean(),
})
export type Workflow = z.output<typeof Workflow>

/** `free`: nobody has to say yes. */
export type Clearance = 'free' | 'asked' | 'approved' | 'refused'

const Person = z.object({ kind: z.enum(['member', 'guest']), id: z.uuid(), name: z.string() })
export type Person = z.output<typeof Person>

/** What a post would need before it goes out. */
export const Need = z.object({
  /** Absent where nobody has to approve it. */
  steps: z
    .array(z.object({ name: z.string(), needs: z.enum(['any', 'all']), people: z.array(Person), hours: z.int().optional() }))
    .optional(),
  /** Absent where whoever writes may not publish, and those who may are asked. */
  workflow: z.object({ id: z.uuid(), name: z.string() }).optional(),
  maySkip: z.boolean(),
})
export type Need = z.output<typeof Need>

export const VerdictKind = z.enum(['asked', 'approved', 'refused', 'skipped', 'passed', 'held', 'escalated', 'withdrawn'])
export type VerdictKind = z.output<typeof VerdictKind>

const StepStanding = z.object({
  name: z.string(),
  needs: z.enum(['any', 'all']),
  state: z.enum(['done', 'current', 'ahead']),
  people: z.array(Person.extend({ verdict: z.enum(['approved', 'refused']).optional() })),
})

/** One post or answer about which somebody is asked. `open`: somebody decides now. `withdrawn`: it is not planned any more. */
export const Approval = z.object({
  id: z.uuid(),
  postId: z.uuid(),
  brandId: z.uuid(),
  kind: z.enum(['post', 'answer']),
  state: z.enum(['open', 'approved', 'refused', 'skipped', 'withdrawn']),
  workflow: z.string().optional(),
  version: z.int(),
  steps: z.array(StepStanding),
  firstLine: z.string(),
  askedBy: z.string().optional(),
  askedAt: Instant,
  /** Absent where it is to go out as soon as it may. */
  plannedAt: Instant.optional(),
  dueAt: Instant.optional(),
  settledAt: Instant.optional(),
  /** I am asked, and have not said anything yet. */
  mine: z.boolean(),
  /** I may decide for those who are asked. */
  inPlace: z.boolean(),
})
export type Approval = z.output<typeof Approval>

const Comment = z.object({
  id: z.uuid(),
  by: z.string(),
  guest: z.boolean(),
  internal: z.boolean(),
  version: z.int(),
  text: z.string(),
  at: Instant,
})
const Verdict = z.object({
  id: z.uuid(),
  kind: VerdictKind,
  by: z.string().optional(),
  guest: z.boolean(),
  inPlace: z.boolean(),
  version: z.int(),
  step: z.int(),
  text: z.string(),
  at: Instant,
})
const Version = z.object({ number: z.int(), by: z.string().optional(), at: Instant, content: Shown })
export type Version = z.output<typeof Version>

export const ApprovalDetail = Approval.extend({
  /** The newest first: the first is what is asked about. */
  versions: z.array(Version),
  history: z.array(Verdict),
  comments: z.array(Comment),
})
export type ApprovalDetail = z.output<typeof ApprovalDetail>

export const CommentText = z.string().trim().min(1).max(4000)

export const approvalRefusals = {
  ...commonRefusals,
  VERSION_CHANGED: {
    status: 409,
    message: 'The post was changed since you looked. Read the new version, then decide.',
    data: z.object({ version: z.int() }),
  },
  NOT_YOUR_TURN: { status: 403, message: 'You are not among those who decide on this step.' },
  OWN_POST: { status: 403, message: 'Nobody approves what they wrote or asked for themselves. Somebody else of the step decides.' },
  SETTLED: { status: 409, message: 'This was already decided. Reload to see how.' },
  GONE_OUT: { status: 409, message: 'This is on its way or out already, so it cannot be refused any more. Take it down instead.' },
  MAY_NOT_SKIP: { status: 403, message: 'This post needs approval, and you may not skip it. Plan it, and those who decide are asked.' },
} as const satisfies Record<string, RefusalKind>
