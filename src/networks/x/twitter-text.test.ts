import { existsSync, readFileSync } from 'node:fs'

import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'

import type { Entity } from '../network.ts'
import { measure } from './counting.ts'
import { findCashtags, findEntities, findHashtags, findMentions } from './entities.ts'
import { findUrls } from './urls.ts'

/** X's own conformance files lie beside the checkout where the project is developed. */
const folder = new URL('../../../../shared/specs/x/twitter-text/', import.meta.url)

const caseSchema = z.object({ description: z.string(), text: z.string(), expected: z.unknown() })

function load(file: string, groups: readonly string[]): readonly z.infer<typeof caseSchema>[] {
  if (!existsSync(folder)) return []
  const { tests } = z.object({ tests: z.record(z.string(), z.array(caseSchema)) }).parse(parse(readFileSync(new URL(file, folder), 'utf8')))
  return groups.flatMap((group) => tests[group] ?? [])
}

const urlsIn = (text: string) => findUrls(text).map(({ start, end }) => text.slice(start, end))
const values = (entities: readonly Entity[]) => entities.map(({ value }) => value)
const tagsOutsideUrls = (text: string) =>
  findEntities(text).filter((entity) => findHashtags(text).some((tag) => tag.start === entity.start && entity.kind === 'tag'))

/** The files count code points. */
const points = (text: string, offset: number) => Array.from(text.slice(0, offset)).length
const placed = (text: string, name: string, found: readonly { start: number; end: number; value: string }[]) =>
  found.map(({ start, end, value }) => ({ [name]: value, indices: [points(text, start), points(text, end)] }))

const extracting: readonly [string, readonly string[], (text: string) => unknown][] = [
  ['extract.yml', ['urls', 'tco_urls_with_params'], urlsIn],
  ['tlds.yml', ['country', 'generic'], urlsIn],
  [
    'extract.yml',
    ['urls_with_indices', 'urls_with_directional_markers'],
    (text) =>
      placed(
        text,
        'url',
        findUrls(text).map((url) => ({ ...url, value: text.slice(url.start, url.end) })),
      ),
  ],
  ['extract.yml', ['mentions'], (text) => values(findMentions(text))],
  ['extract.yml', ['mentions_with_indices'], (text) => placed(text, 'screen_name', findMentions(text))],
  ['extract.yml', ['hashtags', 'hashtags_from_astral'], (text) => values(tagsOutsideUrls(text))],
  ['extract.yml', ['hashtags_with_indices'], (text) => placed(text, 'hashtag', findHashtags(text))],
  ['extract.yml', ['cashtags'], (text) => values(findCashtags(text)).map((value) => value.slice(1))],
]

const whole = (found: readonly { start: number; end: number }[], text: string) =>
  found.some(({ start, end }) => start === 0 && end === text.length)

const weighing = ['WeightedTweetsWithDiscountedEmojiCounterTest', 'UnicodeDirectionalMarkerCounterTest']
const weighedSchema = z.object({ weightedLength: z.int(), valid: z.boolean(), permillage: z.int(), validRangeEnd: z.int() })

describe.skipIf(!existsSync(folder))('as the official conformance files ask', () => {
  for (const [file, groups, extract] of extracting) {
    test(`${file}: ${groups.join(', ')}`, () => {
      const cases = load(file, groups)
      expect(cases.length).toBeGreaterThan(2)
      expect(cases.map(({ text }) => ({ text, found: extract(text) }))).toEqual(
        cases.map(({ text, expected }) => ({ text, found: expected })),
      )
    })
  }

  test('extract.yml: a list of somebody is a mention, too', () => {
    const cases = load('extract.yml', ['mentions_or_lists_with_indices'])
    const joined = z.array(z.object({ screen_name: z.string(), list_slug: z.string(), indices: z.array(z.int()) }))
    expect(cases.map(({ text }) => placed(text, 'name', findMentions(text)))).toEqual(
      cases.map(({ expected }) =>
        joined.parse(expected).map(({ screen_name, list_slug, indices }) => ({ name: screen_name + list_slug, indices })),
      ),
    )
  })

  test('validate.yml: addresses without a scheme, hashtags and names', () => {
    for (const [group, find] of [
      ['urls_without_protocol', findUrls],
      ['hashtags', findHashtags],
      ['usernames', findMentions],
    ] as const) {
      const cases = load('validate.yml', [group])
      expect(cases.map(({ text }) => ({ text, valid: whole(find(text), text) }))).toEqual(
        cases.map(({ text, expected }) => ({ text, valid: expected })),
      )
    }
  })

  for (const { description, text, expected } of load('validate.yml', weighing)) {
    test(`weighs: ${description}`, () => {
      const { weightedLength, valid, permillage, validRangeEnd } = weighedSchema.parse(expected)
      const { weight, overflow = text.length } = measure(text, 280)
      const isForbidden = /[\uFFFE\uFEFF\uFFFF]/.test(text)
      const found = { weight, permillage: Math.floor((weight / 280) * 1000), valid: !isForbidden && weight > 0 && weight <= 280 }
      expect(found).toEqual({ weight: weightedLength, permillage, valid })
      expect(isForbidden || overflow - 1 === validRangeEnd).toBe(true)
    })
  }
})
