import { describe, expect, test } from 'vitest'

import type { PostContent, PostImage, PostPart } from '../network.ts'
import { rulesFor } from './rules.ts'

const rules = rulesFor({})

function whole(post: Partial<PostContent>, limits = {}) {
  return rulesFor(limits).check({ parts: [{ text: 'x', media: [] }], languages: ['en'], settings: {}, ...post })
}

function codes(part: Partial<PostPart>): readonly string[] {
  return whole({ parts: [{ text: '', media: [], ...part }] }).map(({ severity, reason }) => `${severity} ${reason.code}`)
}

function image(over: Partial<PostImage> = {}): PostImage {
  return { kind: 'image', mediaId: 'm', mimeType: 'image/png', bytes: 9_000_000, width: 9000, height: 9000, alt: 'A fire', ...over }
}

function gif(over: Partial<PostImage> = {}): PostImage {
  return image({ mimeType: 'image/gif', bytes: 15_000_000, width: 1280, height: 1080, animated: true, frames: 350, ...over })
}

const poll = { options: ['Tea', 'Coffee'], minutes: 60, multiple: false }
const link = { url: 'https://example.com/a', title: 'A', description: '' }

test.each<[string, Partial<PostPart>]>([
  ['error empty-part', { text: ' \n' }],
  ['error text-too-long', { text: 'x'.repeat(281) }],
  ['error text-too-long', { text: '火'.repeat(141) }],
  ['error forbidden-character', { text: 'a\uFFFEb' }],
  ['error too-many-cashtags', { text: '$HRTH and $TEA' }],
  ['error too-many-images', { media: Array.from({ length: 5 }, () => image()) }],
  ['error image-wrong-type', { media: [image({ mimeType: 'video/mp4' })] }],
  ['error image-unreadable', { media: [image({ width: 0 })] }],
  ['error gif-alone', { media: [image(), gif()] }],
  ['error gif-too-heavy', { media: [gif({ bytes: 15_000_001 })] }],
  ['error gif-too-large', { media: [gif({ height: 1081 })] }],
  ['error gif-too-many-frames', { media: [gif({ frames: 351 })] }],
  ['warning alt-missing', { media: [image({ alt: ' ' })] }],
  ['error alt-too-long', { media: [image({ alt: 'x'.repeat(1001) })] }],
  ['error link-not-an-address', { text: 'x', link: { ...link, url: 'javascript:alert(1)' } }],
  ['warning link-not-linked', { text: 'x', link: { ...link, url: 'https://hearth.invalid/a' } }],
  ['change link-appended', { text: 'x', link }],
  ['change card-from-page', { text: 'x example.com/a/', link }],
  ['error poll-without-text', { poll }],
  ['error poll-and-images', { text: 'x', poll, media: [image()] }],
  ['error poll-options', { text: 'x', poll: { ...poll, options: ['Tea'] } }],
  ['error poll-options', { text: 'x', poll: { ...poll, options: ['1', '2', '3', '4', '5'] } }],
  ['error poll-option-empty', { text: 'x', poll: { ...poll, options: ['Tea', ' '] } }],
  ['error poll-option-too-long', { text: 'x', poll: { ...poll, options: ['Tea', '茶'.repeat(26)] } }],
  ['error poll-time', { text: 'x', poll: { ...poll, minutes: 4 } }],
  ['error poll-time', { text: 'x', poll: { ...poll, minutes: 10_081 } }],
  ['change poll-single-choice', { text: 'x', poll: { ...poll, multiple: true } }],
])('says %s', (code, part) => {
  expect(codes(part)).toEqual([code])
})

test('a good post has no findings', () => {
  expect(codes({ text: '火'.repeat(140) })).toEqual([])
  expect(codes({ text: 'Hello $HRTH', media: [image(), image(), image(), image()] })).toEqual([])
  expect(codes({ media: [gif()] })).toEqual([])
  expect(codes({ text: 'Tea?', poll: { ...poll, options: ['茶'.repeat(25), 'Coffee'] } })).toEqual([])
})

test('the address of a card counts, for the length and for the price', () => {
  const part = { text: 'x'.repeat(255), media: [], link }
  expect(codes(part)).toEqual(['change link-appended'])
  expect(codes({ ...part, text: `${part.text}x` })).toEqual(['error text-too-long', 'change link-appended'])
  expect(rules.cost?.({ parts: [part], languages: [], settings: {} })).toBe(0.2)
})

test('looks at the post as a whole', () => {
  expect(whole({ parts: [] })[0]?.reason.code).toBe('empty-part')
  expect(whole({ parts: Array.from({ length: 26 }, (_, index) => ({ text: `${index}`, media: [] })) })).toMatchObject([
    { part: 25, reason: { code: 'too-many-parts' } },
  ])
  const repeated = [
    { text: 'Tea', media: [] },
    { text: 'Cake', media: [] },
    { text: ' Tea ', media: [] },
    { text: 'Tea', media: [image()] },
  ]
  expect(whole({ parts: repeated })).toMatchObject([{ severity: 'error', part: 2, reason: { code: 'part-repeated' } }])
  expect(whole({ settings: { madeWithAi: true } })).toMatchObject([{ severity: 'change', reason: { code: 'ai-label-needs-image' } }])
})

test('subscribers of Premium and Premium+ may write longer, others not', () => {
  const parts = [{ text: '火'.repeat(12_500), media: [] }]
  const long = (subscription: string) => whole({ parts }, { subscription }).map(({ reason }) => reason.code)
  expect(['Premium', 'PremiumPlus'].map(long)).toEqual([[], []])
  expect(['None', 'Basic', 'Something new'].map(long)).toEqual([['text-too-long'], ['text-too-long'], ['text-too-long']])
  expect(rulesFor({ subscription: 'Premium' }).count('火')).toEqual([{ unit: 'weighted', used: 2, max: 25_000 }])
})

test('each part costs a post, more with a link, and each alt text a little', () => {
  const parts = [
    { text: 'plain', media: [] },
    { text: 'see example.com', media: [] },
    { text: '', media: [image(), image({ alt: '' })] },
  ]
  expect(rules.cost?.({ parts, languages: [], settings: {} })).toBe(0.235)
})

describe('the counter', () => {
  test.each([
    ['café', 4],
    ['cafe\u0301', 4],
    ['茶', 2],
    ['👨‍👩‍👧‍👦', 2],
    ['🇹🇼', 2],
    ['👍🏽', 2],
    ['1️⃣', 2],
    ['©', 1],
    ['©️', 2],
    ['🏴󠁧󠁢󠁥󠁮󠁧󠁿', 2],
    ['🫩', 2],
    ['“tea”', 5],
    ['https://example.com/a/very/long/path?with=a&query=too', 23],
    ['example.com。', 25],
    ['看example.com吧', 27],
    ['file.txt', 8],
  ])('weighs %s as %i', (text, weight) => {
    expect(rules.count(text)).toEqual([{ unit: 'weighted', used: weight, max: 280 }])
  })

  test('marks the text from the first character that does not fit, in the text as it was typed', () => {
    expect(rules.text.overflow('火'.repeat(140))).toBeUndefined()
    expect(rules.text.overflow('火'.repeat(141))).toBe(140)
    expect(rules.text.overflow(`${'e\u0301'.repeat(280)}x`)).toBe(560)
    expect(rules.text.overflow(`${'x'.repeat(270)} example.com/abc`)).toBe(271)
  })
})

test('finds links, mentions, tags in any script, and cashtags, without overlaps', () => {
  const text = '看 example.com/#not @kindling、#開幕 $HRTH.A http://t.co/abc #1'
  expect(rules.entities(text).map(({ kind, value }) => `${kind} ${value}`)).toEqual([
    'link http://example.com/#not',
    'mention kindling',
    'tag 開幕',
    'tag $HRTH.A',
    'link http://t.co/abc',
  ])
})
