import { describe, expect, test } from 'vitest'

import { toldFields } from '#server/test-told-fields'

import { formatIn } from '../../language/format.ts'
import { en as choices } from '../../notifications/choices/messages.en.ts'
import { en as teams } from '../messages.en.ts'
import { zhTW as teamsZhTW } from '../messages.zh-TW.ts'
import { en } from './messages.en.ts'
import { zhTW } from './messages.zh-TW.ts'
import { type Saying, valueInWords } from './value-in-words.ts'

const english: Saying = {
  language: 'en',
  format: formatIn('en', 'Asia/Taipei'),
  texts: en,
  roles: teams.roles,
  notices: choices.kinds,
  networkName: (id) => `the network ${id}`,
  languageName: (tag) => `the language ${tag}`,
}
const chinese: Saying = { ...english, language: 'zh-TW', format: formatIn('zh-TW', 'Asia/Taipei'), texts: zhTW, roles: teamsZhTW.roles }

function said(value: unknown, field: string, saying = english): string {
  return valueInWords(value, field, saying)
    .map((part) => (typeof part === 'string' ? part : `#${part.id.slice(0, 4)}`))
    .join('')
}

describe('everything that the log tells has words', () => {
  const told = [...toldFields()]

  test('each field has a name', () => {
    expect(told.length).toBeGreaterThan(120)
    expect(told.map(([name]) => name).filter((name) => !(name in en.fields))).toEqual([])
  })

  test('each code is told by a word, which in Chinese is never the code itself', () => {
    const codes = told.flatMap(([field, { codes: all }]) => [...all].map((code) => ({ field, code })))
    expect(codes.length).toBeGreaterThan(90)
    expect(codes.filter(({ field, code }) => said(code, field, chinese) === code)).toEqual([])
  })
})

const id = '0190aaaa-0000-7000-8000-000000000001'

test.each([
  ['nothing at all', null, 'dueDays', 'nothing', '無'],
  ['an object with nothing in it', {}, 'conditions', 'nothing', '無'],
  ['yes', true, 'active', 'yes', '是'],
  ['minutes, in the units that people count in', 1590, 'answerMinutes', '1 day 2 hours 30 minutes', '1 天 2 小時 30 分鐘'],
  ['days', 14, 'dueDays', '14 days', '14 天'],
  ['an instant, with its year', '2027-01-02T16:30:00.25+00:00', 'expiresAt', '3 January 2027 00:30', '2027年1月3日 00:30'],
  ['a day, the same wherever it is read', '2026-11-24', 'endsOn', '24 November 2026', '2026年11月24日'],
  ['a month', '2026-11-01', 'month', 'November 2026', '2026年11月'],
  ['a day of the week', 2, 'day', 'Tuesday', '星期二'],
  ['times of the week', ['2T09:30', '5T18:00'], 'slots', 'Tue 09:30 and Fri 18:00', '週二 09:30和週五 18:00'],
  ['spans of the week', [{ day: 1, from: '09:00', to: '18:00' }], 'week', 'Mon 09:00–18:00', '週一 09:00–18:00'],
  ['an hour of the day', 7, 'quietTo', '07:00', '07:00'],
  ['an exact number', '1234.50', 'amount', '1,234.5', '1,234.5'],
  ['roles', ['agent', 'owner'], 'skipRoles', 'Support agent and Owner', `${teamsZhTW.roles.agent}和${teamsZhTW.roles.owner}`],
  ['a code, by what it means in its field', 'all', 'counts', 'every hour', '每個小時'],
  ['the same word where people wrote it', 'all', 'name', 'all', 'all'],
  ['networks', ['mastodon'], 'networks', 'the network mastodon', 'the network mastodon'],
  ['kinds of notices', ['crisis-began'], 'inApp', choices.kinds['crisis-began'], choices.kinds['crisis-began']],
  ['what is named by an id', [id], 'labelIds', '#0190', '#0190'],
  ['things in a list of mixed things', [{ most: 3 }, 'x'], 'looksFor', 'At most: 3 and x', '最多: 3和x'],
])('%s', (_what, value, field, inEnglish, inChinese) => {
  expect([said(value, field), said(value, field, chinese)]).toEqual([inEnglish, inChinese])
})
