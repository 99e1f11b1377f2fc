import type { Account } from '#contract/connections'
import type { Count, Entity, Finding, Rules } from '#networks/network'

import { rulesOf } from '../network-parts.ts'
import { toPostContent, type Draft } from './draft-content.ts'

/** Something a network would refuse or doubt. Accounts of one network share its findings. */
export interface Check extends Finding {
  readonly network: string
}

/** A network with what an account may do there: accounts of which the same rules hold are one place. */
export type Place = Pick<Account, 'network' | 'limits'>

/** Where the post goes, each set of rules once, in the order of the accounts. */
export function placesOf(accounts: readonly Account[]): readonly Place[] {
  const places = new Map(accounts.map(({ network, limits }) => [JSON.stringify([network, limits]), { network, limits }]))
  return [...places.values()]
}

/** Everything the chosen networks say about the draft, errors first. */
export function checkDraft(draft: Draft, places: readonly Place[]): readonly Check[] {
  const checks = places.flatMap((place) => {
    const { network } = place
    return (rulesOf(place)?.check(toPostContent(draft, network)) ?? []).map((finding) => ({ ...finding, network }))
  })
  return checks.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity) || a.part - b.part)
}

const order: readonly Finding['severity'][] = ['error', 'warning', 'change']

/** How the chosen networks read one part's text: where it first passes a limit, the tightest count, and what they will link. */
export interface Reading {
  readonly overflow: number | undefined
  readonly count: Count | undefined
  readonly entities: readonly Entity[]
}

export function readText(text: string, places: readonly Place[]): Reading {
  const all = places.flatMap((place) => rulesOf(place) ?? [])
  const overflows = all.flatMap((rules) => rules.text.overflow(text) ?? [])
  return {
    overflow: overflows.length === 0 ? undefined : Math.min(...overflows),
    count: all.flatMap((rules) => shownCount(rules, text)).toSorted((a, b) => a.max - a.used - (b.max - b.used))[0],
    entities: all[0]?.entities(text) ?? [],
  }
}

/** Where a text stops fitting the tightest of the networks; for cutting it into parts. */
export function overflowOn(places: readonly Place[]): (text: string) => number | undefined {
  return (text) => readText(text, places).overflow
}

/** The network's first measure, unless another one is already broken. */
function shownCount(rules: Rules, text: string): readonly Count[] {
  const counts = rules.count(text)
  return [counts.find(({ used, max }) => used > max) ?? counts[0]].flatMap((count) => count ?? [])
}

/** The limits that hold for all chosen networks together. */
export function tightest(places: readonly Place[]): { maxLanguages: number; maxParts: number; maxAltLength: number; maxImages: number } {
  const all = places.flatMap((place) => rulesOf(place) ?? [])
  const least = (read: (rules: Rules) => number, most: number) => Math.min(most, ...all.map(read))
  return {
    maxLanguages: least((rules) => rules.maxLanguages, 5),
    maxParts: least((rules) => rules.maxParts, 100),
    maxAltLength: least((rules) => rules.images.maxAltLength, 5000),
    maxImages: least((rules) => rules.images.maxPerPart, 20),
  }
}
