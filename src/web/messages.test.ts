import { globSync, readFileSync } from 'node:fs'

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

import { en as announcingEn } from './analytics/announcing/messages.en.ts'
import { zhTW as announcingZhTW } from './analytics/announcing/messages.zh-TW.ts'
import { en as keepingEn } from './analytics/keeping/messages.en.ts'
import { zhTW as keepingZhTW } from './analytics/keeping/messages.zh-TW.ts'
import { en as analyticsEn } from './analytics/messages.en.ts'
import { zhTW as analyticsZhTW } from './analytics/messages.zh-TW.ts'
import { en as crisisEn } from './governance/crisis/messages.en.ts'
import { zhTW as crisisZhTW } from './governance/crisis/messages.zh-TW.ts'
import { en as voiceEn } from './governance/rules/messages.en.ts'
import { zhTW as voiceZhTW } from './governance/rules/messages.zh-TW.ts'
import { en as trainingEn } from './governance/training/messages.en.ts'
import { zhTW as trainingZhTW } from './governance/training/messages.zh-TW.ts'
import { en as careEn } from './inbox/deadlines/messages.en.ts'
import { zhTW as careZhTW } from './inbox/deadlines/messages.zh-TW.ts'
import { en as measuresEn } from './inbox/measures/messages.en.ts'
import { zhTW as measuresZhTW } from './inbox/measures/messages.zh-TW.ts'
import { en as inboxEn } from './inbox/messages.en.ts'
import { zhTW as inboxZhTW } from './inbox/messages.zh-TW.ts'
import { en as peopleEn } from './inbox/people/messages.en.ts'
import { zhTW as peopleZhTW } from './inbox/people/messages.zh-TW.ts'
import { en as playbooksEn } from './inbox/playbooks/messages.en.ts'
import { zhTW as playbooksZhTW } from './inbox/playbooks/messages.zh-TW.ts'
import { en as rulesEn } from './inbox/rules/messages.en.ts'
import { zhTW as rulesZhTW } from './inbox/rules/messages.zh-TW.ts'
import { en as savedEn } from './inbox/saved/messages.en.ts'
import { zhTW as savedZhTW } from './inbox/saved/messages.zh-TW.ts'
import { en as libraryEn } from './library/messages.en.ts'
import { zhTW as libraryZhTW } from './library/messages.zh-TW.ts'
import { en as conversionsEn } from './links/conversions/messages.en.ts'
import { zhTW as conversionsZhTW } from './links/conversions/messages.zh-TW.ts'
import { en as linksEn } from './links/messages.en.ts'
import { zhTW as linksZhTW } from './links/messages.zh-TW.ts'
import { en as returnEn } from './links/return/messages.en.ts'
import { zhTW as returnZhTW } from './links/return/messages.zh-TW.ts'
import { en as initialEn } from './messages.en.ts'
import { zhTW as initialZhTW } from './messages.zh-TW.ts'
import { en as choicesEn } from './notifications/choices/messages.en.ts'
import { zhTW as choicesZhTW } from './notifications/choices/messages.zh-TW.ts'
import { en as hooksEn } from './notifications/hooks/messages.en.ts'
import { zhTW as hooksZhTW } from './notifications/hooks/messages.zh-TW.ts'
import { en as cadenceEn } from './publishing/cadence/messages.en.ts'
import { zhTW as cadenceZhTW } from './publishing/cadence/messages.zh-TW.ts'
import { en as composerEn } from './publishing/composer/messages.en.ts'
import { zhTW as composerZhTW } from './publishing/composer/messages.zh-TW.ts'
import { en as evergreenEn } from './publishing/evergreen/messages.en.ts'
import { zhTW as evergreenZhTW } from './publishing/evergreen/messages.zh-TW.ts'
import { en as planningEn } from './publishing/planning/messages.en.ts'
import { zhTW as planningZhTW } from './publishing/planning/messages.zh-TW.ts'
import { en as reportsEn } from './reports/messages.en.ts'
import { zhTW as reportsZhTW } from './reports/messages.zh-TW.ts'
import { en as strategyEn } from './strategy/messages.en.ts'
import { zhTW as strategyZhTW } from './strategy/messages.zh-TW.ts'
import { en as auditEn } from './teams/audit/messages.en.ts'
import { zhTW as auditZhTW } from './teams/audit/messages.zh-TW.ts'
import { en as signInEn } from './teams/sign-in/messages.en.ts'
import { zhTW as signInZhTW } from './teams/sign-in/messages.zh-TW.ts'
import { en as chartEn } from './ui/chart/messages.en.ts'
import { zhTW as chartZhTW } from './ui/chart/messages.zh-TW.ts'

const en = {
  ...initialEn,
  announcing: announcingEn,
  auditLog: auditEn,
  choices: choicesEn,
  hooks: hooksEn,
  keeping: keepingEn,
  cadence: cadenceEn,
  composer: composerEn,
  evergreen: evergreenEn,
  strategy: strategyEn,
  planning: planningEn,
  library: libraryEn,
  links: linksEn,
  inbox: inboxEn,
  saved: savedEn,
  rules: rulesEn,
  care: careEn,
  people: peopleEn,
  playbooks: playbooksEn,
  measures: measuresEn,
  analytics: analyticsEn,
  reports: reportsEn,
  signIn: signInEn,
  chart: chartEn,
  conversions: conversionsEn,
  crisis: crisisEn,
  return: returnEn,
  voice: voiceEn,
  training: trainingEn,
}
const zhTW: typeof en = {
  ...initialZhTW,
  announcing: announcingZhTW,
  auditLog: auditZhTW,
  choices: choicesZhTW,
  hooks: hooksZhTW,
  keeping: keepingZhTW,
  cadence: cadenceZhTW,
  composer: composerZhTW,
  evergreen: evergreenZhTW,
  strategy: strategyZhTW,
  planning: planningZhTW,
  library: libraryZhTW,
  links: linksZhTW,
  inbox: inboxZhTW,
  saved: savedZhTW,
  rules: rulesZhTW,
  care: careZhTW,
  people: peopleZhTW,
  playbooks: playbooksZhTW,
  measures: measuresZhTW,
  analytics: analyticsZhTW,
  reports: reportsZhTW,
  signIn: signInZhTW,
  chart: chartZhTW,
  conversions: conversionsZhTW,
  crisis: crisisZhTW,
  return: returnZhTW,
  voice: voiceZhTW,
  training: trainingZhTW,
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
    expect(Object.keys(en.errors.refusals).toSorted()).toEqual(codes.toSorted())
  })

  test('every change the API offers has a sentence in the audit log', () => {
    const changes = Object.entries(contract).flatMap(([module, procedures]) =>
      Object.entries(procedures).flatMap(([name, procedure]) => (procedure['~orpc'].meta.does === 'reads' ? [] : [`${module}.${name}`])),
    )
    expect(changes.filter((change) => !(change in auditEn.log.did))).toEqual([])
  })

  test('every column that the audit log shows has a name in words', () => {
    const columns = globSync(['src/modules/*/seen.ts', 'src/modules/teams/**/*.ts']).flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/columns: \[('[^\]]*)\]/g)].flatMap(([, listed = '']) =>
        [...listed.matchAll(/'(\w+)'/g)].map(([, name = '']) => name),
      ),
    )
    const fields = columns.map((name) => name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()))
    expect(fields.length).toBeGreaterThan(100)
    expect(fields.filter((name) => !(name in auditEn.fields))).toEqual([])
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
