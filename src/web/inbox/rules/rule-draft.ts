import type { Rule, RuleActions, RuleConditions } from '#contract/inbox'

/** A rule as it is being written. */
export interface RuleDraft {
  readonly name: string
  readonly stops: boolean
  readonly conditions: RuleConditions
  readonly actions: RuleActions
}

export type ConditionKey = keyof RuleConditions

/** In the order in which they are offered. */
export const conditionKeys = [
  'meanings',
  'sentiments',
  'anyWord',
  'everyWord',
  'noWord',
  'contains',
  'only',
  'length',
  'kinds',
  'networks',
  'accountIds',
  'languages',
  'authors',
  'notAuthors',
  'stars',
  'waits',
  'hours',
] as const satisfies readonly ConditionKey[]

/** What a condition begins with when it is added. */
export const emptyCondition: Required<RuleConditions> = {
  networks: [],
  accountIds: [],
  kinds: [],
  meanings: [],
  sentiments: [],
  languages: [],
  anyWord: [],
  everyWord: [],
  noWord: [],
  contains: [],
  only: [],
  length: {},
  authors: [],
  notAuthors: [],
  stars: [],
  waits: true,
  hours: 'out',
}

export function draftOf(rule: Rule | undefined): RuleDraft {
  return {
    name: rule?.name ?? '',
    stops: rule?.stops ?? false,
    conditions: rule?.conditions ?? { meanings: [] },
    actions: rule?.actions ?? {},
  }
}

/** Conditions that say something. */
export function saidConditions(conditions: RuleConditions): RuleConditions {
  return said(conditions)
}

/** Actions that do something. */
export function saidActions(actions: RuleActions): RuleActions {
  return said(actions)
}

function said<Said extends object>(all: Said): Said {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- some of what it was
  return Object.fromEntries(Object.entries(all).filter(([, value]: [string, unknown]) => saysSomething(value))) as Said
}

function saysSomething(value: unknown): boolean {
  return typeof value === 'object' && value !== null ? Object.values(value).some((each) => each !== undefined) : value !== undefined
}

export const isEmpty = (all: object) => Object.keys(all).length === 0
