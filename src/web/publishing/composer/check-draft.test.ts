import { expect, test } from 'vitest'

import type { Account } from '#contract/connections'

import { fieldsOf, placesOf, readersOf, readText, reportsOn, splitRulesOf, tightest } from './check-draft.ts'
import { newDraft, newPart } from './draft.ts'
import { splitText } from './split-text.ts'

function account(network: string, id = network): Account {
  return {
    id,
    brandId: 'brand',
    network,
    handle: id,
    displayName: '',
    profileUrl: 'https://example.com',
    limits: {},
    health: { state: 'connected' },
    connectedAt: '2026-11-24T08:00:00Z',
  }
}

const bluesky = [account('bluesky')]
const places = placesOf(bluesky)

test('a text over the network’s limit is an error at its part, and a network without accounts says nothing', () => {
  const draft = { ...newDraft('en'), parts: [newPart('Fine.'), newPart('x'.repeat(301))] }
  const [report] = reportsOn(draft, bluesky, 'warn')
  expect(report).toMatchObject({ count: { used: 301, max: 300 }, cost: 0 })
  expect(report?.findings).toMatchObject([{ severity: 'error', part: 1, reason: { code: 'text-too-long' } }])
  expect(reportsOn(draft, [], 'warn')).toEqual([])
})

test('accounts of which the same rules hold are one place', () => {
  const reports = reportsOn(newDraft('en'), [account('bluesky', 'one'), account('bluesky', 'other')], 'warn')
  expect(reports.map(({ accounts }) => accounts.map(({ id }) => id))).toEqual([['one', 'other']])
})

function withBoard(id: string): Account {
  return { ...account('pinterest', id), limits: { profile: { id, handle: id }, boards: [{ id: `${id}0`, name: 'Tea' }] } }
}

test('accounts with choices of their own each have a field, beside those they share', () => {
  const fields = fieldsOf(placesOf([withBoard('1'), withBoard('2'), ...bluesky]), 'pinterest')
  expect(fields.map(({ name, of }) => [name, of])).toEqual([
    ['title', undefined],
    ['link', undefined],
    ['board.1', '1'],
    ['board.2', '2'],
  ])
})

test('a network with a text of its own is judged by it and does not read the common one', () => {
  const long = { ...newDraft('en'), parts: [newPart('x'.repeat(301))] }
  const tailored = { ...long, variants: { bluesky: { settings: {}, parts: [newPart('Short')] } } }
  expect(reportsOn(tailored, bluesky, 'warn')[0]?.findings).toEqual([])
  expect(readersOf(tailored, places, undefined)).toEqual([])
  expect(readersOf(tailored, places, 'bluesky')).toEqual(places)
  expect(readersOf(long, places, undefined)).toEqual(places)
})

test('the count shown is the one that is nearest to its limit, and the overflow starts where the network stops reading', () => {
  expect(readText('漢'.repeat(299), places)).toMatchObject({ overflow: undefined, count: { used: 299, max: 300 } })
  expect(readText('漢'.repeat(305), places)).toMatchObject({ overflow: 300, count: { used: 305 } })
})

test('where nobody reads, there is no limit to be near to', () => {
  expect(readText('x'.repeat(1000), [])).toEqual({ overflow: undefined, count: undefined, tags: undefined, entities: [] })
  expect(tightest([])).toMatchObject({ maxParts: 100, polls: undefined })
})

test('a long text becomes a thread in which every part fits', () => {
  const parts = splitText('This sentence is about warm bread and a cold morning. '.repeat(40), splitRulesOf(places))
  expect(parts.length).toBeGreaterThan(5)
  expect(parts.every((part) => readText(part, places).overflow === undefined)).toBe(true)
})
