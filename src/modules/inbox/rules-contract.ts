import { z } from 'zod'

import { Reason } from '#contract/connections'
import { strategyRefusals } from '#contract/strategy'
import { asks } from '#contract/teams'
import { commonRefusals, Instant, type RefusalKind } from '#kit/contract'

import { Meaning, MessageKind, Sentiment } from './meaning-contract.ts'

export const ruleRefusals = {
  ...commonRefusals,
  NAME_TAKEN: strategyRefusals.NAME_TAKEN,
  TOO_MANY_RULES: { status: 409, message: 'A brand has at most 100 rules. Delete some that are not needed any more.' },
  DOES_NOTHING: {
    status: 422,
    message: 'Nothing is left that this rule could do: the label was deleted, or the member has left. Choose anew.',
  },
  ASSIGNEE_OUT_OF_REACH: {
    status: 422,
    message: 'Whoever this rule puts on a thread may not work on all that it is about. Choose somebody else, or give them access first.',
  },
  RULES_CHANGED: { status: 409, message: 'Rules were added or deleted meanwhile. Load them again, then order them.' },
} as const satisfies Record<string, RefusalKind>

/** Words as they are looked for: whole words, or for Chinese anywhere; `refund*` also finds what begins so. Case and width do not matter. */
const Words = z.array(z.string().trim().min(1).max(100)).max(200)

/** What holds of a message. Within one kind any of the given, between the kinds all of them; absent means everything. */
export const RuleConditions = z.object({
  networks: z.array(z.string().max(40)).max(40).optional(),
  accountIds: z.array(z.uuid()).max(100).optional(),
  kinds: z.array(MessageKind).optional(),
  meanings: z.array(Meaning).optional(),
  sentiments: z.array(Sentiment).optional(),
  /** Language tags; `zh` is every Chinese. */
  languages: z.array(z.string().max(35)).max(50).optional(),
  anyWord: Words.optional(),
  everyWord: Words.optional(),
  noWord: Words.optional(),
  contains: z.array(z.enum(['link', 'email', 'phone', 'media'])).optional(),
  /** It says nothing else. */
  only: z.array(z.enum(['emoji', 'mentions'])).optional(),
  /** How many words; each Chinese character counts as one. */
  length: z.object({ atLeast: z.int().min(0).max(10_000).optional(), atMost: z.int().min(0).max(10_000).optional() }).optional(),
  /** Handles or names, as they are written on the network. */
  authors: Words.optional(),
  notAuthors: Words.optional(),
  stars: z.array(z.int().min(1).max(5)).optional(),
  /** Whether somebody still waits for an answer to it. */
  waits: z.boolean().optional(),
  /** Whether it was written within the working hours of the brand, or outside; without hours every hour is one. */
  hours: z.enum(['in', 'out']).optional(),
})
export type RuleConditions = z.output<typeof RuleConditions>

/** What is done about a message and its thread. None sends words to anybody outside. */
export const RuleActions = z.object({
  labelIds: z.array(z.uuid()).max(20).optional(),
  /** Only where nobody is on it. */
  assigneeId: z.uuid().optional(),
  urgent: z.literal(true).optional(),
  /** From everyone else, where the network lets it. */
  hide: z.literal(true).optional(),
  /** Done, unless somebody else waits in the thread. */
  finish: z.literal(true).optional(),
  /** Members who get a notice, once a day for a thread. */
  alert: z.array(z.uuid()).max(50).optional(),
})
export type RuleActions = z.output<typeof RuleActions>

export const RuleVerb = z.enum(['label', 'assign', 'urgent', 'hide', 'finish', 'alert'])
export type RuleVerb = z.output<typeof RuleVerb>

const Conditions = RuleConditions.refine(saysSomething, 'Give at least one condition.')
const Actions = RuleActions.refine(saysSomething, 'Give at least one action.')
const Name = z.string().trim().min(1).max(60)

export const Rule = z.object({
  id: z.uuid(),
  brandId: z.uuid(),
  name: z.string(),
  /** Since when it acts, on what is written from then on; absent where it is off. */
  activeSince: Instant.optional(),
  /** Where it acts, no rule after it is asked. */
  stops: z.boolean(),
  conditions: RuleConditions,
  actions: RuleActions,
  /** On how many messages it acted in the last 30 days, counted up to 1,000. */
  acted: z.int(),
})
export type Rule = z.output<typeof Rule>

/** Somebody whom a rule would have put on a thread. `full`: as many open threads as the brand lets them have. */
const PassedOver = z.object({ memberId: z.uuid(), why: z.enum(['may-not-work-there', 'left', 'away', 'full']) })
export type PassedOver = z.output<typeof PassedOver>

/** What a rule did about one message, as far as it was new. */
export const RuleAct = z.object({
  ruleId: z.uuid(),
  messageId: z.uuid(),
  rule: z.string(),
  at: Instant,
  labelIds: z.array(z.uuid()),
  assigneeId: z.uuid().optional(),
  passedOver: PassedOver.optional(),
  urgent: z.boolean(),
  /** How many members got a notice. */
  alerted: z.int(),
  finished: z.boolean(),
  /** Of hiding it, or of showing it again once that was undone. */
  hiding: z.object({ state: z.enum(['asked', 'done', 'failed']), reason: Reason.optional() }).optional(),
  undone: z.object({ at: Instant, by: z.string() }).optional(),
})
export type RuleAct = z.output<typeof RuleAct>

/** A message that a rule acted on, or would. */
const RuleFind = z.object({
  threadId: z.uuid(),
  messageId: z.uuid(),
  network: z.string(),
  kind: MessageKind,
  /** Who said it; empty where nobody knows. */
  by: z.string(),
  text: z.string(),
  saidAt: Instant,
})

/** What a rule would have done in a part of the last 30 days, newest threads first, as threads stand now. */
export const RuleTry = z.object({
  /** Messages of others that were looked at. */
  looked: z.int(),
  /** Messages it would act on, and threads they are in. */
  matched: z.int(),
  threads: z.int(),
  /** Messages it fits that a rule before it takes. */
  taken: z.int(),
  /** Threads, or for `hide` messages, that each action would change. */
  would: z.record(RuleVerb, z.int()),
  /** Messages that their network lets nobody hide. */
  cannotHide: z.int(),
  /** The first of them, at most 20. */
  found: z.array(RuleFind.extend({ would: z.array(RuleVerb) })),
  /** How far back this went. */
  until: Instant,
  /** Ask again with it for the part before; absent at the end. */
  next: z.string().optional(),
})
export type RuleTry = z.output<typeof RuleTry>

export const rules = {
  rules: asks('inbox.work', 'reads')
    .route({ method: 'GET', path: '/inbox/rules', summary: 'The rules of a brand, in the order in which they are asked' })
    .errors(ruleRefusals)
    .input(z.object({ brandId: z.uuid() }))
    .output(z.array(Rule)),
  createRule: asks('inbox.manage', 'creates')
    .route({ method: 'POST', path: '/inbox/rules', summary: 'Make a rule; it stands last, and is off unless `active`' })
    .errors(ruleRefusals)
    .input(
      z.object({
        brandId: z.uuid(),
        name: Name,
        active: z.boolean().default(false),
        stops: z.boolean().default(false),
        conditions: Conditions,
        actions: Actions,
      }),
    )
    .output(Rule),
  changeRule: asks('inbox.manage', 'changes')
    .route({ method: 'PATCH', path: '/inbox/rules/{ruleId}', summary: 'Change what is given of a rule, or switch it on or off' })
    .errors(ruleRefusals)
    .input(
      z.object({
        ruleId: z.uuid(),
        name: Name.optional(),
        active: z.boolean().optional(),
        stops: z.boolean().optional(),
        conditions: Conditions.optional(),
        actions: Actions.optional(),
      }),
    )
    .output(Rule),
  removeRule: asks('inbox.manage', 'changes')
    .route({ method: 'DELETE', path: '/inbox/rules/{ruleId}', summary: 'Delete a rule; what it did stays' })
    .errors(ruleRefusals)
    .input(z.object({ ruleId: z.uuid() }))
    .output(z.object({ removed: z.literal(true) })),
  orderRules: asks('inbox.manage', 'changes')
    .route({ method: 'PUT', path: '/inbox/rules/order', summary: 'Ask the rules of a brand in this order: all of them, each once' })
    .errors(ruleRefusals)
    .input(z.object({ brandId: z.uuid(), ruleIds: z.array(z.uuid()).max(100) }))
    .output(z.array(Rule)),
  tryRule: asks('inbox.manage', 'changes')
    .route({
      method: 'POST',
      path: '/inbox/rules/tries',
      summary: 'What a rule would have done in the last 30 days, saved or not; changes nothing. Part by part: ask again with `next`',
    })
    .errors(ruleRefusals)
    .input(
      z.object({
        brandId: z.uuid(),
        /** The rule that is tried in its place; absent: a new one, after all others. */
        ruleId: z.uuid().optional(),
        conditions: Conditions,
        actions: Actions,
        cursor: z.string().max(200).optional(),
      }),
    )
    .output(RuleTry),
  ruleActs: asks('inbox.work', 'reads')
    .route({ method: 'GET', path: '/inbox/rules/{ruleId}/acts', summary: 'What a rule did, the latest first' })
    .errors(ruleRefusals)
    .input(
      z.object({
        ruleId: z.uuid(),
        cursor: z.string().max(200).optional(),
        limit: z.coerce.number().int().min(1).max(100).default(30),
      }),
    )
    .output(z.object({ acts: z.array(RuleAct.extend(RuleFind.shape)), next: z.string().optional() })),
  undoRule: asks('inbox.manage', 'changes')
    .route({
      method: 'POST',
      path: '/inbox/rules/{ruleId}/undo',
      summary: 'Take back what a rule did since a time, as far as nobody changed it meanwhile; much of it goes on afterwards',
    })
    .errors(ruleRefusals)
    .input(z.object({ ruleId: z.uuid(), since: Instant }))
    .output(z.object({ undone: z.int(), goesOn: z.boolean() })),
  undoRuleAct: asks('inbox.work', 'changes')
    .route({
      method: 'POST',
      path: '/inbox/messages/{messageId}/rules/{ruleId}/undo',
      summary: 'Take back what a rule did about one message',
    })
    .errors(ruleRefusals)
    .input(z.object({ messageId: z.uuid(), ruleId: z.uuid() }))
    .output(z.object({ undone: z.int() })),
}

/** An empty list, or an object with nothing in it, says nothing. */
function saysSomething(said: object): boolean {
  return Object.values(said).some((value: unknown) =>
    typeof value === 'object' && value !== null ? Object.values(value).length > 0 : value !== undefined,
  )
}
