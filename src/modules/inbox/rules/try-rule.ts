import { refuse } from '#kit/errors'
import { cut } from '#kit/http'
import { brandOf } from '#modules/teams'

import { type RuleActions, type RuleConditions, ruleRefusals, type RuleTry, RuleVerb } from '../contract.ts'
import { mayHide } from '../may-hide.ts'
import type { InboxNeeds } from '../needs.ts'
import { factsOf, type PastMessage, type PastThread, pastThreads } from './past-threads.ts'
import { newsFor, type StillThere, stillThere } from './rule-acts-for.ts'
import { conditionsOf } from './rule-conditions.ts'
import type { ActiveRule } from './ruling.ts'

interface Wanted {
  readonly workspaceId: string
  readonly brandId: string
  readonly ruleId?: string | undefined
  readonly conditions: RuleConditions
  readonly actions: RuleActions
  readonly cursor?: string | undefined
}

/**
 * What a rule would have done in the last 30 days, had it stood in its place then; nothing is changed. A part at a time, newest threads first, so that
 * each answer comes soon however much there is. Rules before it that want none after them count as they are now, and threads as they stand.
 */
export async function tryRule(needs: InboxNeeds, wanted: Wanted): Promise<RuleTry> {
  const { workspaceId, brandId, actions, conditions } = wanted
  await brandOf(needs.db, { workspaceId, brandId })
  const { rules, hours } = await needs.ruling(needs.db, { workspaceId, brandId })
  const before = await takersBefore(needs, { ...wanted, rules })
  const { threads, until, next } = await pastThreads(needs.db, { workspaceId, brandId, after: placeOf(wanted.cursor) })
  const accountIds = threads.map(({ account_id }) => account_id)
  const there = await stillThere(needs.db, needs, { workspaceId, brandId, accountIds, actions: [actions] })
  const trying: Trying = { needs, actions, there, before, holds: conditionsOf(conditions, hours) }
  const tried = threads.map((thread) => tryThread(trying, thread))
  return {
    looked: sum(threads, ({ messages }) => messages.length),
    matched: sum(tried, ({ matched }) => matched.length),
    threads: tried.filter(({ matched }) => matched.length > 0).length,
    taken: sum(tried, ({ taken }) => taken),
    would: wouldOf(tried),
    cannotHide: sum(tried, ({ cannotHide }) => cannotHide),
    found: tried.flatMap(toFound).slice(0, mostFound),
    until: until.toISOString(),
    ...(next === undefined ? {} : { next }),
  }
}

const mostFound = 20

function placeOf(cursor: string | undefined) {
  if (cursor === undefined) return undefined
  const [, at, id] = /^(\d{4}-\d{2}-\d{2}T[\d:.+-]+)\/([0-9a-f-]{36})$/.exec(cursor) ?? []
  if (at === undefined || id === undefined) throw refuse(ruleRefusals, 'BAD_CURSOR')
  return { at, id }
}

/** Rules before it after which none is asked. */
async function takersBefore(
  needs: InboxNeeds,
  { workspaceId, ruleId, rules }: Wanted & { readonly rules: readonly ActiveRule[] },
): Promise<readonly ActiveRule[]> {
  const place = ruleId === undefined ? undefined : await placeOfRule(needs, { workspaceId, ruleId })
  return rules.filter((rule) => rule.stops && rule.id !== ruleId && (place === undefined || rule.place < place))
}

async function placeOfRule({ db }: InboxNeeds, { workspaceId, ruleId }: { workspaceId: string; ruleId: string }): Promise<number> {
  const { place } = await db
    .selectFrom('inbox.rule')
    .select('place')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', ruleId)
    .executeTakeFirstOrThrow(() => refuse(ruleRefusals, 'NOT_FOUND'))
  return place
}

interface Trying {
  readonly needs: InboxNeeds
  readonly actions: RuleActions
  readonly there: StillThere
  readonly before: readonly ActiveRule[]
  readonly holds: ActiveRule['holds']
}

interface Tried {
  readonly thread: PastThread
  readonly matched: readonly PastMessage[]
  readonly taken: number
  /** What would change of the thread. */
  readonly verbs: readonly RuleVerb[]
  readonly hides: readonly PastMessage[]
  readonly cannotHide: number
}

function tryThread({ needs, actions, there, before, holds }: Trying, thread: PastThread): Tried {
  const fits = thread.messages.map((message) => ({ message, facts: factsOf(thread, message) })).filter(({ facts }) => holds(facts))
  const reached = fits.filter(({ facts }) => !before.some((rule) => rule.holds(facts)))
  const matched = reached.map(({ message }) => message)
  const toHide = actions.hide ? matched.filter(({ hidden }) => !hidden) : []
  const hideable = mayHide(needs, thread)
  return {
    thread,
    matched,
    taken: fits.length - reached.length,
    verbs: matched.length === 0 ? [] : verbsFor(actions, { thread, there, finishes: reached.some(({ facts }) => facts.waits) }),
    hides: hideable ? toHide : [],
    cannotHide: hideable ? 0 : toHide.length,
  }
}

interface Changing {
  readonly thread: PastThread
  readonly there: StillThere
  readonly finishes: boolean
}

function verbsFor(actions: RuleActions, { thread, there, finishes }: Changing): RuleVerb[] {
  const news = newsFor(actions, thread, there)
  const would: Record<RuleVerb, boolean> = {
    label: news.label_ids.length > 0,
    assign: news.assignee_id !== null,
    urgent: news.urgent,
    hide: false,
    finish: actions.finish === true && finishes,
    alert: news.alerted > 0,
  }
  return RuleVerb.options.filter((verb) => would[verb])
}

function wouldOf(tried: readonly Tried[]): RuleTry['would'] {
  const threadsThat = (verb: RuleVerb) => tried.filter(({ verbs }) => verbs.includes(verb)).length
  return {
    label: threadsThat('label'),
    assign: threadsThat('assign'),
    urgent: threadsThat('urgent'),
    hide: sum(tried, ({ hides }) => hides.length),
    finish: threadsThat('finish'),
    alert: threadsThat('alert'),
  }
}

/** The message that a thread is found by: the latest that fits. */
function toFound({ thread, matched, verbs, hides }: Tried): RuleTry['found'] {
  const message = matched.at(-1)
  if (!message) return []
  return [
    {
      threadId: thread.id,
      messageId: message.id,
      network: thread.network,
      kind: message.kind,
      by: message.name,
      text: cut(message.text, 300),
      saidAt: new Date(message.at).toISOString(),
      would: RuleVerb.options.filter((verb) => verbs.includes(verb) || (verb === 'hide' && hides.length > 0)),
    },
  ]
}

function sum<Each>(all: readonly Each[], count: (each: Each) => number): number {
  return all.reduce((total, each) => total + count(each), 0)
}
