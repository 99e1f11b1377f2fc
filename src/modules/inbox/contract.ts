import { z } from 'zod'

import { Decision } from '#contract/publishing'
import { asks } from '#contract/teams'
import { Confirmed } from '#contract/voice'
import { Instant } from '#kit/contract'

import { attendance } from './attendance-contract.ts'
import { care } from './care-contract.ts'
import { Meaning, Sentiment } from './meaning-contract.ts'
import { measures } from './measures-contract.ts'
import { people } from './people-contract.ts'
import { playbooks } from './playbook-contract.ts'
import { rules } from './rules-contract.ts'
import { savedAnswers } from './saved-contract.ts'
import {
  answerRefusals,
  Counts,
  Filter,
  inboxRefusals,
  Order,
  Presence,
  Reading,
  Thread,
  ThreadState,
  ThreadSummary,
} from './thread-contract.ts'
import { savedViews } from './views-contract.ts'

export type { Attendance } from './attendance-contract.ts'
export type { Figures, Lasting, Measures } from './measures-contract.ts'
export type { Assigning, Care, Holiday, Span, Target, Warning } from './care-contract.ts'
export * from './meaning-contract.ts'
export {
  type Consent,
  type ConsentKind,
  type FieldKind,
  peopleRefusals,
  type Person,
  type PersonField,
  type PersonNote,
  type PersonSummary,
  Profile,
  type Reason as SamenessReason,
  type Suggestion,
} from './people-contract.ts'
export type { Playbook, ThreadPlaybook } from './playbook-contract.ts'
export {
  type PassedOver,
  type Rule,
  type RuleAct,
  type RuleActions,
  type RuleConditions,
  ruleRefusals,
  type RuleTry,
  RuleVerb,
} from './rules-contract.ts'
export { type FilledAnswer, type SavedAnswer, savedRefusals } from './saved-contract.ts'
export * from './thread-contract.ts'
export { type SavedView, type ViewFilter, viewsRefusals } from './views-contract.ts'

const Changed = z.object({ changed: z.int() })

export const inbox = {
  list: asks('inbox.read', 'reads', 'accounts')
    .route({
      method: 'GET',
      path: '/inbox/threads',
      summary: 'Threads that pass a filter, whoever spoke last first; open ones what is due first',
    })
    .errors(inboxRefusals)
    .input(
      Filter.extend({
        /** Of these alone, as far as they pass the filter. */
        threadIds: z.array(z.uuid()).max(100).optional(),
        order: Order.optional(),
        cursor: z.string().max(200).optional(),
        limit: z.coerce.number().int().min(1).max(100).default(50),
      }),
    )
    .output(z.object({ threads: z.array(ThreadSummary), next: z.string().optional() })),
  counts: asks('inbox.read', 'reads', 'accounts')
    .route({ method: 'GET', path: '/inbox/counts', summary: 'How many threads of the brand wait, for whom' })
    .input(z.object({ brandId: z.uuid() }))
    .output(Counts),
  get: asks('inbox.read', 'reads', 'accounts')
    .route({ method: 'GET', path: '/inbox/threads/{threadId}', summary: 'One thread with everything said in it' })
    .errors(inboxRefusals)
    .input(z.object({ threadId: z.uuid() }))
    .output(Thread),
  readings: asks('inbox.read', 'reads', 'accounts')
    .route({ method: 'GET', path: '/inbox/readings', summary: 'How far each account of the brand is read' })
    .input(z.object({ brandId: z.uuid() }))
    .output(z.array(Reading)),
  readNow: asks('inbox.work', 'changes')
    .route({ method: 'POST', path: '/inbox/readings', summary: 'Look on the networks now, rather than when it is time again' })
    .input(z.object({ brandId: z.uuid() }))
    .output(z.object({ asked: z.int() })),
  answer: asks('inbox.work', 'creates', 'accounts')
    .route({ method: 'POST', path: '/inbox/messages/{messageId}/answers', summary: 'Answer a message; it goes out once' })
    .errors(answerRefusals)
    .input(
      z.object({
        messageId: z.uuid(),
        text: z.string().trim().min(1).max(10_000),
        /** The last thing the writer has seen of the thread; answers of others since then are pointed out once. */
        seen: Instant.optional(),
        /** Saved answers that it was made of, for the count of their use. */
        saved: z.array(z.uuid()).max(20).optional(),
        /** Others got nearly the same words; the writer has seen it and sends them all the same. */
        repeated: z.literal('accepted').optional(),
        confirmed: Confirmed.optional(),
      }),
    )
    .output(Thread),
  answerPrivately: asks('inbox.work', 'creates', 'accounts')
    .route({
      method: 'POST',
      path: '/inbox/messages/{messageId}/private-answers',
      summary: 'Answer to its author alone what was said in public, and say so in public if wanted; each goes out once',
    })
    .errors(answerRefusals)
    .input(
      z.object({
        messageId: z.uuid(),
        text: z.string().trim().min(1).max(10_000),
        /** What everyone else reads under it. */
        note: z.string().trim().min(1).max(10_000).optional(),
        confirmed: Confirmed.optional(),
      }),
    )
    .output(Thread),
  decide: asks('inbox.work', 'changes', 'accounts')
    .route({ method: 'POST', path: '/inbox/answers/{answerId}/decision', summary: 'Settle an answer that waits for a person' })
    .errors(inboxRefusals)
    .input(z.object({ answerId: z.uuid(), decision: Decision }))
    .output(Thread),
  change: asks('inbox.work', 'changes', 'accounts')
    .route({
      method: 'PATCH',
      path: '/inbox/threads',
      summary: 'Change what is given of threads: state, until when they are snoozed, assignee (null: nobody), labels, urgency',
    })
    .errors(inboxRefusals)
    .input(
      z.object({
        threadIds: z.array(z.uuid()).min(1).max(200),
        state: ThreadState.optional(),
        snoozedUntil: Instant.optional(),
        assigneeId: z.uuid().nullable().optional(),
        labelIds: z.array(z.uuid()).max(50).optional(),
        urgent: z.boolean().optional(),
      }),
    )
    .output(Changed),
  note: asks('inbox.work', 'creates', 'accounts')
    .route({ method: 'POST', path: '/inbox/threads/{threadId}/notes', summary: 'Add an internal note, which the network never sees' })
    .errors(inboxRefusals)
    .input(
      z.object({
        threadId: z.uuid(),
        text: z.string().trim().min(1).max(10_000),
        /** Members to tell: those whose names stand in the text after an @. */
        mentions: z.array(z.uuid()).max(50).optional(),
      }),
    )
    .output(Thread),
  tickStep: asks('inbox.work', 'changes', 'accounts')
    .route({
      method: 'PUT',
      path: '/inbox/threads/{threadId}/steps/{stepId}',
      summary: 'Say that a step of the playbook is done in a thread, or is not',
    })
    .errors(inboxRefusals)
    .input(z.object({ threadId: z.uuid(), stepId: z.uuid(), done: z.boolean() }))
    .output(Thread),
  here: asks('inbox.work', 'changes', 'accounts')
    .route({
      method: 'PUT',
      path: '/inbox/threads/{threadId}/presence',
      summary: 'Say that you have a thread open, every fifteen seconds; answers which colleagues have',
    })
    .errors(inboxRefusals)
    .input(z.object({ threadId: z.uuid(), writing: z.boolean().default(false) }))
    .output(z.array(Presence)),
  leave: asks('inbox.work', 'changes', 'accounts')
    .route({ method: 'DELETE', path: '/inbox/threads/{threadId}/presence', summary: 'Say that you do not have a thread open any more' })
    .input(z.object({ threadId: z.uuid() }))
    .output(z.object({ left: z.literal(true) })),
  hide: asks('inbox.work', 'changes', 'accounts')
    .route({ method: 'POST', path: '/inbox/messages/{messageId}/hidden', summary: 'Hide what somebody said, or show it again' })
    .errors(inboxRefusals)
    .input(z.object({ messageId: z.uuid(), hidden: z.boolean() }))
    .output(Thread),
  ...savedAnswers,
  ...rules,
  ...care,
  ...savedViews,
  ...attendance,
  ...measures,
  ...people,
  personThreads: asks('inbox.read', 'reads', 'accounts')
    .route({
      method: 'GET',
      path: '/inbox/people/{personId}/threads',
      summary: 'Every thread that a person spoke in, on any network, newest first',
    })
    .errors(inboxRefusals)
    .input(
      z.object({
        personId: z.uuid(),
        cursor: z.string().max(200).optional(),
        limit: z.coerce.number().int().min(1).max(100).default(20),
      }),
    )
    .output(z.object({ threads: z.array(ThreadSummary), next: z.string().optional() })),
  ...playbooks,
  correct: asks('inbox.work', 'changes', 'accounts')
    .route({
      method: 'POST',
      path: '/inbox/messages/{messageId}/meaning',
      summary: 'Say what a message means, where it was misunderstood; it is learnt from',
    })
    .errors(inboxRefusals)
    .input(
      z
        .object({ messageId: z.uuid(), meaning: Meaning.optional(), sentiment: Sentiment.optional() })
        .refine(({ meaning, sentiment }) => meaning !== undefined || sentiment !== undefined),
    )
    .output(Thread),
}
