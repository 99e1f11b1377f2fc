import { expect, test } from 'vitest'

import type { Finding } from '#networks/network'

import type { Report } from './check-draft.ts'
import { newDraft, newPart, type Draft } from './draft.ts'
import { remarksOf } from './remarks.ts'

function finding(severity: Finding['severity'], code: string, part = 0): Finding {
  return { severity, part, reason: { code } }
}

function report(network: string, ...findings: Finding[]): Report {
  return { place: { network, limits: {} }, accounts: [], findings, count: undefined, cost: 0, uses: [] }
}

const told = (draft: Draft, reports: readonly Report[]) =>
  remarksOf(draft, reports, (_, { code }) => code).map(({ networks, sentence }) => `${networks.join('+')}: ${sentence}`)

test('what several networks say of the common text is said once, errors first and changes last', () => {
  const reports = [
    report('bluesky', finding('warning', 'alt-missing'), finding('error', 'too-long', 1)),
    report('mastodon', finding('warning', 'alt-missing'), finding('change', 'card-own')),
    report('x', finding('error', 'too-long')),
  ]
  expect(told(newDraft('en'), reports)).toEqual(['x: too-long', 'bluesky: too-long', 'bluesky+mastodon: alt-missing', 'mastodon: card-own'])
})

test('a network with a text of its own speaks for itself', () => {
  const draft = { ...newDraft('en'), variants: { x: { settings: {}, parts: [newPart('Bread!')] } } }
  const reports = ['bluesky', 'x'].map((network) => report(network, finding('warning', 'alt-missing')))
  expect(told(draft, reports)).toEqual(['bluesky: alt-missing', 'x: alt-missing'])
})
