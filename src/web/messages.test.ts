import { globSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path/posix'

import { describe, expect, test } from 'vitest'

import { contract } from '#contract'
import { analyticsRefusals } from '#contract/analytics'
import { connectionsRefusals } from '#contract/connections'
import { demoRefusals } from '#contract/demo'
import { crisisRefusals, trainingRefusals } from '#contract/governance'
import { governanceRefusals } from '#contract/governance'
import { answerRefusals, peopleRefusals, ruleRefusals, savedRefusals, viewsRefusals } from '#contract/inbox'
import { conversionRefusals, linksRefusals, returnRefusals, shortRefusals } from '#contract/links'
import { mediaRefusals } from '#contract/media'
import { hookRefusals, pushRefusals } from '#contract/notifications'
import { publishingRefusals } from '#contract/publishing'
import { linkRefusals, reportsRefusals } from '#contract/reports'
import { signInRefusals } from '#contract/sign-in'
import { strategyRefusals } from '#contract/strategy'
import { teamsRefusals } from '#contract/teams'
import { brandRuleRefusals } from '#contract/voice'

import { en as errors } from './errors/messages.en.ts'
import { en as audit } from './teams/audit/messages.en.ts'

/** Those of every part, whether its words come with the page or with what shows them. */
const en = byPart(import.meta.glob<{ readonly en: object }>('./*/**/messages.en.ts', { eager: true }), (file) => file.en)
const zhTW = byPart(import.meta.glob<{ readonly zhTW: object }>('./*/**/messages.zh-TW.ts', { eager: true }), (file) => file.zhTW)

function byPart<File>(files: Readonly<Record<string, File>>, textsIn: (file: File) => object): Readonly<Record<string, object>> {
  return Object.fromEntries(Object.entries(files).map(([path, file]) => [dirname(path).slice('./'.length), textsIn(file)]))
}

const source = globSync('src/web/**/*.{ts,tsx}')
  .filter((path) => !/\.test\.|messages\./.test(path))
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n')

const named = new Set(found(/(?<=\.)\w+|(?<=\[')[^']+(?='\])|(?<=[{,] )\w+(?=[^\w:'"])/g))
const handedOn = new Set([...found(/\b\w+(?=\)\.|\[)/g), ...found(/(?<== )[\w.]+/g).flatMap((chain) => chain.split('.'))])

function found(pattern: RegExp): readonly string[] {
  return [...source.matchAll(pattern)].map(([text]) => text)
}

describe('texts', () => {
  test('both languages say the same things', () => {
    expect(shapeOf(zhTW)).toEqual(shapeOf(en))
  })

  test('none is empty', () => {
    expect(Object.keys(en).length).toBeGreaterThan(30)
    const empty = [...leavesOf(en), ...leavesOf(zhTW)].filter(({ value }) => value === '')
    expect(empty).toEqual([])
  })

  test.each(leavesOf(en).map(({ path }) => path.join('.')))('%s is used', (path) => {
    expect(isUsed(path.split('.'))).toBe(true)
  })

  test('a text that nobody names counts as unused', () => {
    expect(isUsed(['frame', 'textThatNobodyNames'])).toBe(false)
  })

  test('every refusal of the API has a sentence', () => {
    const codes = Object.keys({
      ...teamsRefusals,
      ...connectionsRefusals,
      ...mediaRefusals,
      ...linksRefusals,
      ...conversionRefusals,
      ...returnRefusals,
      ...reportsRefusals,
      ...linkRefusals,
      ...shortRefusals,
      ...strategyRefusals,
      ...governanceRefusals,
      ...publishingRefusals,
      ...crisisRefusals,
      ...answerRefusals,
      ...savedRefusals,
      ...ruleRefusals,
      ...peopleRefusals,
      ...viewsRefusals,
      ...brandRuleRefusals,
      ...trainingRefusals,
      ...demoRefusals,
      ...analyticsRefusals,
      ...signInRefusals,
      ...hookRefusals,
      ...pushRefusals,
    })
    expect(Object.keys(errors.refusals).toSorted()).toEqual(codes.toSorted())
  })

  test('every change the API offers has a sentence in the audit log', () => {
    const changes = Object.entries(contract).flatMap(([module, procedures]) =>
      Object.entries(procedures).flatMap(([name, procedure]) => (procedure['~orpc'].meta.does === 'reads' ? [] : [`${module}.${name}`])),
    )
    expect(changes.filter((change) => !(change in audit.log.did))).toEqual([])
  })

  test('every column that the audit log shows has a name in words', () => {
    const columns = globSync(['src/modules/*/seen.ts', 'src/modules/teams/**/*.ts']).flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/columns: \[('[^\]]*)\]/g)].flatMap(([, listed = '']) =>
        [...listed.matchAll(/'(\w+)'/g)].map(([, name = '']) => name),
      ),
    )
    const fields = columns.map((name) => name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()))
    expect(fields.length).toBeGreaterThan(100)
    expect(fields.filter((name) => !(name in audit.fields))).toEqual([])
  })

  test('Chinese is written with Chinese punctuation and no typed gaps', () => {
    const wrong = leavesOf(zhTW).filter(({ value }) =>
      /\p{Script=Han}[,;:!?]|[,;!?]\p{Script=Han}|\p{Script=Han} \p{Script=Han}/u.test(value),
    )
    expect(wrong).toEqual([])
  })
})

/** A leaf is used by `.name`, `['name']` or `{ name`, or when a group above it is looked into by `group[…]` or handed on as `= some.group`. */
function isUsed(path: readonly string[]): boolean {
  return named.has(path.at(-1) ?? '') || path.slice(1, -1).some((group) => handedOn.has(group))
}

function shapeOf(texts: object): string[] {
  return leavesOf(texts).map(({ path }) => path.join('.'))
}

function leavesOf(texts: object, above: readonly string[] = []): { path: readonly string[]; value: string }[] {
  return Object.entries(texts).flatMap(([name, value]: [string, unknown]) => {
    const path = [...above, name]
    if (typeof value === 'object' && value !== null) return leavesOf(value, path)
    return [{ path, value: typeof value === 'string' ? value : String(value) }]
  })
}
