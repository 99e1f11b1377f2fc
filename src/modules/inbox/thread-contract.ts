import { z } from 'zod'

import { Reason } from '#contract/connections'
import { Delivery, publishingRefusals } from '#contract/publishing'
import { voiceRefusals } from '#contract/voice'
import { commonRefusals, Instant, type RefusalKind } from '#kit/contract'

import { Meaning, MessageKind, Understood } from './meaning-contract.ts'
import { Profile } from './people-contract.ts'
import { ThreadPlaybook } from './playbook-contract.ts'
import { RuleAct } from './rules-contract.ts'

/** Nearly the same words, sent by the brand before. */
const SimilarAnswer = z.object({
  threadId: z.uuid(),
  network: z.string(),
  kind: MessageKind,
  text: z.string(),
  at: Instant,
  /** Whom it was for; empty where nobody knows. */
  to: z.string(),
  /** Who wrote it; absent where it was written in the network's own app. */
  by: z.string().optional(),
})
export type SimilarAnswer = z.output<typeof SimilarAnswer>

export const inboxRefusals = {
  ...commonRefusals,
  CANNOT_ANSWER: {
    status: 422,
    message: 'This network lets nobody answer this through its API. Open it there and answer it in the network’s own app.',
  },
  ANSWERED_MEANWHILE: {
    status: 409,
    message: 'Somebody answered while you were writing. Read it, then send yours too or leave it; your text is kept.',
    data: z.object({ by: z.string(), text: z.string() }),
  },
  REPEATED: {
    status: 409,
    message:
      'Others got nearly the same answer in the last 90 days. See what was sent to whom, then change yours or send it with `repeated: "accepted"`.',
    data: z.object({ similar: z.array(SimilarAnswer), total: z.int() }),
  },
  WINDOW_OVER: {
    status: 422,
    message:
      'The network takes messages only for some time after a person’s last word, and that is over. Wait until they write again, or find another way.',
  },
  ANSWERS_FORBIDDEN: {
    status: 409,
    message: 'The playbook of the crisis says that nobody answers now. Follow its steps on the page Crisis, or wait until it is over.',
  },
  CANNOT_GO_PRIVATE: {
    status: 422,
    message: 'This cannot be answered privately. See why.',
    data: z.object({ reason: Reason }),
  },
  CANNOT_HIDE: { status: 422, message: 'This network lets nobody hide this. Answer it, or report it in the network’s own app.' },
  NOT_DONE_THERE: {
    status: 502,
    message: 'The network did not do it. See why, and try again.',
    data: z.object({ reason: Reason }),
  },
  NOTHING_TO_CORRECT: { status: 422, message: 'Only what others wrote in words is understood, and can be corrected.' },
  GONE: { status: 409, message: 'What you want to answer was deleted on the network.' },
  TIME_PASSED: { status: 422, message: 'This time has passed. Choose a later one.' },
} as const satisfies Record<string, RefusalKind>

/** What may become of an answer besides: what is wrong with it is said as with a post. */
export const answerRefusals = {
  ...inboxRefusals,
  ...voiceRefusals,
  NOT_ACCEPTED: publishingRefusals.NOT_ACCEPTED,
  SIGNED_OUT_ACCOUNT: publishingRefusals.SIGNED_OUT_ACCOUNT,
} as const satisfies Record<string, RefusalKind>

export const ThreadState = z.enum(['open', 'snoozed', 'done'])
export type ThreadState = z.output<typeof ThreadState>
export const DeedKind = z.enum(['note', 'done', 'opened', 'snoozed', 'assigned', 'labelled', 'urgent', 'hidden', 'shown', 'removed'])
export type DeedKind = z.output<typeof DeedKind>

/** The post that a thread is about. */
export const AboutPost = z.object({ url: z.string(), text: z.string(), author: z.string().optional() })

export const ThreadSummary = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  network: z.string(),
  kind: MessageKind,
  about: AboutPost.optional(),
  profile: Profile.optional(),
  firstLine: z.string(),
  /** Of what they said last; absent where that has no words. */
  meaning: Meaning.optional(),
  messages: z.int(),
  state: ThreadState,
  snoozedUntil: Instant.optional(),
  assigneeId: z.uuid().optional(),
  labelIds: z.array(z.uuid()),
  urgent: z.boolean(),
  waitingSince: Instant.optional(),
  /** What is to happen next, and until when. */
  due: z.object({ what: z.enum(['answer', 'resolution']), at: Instant }).optional(),
  lastAt: Instant,
})
export type ThreadSummary = z.output<typeof ThreadSummary>

export const Message = z.object({
  id: z.uuid(),
  kind: MessageKind,
  byUs: z.boolean(),
  profile: Profile.optional(),
  /** Of ours: who wrote it here. */
  member: z.object({ id: z.uuid(), name: z.string() }).optional(),
  text: z.string(),
  media: z.array(
    z.object({ kind: z.enum(['image', 'video', 'audio', 'file']), url: z.string(), thumbUrl: z.string().optional(), alt: z.string() }),
  ),
  at: Instant,
  editedAt: Instant.optional(),
  goneAt: Instant.optional(),
  /** Whoever said it asked to be erased; its words are gone for good. */
  erased: z.literal(true).optional(),
  hidden: z.boolean(),
  stars: z.int().optional(),
  /** Of others, where there are words. */
  understood: Understood.optional(),
  url: z.string().optional(),
  /** The message that it answers, where that is here. */
  answersId: z.uuid().optional(),
  answerable: z.boolean(),
  /** Whether it can be answered to its author alone, and why not; absent where the network knows no such thing, and of what is private already. */
  privately: z.object({ refused: Reason.optional() }).optional(),
  /** It can be hidden from everyone else, or shown again. */
  hideable: z.boolean(),
})
export type Message = z.output<typeof Message>

/** An answer that the network does not surely have yet. */
export const AnswerOnItsWay = z.object({
  id: z.uuid(),
  messageId: z.uuid(),
  text: z.string(),
  member: z.object({ id: z.uuid(), name: z.string() }),
  at: Instant,
  /** To one person alone, although they spoke in public. */
  isPrivate: z.boolean(),
  delivery: Delivery.optional(),
})
export type AnswerOnItsWay = z.output<typeof AnswerOnItsWay>

export const Deed = z.object({
  id: z.uuid(),
  kind: DeedKind,
  at: Instant,
  member: z.object({ id: z.uuid(), name: z.string() }).optional(),
  /** Of a note: what it says. */
  text: z.string().optional(),
  /** Of a note: the colleagues whom it calls, by the names that stand in it. */
  mentions: z.array(z.object({ id: z.uuid(), name: z.string() })).optional(),
  /** Of an assignment: to whom; absent where to nobody. */
  to: z.string().optional(),
  until: Instant.optional(),
  /** Of an assignment that nobody made: how it came about. */
  how: z.enum(['by-turn', 'by-room']).optional(),
  /** Of urgency: whether it is. */
  urgent: z.boolean().optional(),
})
export type Deed = z.output<typeof Deed>

/** The private thread that a public one led to, or the public one that it came from. */
export const LinkedThread = z.object({ id: z.uuid(), kind: MessageKind, firstLine: z.string() })
export type LinkedThread = z.output<typeof LinkedThread>

export const Thread = ThreadSummary.extend({
  brandId: z.uuid(),
  /** Until when the network takes an answer; absent where there is no end. */
  answerBy: Instant.optional(),
  linked: z.array(LinkedThread),
  items: z.array(Message),
  answers: z.array(AnswerOnItsWay),
  deeds: z.array(Deed),
  /** What rules did in it. */
  ruled: z.array(RuleAct),
  /** What the team does about what they said last. */
  playbook: ThreadPlaybook.optional(),
})
export type Thread = z.output<typeof Thread>

/** A colleague who has the thread open. */
export const Presence = z.object({ member: z.object({ id: z.uuid(), name: z.string() }), writing: z.boolean() })
export type Presence = z.output<typeof Presence>

export const Assignee = z.union([z.literal('nobody'), z.uuid()])
/** Within one kind any of the given, between the kinds all of them; absent means everything. */
export const Filter = z.object({
  brandId: z.uuid(),
  state: ThreadState.default('open'),
  networks: z.array(z.string().max(40)).max(40).optional(),
  accountIds: z.array(z.uuid()).max(100).optional(),
  kinds: z.array(MessageKind).optional(),
  meanings: z.array(Meaning).optional(),
  labelIds: z.array(z.uuid()).max(100).optional(),
  assignee: Assignee.optional(),
  /** Overdue, or due within the next two hours. */
  due: z.array(z.enum(['overdue', 'soon'])).optional(),
  /** Words that a thread has to have, in any place and case. */
  text: z.string().trim().max(200).optional(),
})
export type Filter = z.output<typeof Filter>

/** Absent: of open threads what is due first, of others whoever spoke last. */
export const Order = z.enum(['due', 'latest'])

/** `due`: open, and overdue or due within the next two hours. */
export const Counts = z.object({ open: z.int(), snoozed: z.int(), mine: z.int(), nobodys: z.int(), due: z.int() })
export type Counts = z.output<typeof Counts>

export const Reading = z.object({
  accountId: z.uuid(),
  /** How far back the first reading went. */
  since: Instant,
  readAt: Instant.optional(),
  reason: Reason.optional(),
})
