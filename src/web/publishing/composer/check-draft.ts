import type { Account } from '#contract/connections'
import type { LinkPlan } from '#contract/link-address'
import type { Brand } from '#contract/teams'
import { withAltTexts } from '#networks/judge-media'
import type { Count, Entity, Finding, PollRules, QuotaUse, Rules, SettingField, Settings } from '#networks/network'

import { rulesOf } from '../network-rules.ts'
import { toPostContent } from './draft-content.ts'
import type { Draft } from './draft.ts'
import type { MediaKind } from './media-kind.ts'
import type { SplitRules } from './split-text.ts'
import { isTailored } from './variants.ts'

/** An account, and what becomes of the post's links there; absent where they stay as they are. */
export interface Addressee extends Account {
  readonly links?: LinkPlan
}

/** A network with what an account may do there: accounts of which the same rules hold are one place. */
export type Place = Pick<Addressee, 'network' | 'limits' | 'links'>

/** Who reads a text, and what is chosen there alone: what a network takes may depend on it. */
export interface Readers {
  readonly places: readonly Place[]
  readonly settingsOn: (network: string) => Settings
}

/** What one place says to the post. */
export interface Report {
  readonly place: Place
  readonly accounts: readonly Account[]
  readonly findings: readonly Finding[]
  /** Of the part that is nearest to its limit. */
  readonly count: Count | undefined
  /** What all its accounts together cost, in US dollars. */
  readonly cost: number
  /** What each of its accounts takes from its quotas. */
  readonly uses: readonly QuotaUse[]
}

/** Where the post goes, each set of rules once, in the order of the accounts. */
export function placesOf(accounts: readonly Addressee[]): readonly Place[] {
  return [...accountsByPlace(accounts).values()].flatMap(([first]) => (first === undefined ? [] : [placeOf(first)]))
}

/** The networks chosen, each once. */
export function networksOf(accounts: readonly Account[]): readonly string[] {
  return [...new Set(accounts.map(({ network }) => network))]
}

/** Who reads the common text, or with `network` what is said there. */
export function readersOf(draft: Draft, places: readonly Place[], network: string | undefined): readonly Place[] {
  return places.filter((place) => (network === undefined ? !isTailored(draft, place.network) : place.network === network))
}

/** What each place where the post goes says to it, and the brand of what is not described there. */
export function reportsOn(draft: Draft, accounts: readonly Addressee[], altTexts: Brand['altTexts']): readonly Report[] {
  return [...accountsByPlace(accounts).values()].flatMap((there) => {
    const [first] = there
    const rules = first === undefined ? undefined : rulesOf(first)
    return first === undefined || rules === undefined
      ? []
      : [{ ...readAll(draft, first.network, { rules, altTexts }), ...costs(draft, there, rules), place: placeOf(first), accounts: there }]
  })
}

function accountsByPlace(accounts: readonly Addressee[]): ReadonlyMap<string, readonly Addressee[]> {
  return Map.groupBy(accounts, ({ network, limits, links }) => JSON.stringify([network, limits, links]))
}

const placeOf = ({ network, limits, links }: Addressee): Place => ({ network, limits, ...(links === undefined ? {} : { links }) })

function readAll(
  draft: Draft,
  network: string,
  { rules, altTexts }: { rules: Rules; altTexts: Brand['altTexts'] },
): Pick<Report, 'findings' | 'count'> {
  const post = toPostContent(draft, network)
  return {
    findings: withAltTexts(rules.check(post), altTexts),
    count: tightestCount(post.parts.flatMap(({ text }) => shownCount(rules, text))),
  }
}

function costs(draft: Draft, accounts: readonly Account[], rules: Rules): Pick<Report, 'cost' | 'uses'> {
  const post = toPostContent(draft, accounts[0]?.network ?? '')
  return { cost: (rules.cost?.(post) ?? 0) * accounts.length, uses: (rules.uses?.(post) ?? []).filter(({ amount }) => amount > 0) }
}

/** How the networks concerned read one part's text. */
export interface Reading {
  /** Where it first passes a limit. */
  readonly overflow: number | undefined
  /** The tightest count. */
  readonly count: Count | undefined
  /** Hashtags, where one of them limits their number. */
  readonly tags: Count | undefined
  /** What they will link. */
  readonly entities: readonly Entity[]
}

export function readText(text: string, places: readonly Place[]): Reading {
  const all = places.flatMap((place) => rulesOf(place) ?? [])
  return {
    overflow: least(all.flatMap((rules) => rules.text.overflow(text) ?? [])),
    count: tightestCount(all.flatMap((rules) => shownCount(rules, text))),
    tags: tightestCount(all.flatMap((rules) => rules.count(text).filter(({ unit }) => unit === 'tags'))),
    entities: all[0]?.entities(text) ?? [],
  }
}

/** The network's first measure, unless another one is already broken. */
function shownCount(rules: Rules, text: string): readonly Count[] {
  const counts = rules.count(text).filter(({ unit }) => unit !== 'tags')
  return [counts.find(({ used, max }) => used > max) ?? counts[0]].flatMap((count) => count ?? [])
}

function tightestCount(counts: readonly Count[]): Count | undefined {
  return counts.toSorted((a, b) => a.max - a.used - (b.max - b.used))[0]
}

/** The limits that hold for all these places together. */
export interface Limits {
  readonly maxLanguages: number
  readonly maxParts: number
  /** Absent where none of them has polls. */
  readonly polls: PollRules | undefined
}

export function tightest(places: readonly Place[]): Limits {
  const all = places.flatMap((place) => rulesOf(place) ?? [])
  const most = (read: (rules: Rules) => number, otherwise: number) => Math.min(otherwise, ...all.map(read))
  return {
    maxLanguages: most((rules) => rules.maxLanguages, 5),
    maxParts: most((rules) => rules.maxParts, 100),
    polls: tightestPolls(all.flatMap((rules) => rules.polls ?? [])),
  }
}

/** Most characters of a description, by the networks that take this kind and describe it. */
export function maxAltOf(kind: MediaKind, readers: Readers): number {
  return Math.min(5000, ...altLimits(kind, readers))
}

/** Will anybody be shown the description? Where nobody is chosen yet, somebody may. */
export function takesAlt(kind: MediaKind, readers: Readers): boolean {
  return readers.places.length === 0 || altLimits(kind, readers).length > 0
}

function altLimits(kind: MediaKind, { places, settingsOn }: Readers): readonly number[] {
  return places.flatMap((place) => {
    const rules = rulesOf(place)
    const settings = settingsOn(place.network)
    const taken = kind === 'video' ? rules?.videosFor?.(settings) : (rules?.imagesFor?.(settings) ?? rules?.images)
    return taken === undefined || taken.maxAltLength === 0 ? [] : [taken.maxAltLength]
  })
}

function tightestPolls(all: readonly PollRules[]): PollRules | undefined {
  if (all.length === 0) return undefined
  return {
    minOptions: Math.max(...all.map((polls) => polls.minOptions)),
    maxOptions: Math.min(...all.map((polls) => polls.maxOptions)),
    maxOptionLength: Math.min(...all.map((polls) => polls.maxOptionLength)),
    minMinutes: Math.max(...all.map((polls) => polls.minMinutes)),
    maxMinutes: Math.min(...all.map((polls) => polls.maxMinutes)),
    multiple: all.every((polls) => polls.multiple),
  }
}

/** How many characters an option of a poll still has room for, by the counting of the networks that have polls; below zero where it is too long. */
export function roomForOption(option: string, places: readonly Place[]): number {
  const rooms = places.flatMap((place) => {
    const rules = rulesOf(place)
    return rules?.polls === undefined ? [] : [rules.polls.maxOptionLength - (rules.count(option)[0]?.used ?? 0)]
  })
  return least(rooms) ?? Infinity
}

/** What can be chosen for a network alone: its places share their fields, and may have some of their own. */
export function fieldsOf(places: readonly Place[], network: string): readonly SettingField[] {
  const fields = places.filter((each) => each.network === network).flatMap((place) => rulesOf(place)?.settings ?? [])
  return fields.filter(({ name }, index) => fields.findIndex((each) => each.name === name) === index)
}

function least(numbers: readonly number[]): number | undefined {
  return numbers.length === 0 ? undefined : Math.min(...numbers)
}

/** For cutting a text into parts that fit the tightest of the networks, with everything whole that any of them would link. */
export function splitRulesOf(places: readonly Place[]): SplitRules {
  const all = places.flatMap((place) => rulesOf(place) ?? [])
  return {
    overflow: (text) => least(all.flatMap((rules) => rules.text.overflow(text) ?? [])),
    entities: (text) => all.flatMap((rules) => rules.entities(text)),
  }
}
