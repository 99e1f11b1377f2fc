import { expect, test } from 'vitest'

import type { RuleConditions } from '../contract.ts'
import { type Hours, workingTime } from '../deadlines/working-time.ts'
import { anyOf, countWords, plainText } from '../words/words-in-text.ts'
import { conditionsOf, type Facts } from './rule-conditions.ts'

const usual: Omit<Facts, 'plain'> = {
  network: 'tea',
  accountId: 'a',
  kind: 'comment',
  text: 'Is it open?',
  handle: 'kindling',
  name: 'Kind Ling',
  media: false,
  stars: null,
  meaning: 'question',
  sentiment: 'neutral',
  language: 'en',
  waits: true,
  writtenAt: Temporal.Instant.from('2026-11-27T02:00:00Z'),
}

function holds(conditions: RuleConditions, facts: Partial<Facts> = {}): boolean {
  const all = { ...usual, ...facts }
  return conditionsOf(conditions)({ ...all, plain: plainText(all.text) })
}

const says = (text: string, conditions: RuleConditions) => holds(conditions, { text })

/** Of within and outside, which holds of a message written then. */
function whenIs(at: string, hours?: Hours) {
  const facts = { ...usual, plain: plainText(usual.text), writtenAt: Temporal.Instant.from(at) }
  return (['in', 'out'] as const).filter((wanted) => conditionsOf({ hours: wanted }, hours && workingTime(hours))(facts))
}

test('words are found whole where gaps stand between words, and anywhere where none do', () => {
  const found: readonly (readonly [word: string, text: string])[] = [
    ['cat', 'My CAT!'],
    ['退款', '我要退款，謝謝'],
    ['refund', '我要refund啦'],
    ['ＲＥＦＵＮＤ', 'a refund'],
    ['refund*', 'Refunded at last'],
    ['give it back', 'Give  it\nback now'],
    ["don't", 'I don’t know'],
    ['#tea', 'My #tea'],
    ['c++', 'C++, really'],
    ['$5 (off)', 'Get $5 (off)!'],
    ['iPhone殼', '這個iphone殼很好'],
    ['café', 'the Cafe\u0301 is closed'],
  ]
  expect(found.filter(([word, text]) => !anyOf([word])(plainText(text)))).toEqual([])
  const missed: readonly (readonly [word: string, text: string])[] = [
    ['cat', 'Education'],
    ['cat', 'cat_s'],
    ['refund', 'refunds'],
    ['退款', '退 款'],
    ['tea', 'steam, teapot'],
    ['*', 'anything'],
    ['a.b', 'axb'],
  ]
  expect(missed.filter(([word, text]) => anyOf([word])(plainText(text)))).toEqual([])
})

test('any list of words finds what each of its words finds, and every sign stands for itself', () => {
  const pieces = ['tea', 'steam', '茶', '奶茶', '.', '*x', '(', '[a-z]', '\\d', '$', '&&', '--', '🙂', 'ünï', "it's", 'ＴＥＡ']
  const texts = pieces.flatMap((a, at) => pieces.slice(at).map((b) => `${a} ${b}${a}、${b}`))
  const words = pieces.filter((word) => word !== '*x')
  for (const text of texts) {
    const plain = plainText(text)
    for (const [at, word] of words.entries()) {
      const pair = [word, words[(at * 7 + 3) % words.length] ?? '']
      expect(anyOf(pair)(plain)).toBe(pair.some((each) => anyOf([each])(plain)))
    }
  }
  expect(words.filter((word) => !anyOf([word])(plainText(word)))).toEqual([])
})

test('within one kind of condition any of the given holds, between the kinds all have to', () => {
  const each: readonly (readonly [RuleConditions, Partial<Facts>])[] = [
    [{ networks: ['milk', 'tea'] }, { network: 'water' }],
    [{ accountIds: ['a'] }, { accountId: 'b' }],
    [{ kinds: ['comment', 'review'] }, { kind: 'message' }],
    [{ meanings: ['question', 'spam'] }, { meaning: null }],
    [{ sentiments: ['neutral'] }, { sentiment: 'positive' }],
    [{ languages: ['en', 'zh'] }, { language: 'ja' }],
    [{ anyWord: ['open', 'closed'] }, { text: 'Hello' }],
    [{ everyWord: ['open', 'it'] }, { text: 'Is he open?' }],
    [{ noWord: ['refund'] }, { text: 'A refund: is it open' }],
    [
      { contains: ['media', 'link'], anyWord: ['open'] },
      { text: 'open', media: false },
    ],
    [{ length: { atLeast: 2, atMost: 3 } }, { text: 'It is open again' }],
    [{ authors: ['@Kindling'] }, { handle: 'x', name: 'x' }],
    [{ notAuthors: ['spammer'] }, { name: 'Spammer' }],
    [{ waits: true }, { waits: false }],
  ]
  for (const [condition, otherwise] of each) {
    const facts = condition.contains ? { media: true } : {}
    expect([condition, holds(condition, facts)]).toEqual([condition, true])
    expect([condition, holds(condition, otherwise)]).toEqual([condition, false])
    for (const [more, unlike] of each) {
      if (more.anyWord && condition.anyWord) continue
      expect(holds({ ...condition, ...more }, { media: true, ...unlike })).toBe(false)
    }
  }
  expect(holds({ languages: ['zh'] }, { language: 'zh-TW' })).toBe(true)
  expect(holds({ languages: ['zh-CN'] }, { language: 'zh-TW' })).toBe(false)
  expect(holds({ stars: [1, 2] }, { stars: 2 })).toBe(true)
  expect(holds({ stars: [1, 2] })).toBe(false)
})

test('a message is within working hours or outside them by the clock of the brand, and without hours always within', () => {
  const office = { timeZone: 'Asia/Taipei', week: [{ day: 5, from: '09:00', to: '18:00' }], holidays: [{ date: '2026-12-04', name: '' }] }
  expect(whenIs('2026-11-27T09:59:59Z', office)).toEqual(['in'])
  expect(whenIs('2026-11-27T10:00:00Z', office)).toEqual(['out'])
  expect(whenIs('2026-12-04T02:00:00Z', office)).toEqual(['out'])
  expect(whenIs('2026-11-28T02:00:00Z')).toEqual(['in'])
})

test('links, addresses, numbers to call, and messages of nothing but emoji or mentions are seen', () => {
  const link = { contains: ['link' as const] }
  expect(['see https://a.example/x', 'www.teahouse.com', 'buy at tea-house.shop!'].every((text) => says(text, link))).toBe(true)
  expect(['hello there.How are you', 'june@tea.com', 'v1.2.3'].some((text) => says(text, link))).toBe(false)
  expect(says('write to june@tea.com', { contains: ['email'] })).toBe(true)
  expect(says('@june.com hello', { contains: ['email'] })).toBe(false)
  const phone = { contains: ['phone' as const] }
  expect(['call 0912-345-678', '+886 2 2345 6789', '(02)23456789'].every((text) => says(text, phone))).toBe(true)
  expect(['on 2026-11-29', '1234567', '1 000'].some((text) => says(text, phone))).toBe(false)
  const emoji = { only: ['emoji' as const] }
  expect(['🔥🔥 ❤️', '👩‍👩‍👧', '🇹🇼', '☕'].every((text) => says(text, emoji))).toBe(true)
  expect(['🔥 hot', '', '5', '!!'].some((text) => says(text, emoji))).toBe(false)
  expect(says('@june @kind.ling@tea.example', { only: ['mentions'] })).toBe(true)
  expect(says('@june look', { only: ['mentions'] })).toBe(false)
  expect(countWords(plainText("It's 好喝 re-open"))).toBe(4)
})

test('a long message made to be slow to read is read at once', () => {
  const hostile = [`${'👍'.repeat(20_000)}a`, 'a.'.repeat(20_000), '1 '.repeat(20_000), `${'a'.repeat(40_000)}@`, ' '.repeat(40_000)]
  const conditions = { contains: ['link', 'email', 'phone'], noWord: ['a b', 'x*'], length: { atMost: 5 } } satisfies RuleConditions
  expect(hostile.some((text) => says(text, conditions) || says(text, { only: ['emoji', 'mentions'] }))).toBe(false)
})
