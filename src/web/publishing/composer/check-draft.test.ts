import { expect, test } from 'vitest'

import { checkDraft, overflowOn, readText } from './check-draft.ts'
import { fitText, fromContent, longestText, moveBy, newDraft, newPart, removePart, toContent } from './draft-content.ts'
import { splitText } from './split-text.ts'

const bluesky = [{ network: 'bluesky', limits: {} }]

test('a text over the network’s limit is an error at its part, and an image without description a warning', () => {
  const draft = { ...newDraft('en'), parts: [newPart('Fine.'), newPart('x'.repeat(301))] }
  expect(checkDraft(draft, bluesky)).toMatchObject([{ severity: 'error', part: 1, network: 'bluesky', reason: { code: 'text-too-long' } }])
  expect(checkDraft(draft, [])).toEqual([])
})

test('the count shown is the one that is nearest to its limit, and the overflow starts where the network stops reading', () => {
  expect(readText('漢'.repeat(299), bluesky)).toMatchObject({ overflow: undefined, count: { used: 299, max: 300 } })
  expect(readText('漢'.repeat(305), bluesky)).toMatchObject({ overflow: 300, count: { used: 305 } })
})

test('a long text becomes a thread in which every part fits', () => {
  const parts = splitText('This sentence is about warm bread and a cold morning. '.repeat(40), overflowOn(bluesky))
  expect(parts.length).toBeGreaterThan(5)
  expect(parts.every((part) => readText(part, bluesky).overflow === undefined)).toBe(true)
})

test('ten megabytes of text are cut, and it is known how much was left out', () => {
  const { text, cut } = fitText('😀'.repeat(2_500_000))
  expect(text.length + cut).toBe(5_000_000)
  expect(text.length).toBeLessThanOrEqual(longestText)
  expect(text.isWellFormed()).toBe(true)
})

test('what the server keeps is what the composer shows when it is opened again', () => {
  const input = toContent({ ...newDraft('zh-TW'), parts: [newPart('一'), newPart('二')] })
  expect(toContent(fromContent({ ...input, parts: input.parts.map(({ text }) => ({ text, images: [] })) }))).toEqual(input)
})

test('parts move inside the list and the last one is never removed', () => {
  const [a, b, c] = [newPart('a'), newPart('b'), newPart('c')]
  expect(moveBy([a, b, c], c.key, -2)).toEqual([c, a, b])
  expect(moveBy([a, b, c], a.key, -1)).toEqual([a, b, c])
  expect(removePart({ parts: [a], languages: [], variants: {} }, a.key).parts).toHaveLength(1)
})
