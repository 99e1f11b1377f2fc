import { expect, test } from 'vitest'

import type { Figures, Measures } from '#contract/inbox'

import { en as inboxEn } from '../messages.en.ts'
import { csvOf } from './csv-of.ts'
import { en } from './messages.en.ts'

const none = { count: 0 }
const nothing: Figures = {
  firstAnswer: none,
  answer: none,
  resolution: none,
  handling: none,
  due: { answers: 0, answersInTime: 0, resolutions: 0, resolutionsInTime: 0 },
  received: 0,
  acted: 0,
}

test('what is saved has plain numbers, leaves out what is not known, and no name becomes a formula', () => {
  const measures: Measures = {
    timeZone: 'Asia/Taipei',
    from: '2026-11-01T00:00:00Z',
    to: '2026-12-01T00:00:00Z',
    now: { ...nothing, firstAnswer: { count: 2, median: 90.5, mean: 100 }, received: 4, acted: 3 },
    before: nothing,
    byHour: [{ hour: 9, received: 4, acted: 3 }],
    byNetwork: [],
    byKind: [],
    byMember: [{ member: { id: crypto.randomUUID(), name: '=Mei, "the tea"' }, answers: 2, median: 90.5, resolutions: 1 }],
  }
  const lines = csvOf(measures, { words: en, kinds: inboxEn.kinds, networkName: (network) => network }).split('\r\n')
  expect(lines[1]).toBe('"First answer",90.5,100,2,')
  expect(lines).toContain('"Action rate",0.75,,4,')
  expect(lines).toContain('"\'=Mei, ""the tea""",2,90.5,1')
})
