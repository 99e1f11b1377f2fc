import { z } from 'zod'

import { Reason } from '#contract/connections'
import { Instant, LocalTime, TimeZone } from '#kit/contract'

import { Content } from './content-contract.ts'

/** A wall-clock time in the brand's zone. `occurrence` chooses where a time happens twice (clocks go back); the first if not given. */
export const When = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('now') }),
  z.object({ kind: z.literal('at'), local: LocalTime, timeZone: TimeZone.optional(), occurrence: z.enum(['first', 'second']).optional() }),
])
export type When = z.output<typeof When>

export const Planned = z.object({ at: Instant, local: LocalTime, timeZone: z.string() })
export type Planned = z.output<typeof Planned>

/**
 * waiting: planned, nothing sent · sending · retrying: will try again at `nextTryAt` · unconfirmed: sent, the answer was lost, being looked up ·
 * published · rejected: the network said no · missed: too late to go out by itself · needs-a-person · taking-down · taken-down · cancelled.
 */
export const DeliveryState = z.enum([
  'waiting',
  'sending',
  'retrying',
  'unconfirmed',
  'published',
  'rejected',
  'missed',
  'needs-a-person',
  'taking-down',
  'taken-down',
  'cancelled',
])
export type DeliveryState = z.output<typeof DeliveryState>

/** What a person can do about a delivery that needs one. */
export const Decision = z.enum(['send-now', 'look-again', 'cancel', 'mark-published', 'mark-taken-down'])
export type Decision = z.output<typeof Decision>

export const Delivery = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  network: z.string(),
  state: DeliveryState,
  dueAt: Instant,
  publishedAt: Instant.optional(),
  url: z.string().optional(),
  nextTryAt: Instant.optional(),
  reason: Reason.optional(),
  /** It waits until somebody has said yes, whatever its time. */
  held: z.literal(true).optional(),
  attempts: z.int(),
  decisions: z.array(Decision),
  /** Who deletes it when it is taken down: a person, in the network's own app, where the network lets nobody else. */
  takenDownBy: z.enum(['hearth', 'person']),
  /** It stands there, and the network lets one change it. */
  correctable: z.boolean(),
  /** What has become of the newest correction, where the network looks at it afterwards: not known yet, or refused, and then nobody sees the copy. Absent once it stands. */
  correction: z
    .discriminatedUnion('state', [z.object({ state: z.literal('waiting') }), z.object({ state: z.literal('refused'), reason: Reason })])
    .optional(),
  /** What the network refused although the post is out, by the step it belongs to: a first comment, captions, a cover. */
  leftOut: z.array(z.object({ step: z.string(), reason: Reason })),
})
export type Delivery = z.output<typeof Delivery>

/** The post as a whole, read off its deliveries: attention = at least one delivery is rejected, missed, signed out or needs a person. */
export const PostState = z.enum(['draft', 'scheduled', 'sending', 'published', 'attention', 'taken-down', 'cancelled'])
export type PostState = z.output<typeof PostState>

/** Names are those of library items whose right of use ends before the post goes out; networks those that would show something without the alt text that the brand requires. */
export const Obstacle = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('media-expires'), names: z.array(z.string()) }),
  z.object({ kind: z.literal('alt-missing'), networks: z.array(z.string()) }),
])
export type Obstacle = z.output<typeof Obstacle>

/** Somebody has to say yes before it goes out, or has said so or not. Absent where nobody has to. */
const ApprovalState = z.enum(['asked', 'approved', 'refused'])

const PlannedBy = z.object({ id: z.uuid(), name: z.string().optional() })

export const Post = z.object({
  id: z.uuid(),
  brandId: z.uuid(),
  revision: z.int(),
  state: PostState,
  content: Content,
  accountIds: z.array(z.uuid()),
  campaignId: z.uuid().optional(),
  labelIds: z.array(z.uuid()),
  planned: Planned.optional(),
  /** The category that planned it; without a name where that is gone. */
  category: PlannedBy.optional(),
  deliveries: z.array(Delivery),
  /** Of a scheduled post: what keeps it from going out as it stands. */
  obstacles: z.array(Obstacle),
  approval: ApprovalState.optional(),
  createdBy: z.object({ memberId: z.uuid(), name: z.string() }).optional(),
  createdAt: Instant,
  updatedAt: Instant,
})
export type Post = z.output<typeof Post>

/** One entry of the calendar: light enough for thousands. */
export const PostSummary = z.object({
  id: z.uuid(),
  revision: z.int(),
  state: PostState,
  firstLine: z.string(),
  parts: z.int(),
  media: z.int(),
  thumbUrl: z.string().optional(),
  /** What the small picture is of. */
  thumbKind: z.enum(['image', 'video', 'document', 'captions']).optional(),
  networks: z.array(z.string()),
  accountIds: z.array(z.uuid()),
  campaignId: z.uuid().optional(),
  labelIds: z.array(z.uuid()),
  planned: Planned.optional(),
  category: PlannedBy.optional(),
  publishedAt: Instant.optional(),
  url: z.string().optional(),
  /** Out in part: the networks of the copies that are live, and of those that are not and wait for a person. Absent where the copies stand alike. */
  partly: z.object({ live: z.array(z.string()), lacking: z.array(z.string()) }).optional(),
  /** Scheduled for a time at which the right to something it shows has ended: it will not go out. */
  mediaExpires: z.literal(true).optional(),
  approval: ApprovalState.optional(),
  updatedAt: Instant,
})
export type PostSummary = z.output<typeof PostSummary>

/** A post that stands on a connected profile and was made in the network’s own app. It has no campaign and no labels. */
export const NativePost = z.object({
  accountId: z.uuid(),
  /** The network’s own id; unique within the account. */
  externalId: z.string(),
  network: z.string(),
  url: z.string(),
  firstLine: z.string(),
  media: z.int(),
  publishedAt: Instant,
})
export type NativePost = z.output<typeof NativePost>

export const Attempt = z.object({
  id: z.uuid(),
  step: z.string(),
  /** `follow`: what has become of a correction. */
  kind: z.enum(['send', 'look-up', 'take-down', 'correct', 'follow']),
  startedAt: Instant,
  finishedAt: Instant.optional(),
  outcome: z.enum([
    'running',
    'done',
    'found',
    'absent',
    'rejected',
    'signed-out',
    'slow-down',
    'unavailable',
    'unknown-outcome',
    'interrupted',
  ]),
  /** Of one that is done: what the network left out of a post that is out. */
  reason: Reason.optional(),
})
export type Attempt = z.output<typeof Attempt>

/** What a post said at a time. What one member saved within ten minutes is one edit; `at` is when its last word was saved. */
export const Edit = z.object({
  id: z.uuid(),
  at: Instant,
  by: z.object({ memberId: z.uuid(), name: z.string() }).optional(),
  content: Content,
  accountIds: z.array(z.uuid()),
})
export type Edit = z.output<typeof Edit>

export const AttentionItem = z.object({
  post: PostSummary,
  delivery: Delivery,
  account: z.object({ id: z.uuid(), handle: z.string(), network: z.string() }),
})
export type AttentionItem = z.output<typeof AttentionItem>

/** A scheduled post that would not go out as it stands, and why. */
export const Obstructed = z.object({ post: PostSummary, obstacles: z.array(Obstacle) })
export type Obstructed = z.output<typeof Obstructed>

/** How far an account is with what its network lets it do, and what publishing has cost. */
export const AccountQuotas = z.object({
  quotas: z.array(
    z.object({
      name: z.string(),
      used: z.number(),
      max: z.number(),
      per: z.enum(['rolling-day', 'day', 'month']),
      /** Who says so: the network, or Hearth, which knows only what it published itself. */
      by: z.enum(['network', 'hearth']),
    }),
  ),
  /** In US dollars, newest month first; empty where the network is free. */
  months: z.array(z.object({ month: z.string(), cost: z.number(), posts: z.int() })),
})
export type AccountQuotas = z.output<typeof AccountQuotas>

/** What the calendar can be asked for: the states of our own posts that have a time, and `elsewhere` for what was published in a network’s own app. */
export const CalendarState = z.enum([...PostState.exclude(['draft']).options, 'elsewhere'])
export type CalendarState = z.output<typeof CalendarState>

/** A post as somebody saw it: what changed since is not overwritten. */
export const PostRef = z.object({ postId: z.uuid(), revision: z.int().min(1) })
