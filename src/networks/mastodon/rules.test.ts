import { expect, test } from 'vitest'

import type { PostContent, PostImage, PostPart } from '../network.ts'
import { usualLimits } from './limits.ts'
import { rulesFor } from './rules.ts'
import { lengthOf, pieces, tidied } from './stand-in-text.ts'
import { randomFrom, randomText } from './test-posts.ts'

const rules = rulesFor({})

function used(text: string): number | undefined {
  return rules.count(text)[0]?.used
}

test.each([
  ['Hello', 5],
  ['爐火🔥👨‍👩‍👧‍👦e\u0301', 5],
  ['  padded \n', 6],
  ['　　中文縮排', 6],
  [`https://example.com/${'a'.repeat(200)}`, 23],
  ['see https://example.com, and http://a.jp', 4 + 23 + 6 + 23],
  ['看https://example.com/新聞', 24],
  ['https://example.com/a（好）', 23],
  ['(https://en.wikipedia.org/wiki/Fire_(element))', 25],
  ['https://例子.台灣', 23],
  ['https://nowhere.invalidtld/x', 28],
  ['example.com/bare', 16],
  ['web.archive.org/web/https://example.com', 39],
  ['https://web.archive.org/web/https://example.com', 23],
  ['@kindling@social.example.org', 9],
  ['你好@kindling@social.example.org', 30],
  ['mail@social.example.org', 23],
])('“%s” counts %i', (text, count) => {
  expect(used(text)).toBe(count)
})

test('links, mentions and tags are found where Mastodon finds them, and never overlap', () => {
  const text = 'hi @kindling@social.example 看 https://example.com/a?b=1#c. #opening (#no) ＃開幕 #1 @a@b@c https://x.com/@y'
  expect(rules.entities(text).map(({ kind, value }) => [kind, value])).toEqual([
    ['mention', 'kindling@social.example'],
    ['link', 'https://example.com/a?b=1#c'],
    ['tag', 'opening'],
    ['tag', '開幕'],
    ['link', 'https://x.com/@y'],
  ])
})

test('counts and finds as the stand-in does, whatever is written', () => {
  const random = randomFrom(20_261_128)
  for (let round = 0; round < 1500; round += 1) {
    const text = randomText(random, 10 + random() * 300)
    const found = rules.entities(text).map(({ kind, start, end }) => ({ kind, written: text.slice(start, end) }))
    expect({ text, found }).toEqual({ text, found: pieces(text).filter(({ kind }) => kind !== 'words') })
    expect({ text, used: used(text) }).toEqual({ text, used: lengthOf({ text: tidied(text), spoilerText: '' }, 23) })
  }
})

test('marks the text from the first character that does not fit, and never inside a link', () => {
  expect(rules.text.overflow('火'.repeat(500))).toBeUndefined()
  expect(rules.text.overflow(`${'火'.repeat(500)}\n`)).toBeUndefined()
  expect(rules.text.overflow(`${'火'.repeat(500)}！`)).toBe(500)
  expect(rules.text.overflow(`\n${'火'.repeat(501)}`)).toBe(501)
  expect(rules.text.overflow(`${'火'.repeat(480)} https://example.com`)).toBe(481)
  const link = `https://example.com/${'a'.repeat(300)}`
  expect(rules.text.overflow(`${link} ${'火'.repeat(476)}`)).toBeUndefined()
  expect(rules.text.overflow(`${link} ${'火'.repeat(477)}`)).toBe(link.length + 477)
})

test('ten megabytes of text are judged', { timeout: 60_000 }, () => {
  expect(codes({ text: 'a'.repeat(10_000_000) })).toEqual(['text-too-long'])
  expect(codes({ text: '火@.https://'.repeat(100_000) })).toEqual(['text-too-long'])
})

const poll = { options: ['Bread', 'Cake'], minutes: 60, multiple: false }
const card = { url: 'https://example.com/a', title: 'A', description: '' }

test.each<[string, Partial<PostPart>, PostContent['settings']?]>([
  ['empty-part', { text: ' \n' }],
  ['poll-without-text', { poll }],
  ['text-too-long', { text: 'x'.repeat(501) }],
  ['text-too-long', { text: 'x'.repeat(490) }, { spoiler: 'Eleven long' }],
  ['text-too-long', { text: 'x'.repeat(480), link: card }],
  ['warning-becomes-text', { media: [image({})] }, { spoiler: 'Food' }],
  ['too-many-images', { media: Array.from({ length: 5 }, () => image({})) }],
  ['image-wrong-type', { media: [image({ mimeType: 'video/mp4' })] }],
  ['image-unreadable', { media: [image({ width: 0 })] }],
  ['gif-too-heavy', { media: [gif({ bytes: 17_000_000 })] }],
  ['gif-too-large', { media: [gif({ width: 4000, height: 2100 })] }],
  ['quote-not-a-post', { text: 'x' }, { quote: 'someone’s post' }],
  ['alt-missing', { media: [image({ alt: ' ' })] }],
  ['alt-too-long', { media: [image({ alt: '👨‍👩‍👧‍👦'.repeat(300) })] }],
  ['poll-and-images', { text: 'x', media: [image({})], poll }],
  ['poll-too-few-options', { text: 'x', poll: { ...poll, options: ['One', ' '] } }],
  ['poll-option-left-out', { text: 'x', poll: { ...poll, options: ['One', 'Two', ''] } }],
  ['poll-too-many-options', { text: 'x', poll: { ...poll, options: ['1', '2', '3', '4', '5'] } }],
  ['poll-option-twice', { text: 'x', poll: { ...poll, options: ['Same', 'Same '] } }],
  ['poll-option-too-long', { text: 'x', poll: { ...poll, options: ['火'.repeat(51), 'Two'] } }],
  ['poll-too-short', { text: 'x', poll: { ...poll, minutes: 4 } }],
  ['poll-too-long', { text: 'x', poll: { ...poll, minutes: 50_000 } }],
  ['link-not-an-address', { text: 'x', link: { ...card, url: 'javascript:alert(1)' } }],
  ['card-address-added', { text: 'x', link: card }],
  ['card-of-first-link', { text: 'see https://example.org first', link: card }],
  ['card-of-first-link', { text: `see https://example.org and ${card.url}`, link: card }],
  ['card-left-out', { text: card.url, media: [image({})], link: card }],
])('says %s', (code, part, settings = {}) => {
  expect(codes(part, settings).filter((found) => found !== 'card-address-added' || found === code)).toEqual([code])
})

test('a good post has no findings', () => {
  expect(codes({ text: 'Hello', media: [image({})] })).toEqual([])
  expect(codes({ media: [image({})] })).toEqual([])
  expect(codes({ text: 'x'.repeat(500) })).toEqual([])
  expect(codes({ text: 'Which?', poll })).toEqual([])
  expect(codes({ text: 'See', media: [gif({}), image({})] }, { quote: ' https://social.example/@tea/1 ' })).toEqual([])
  expect(codes({ text: `see ${card.url}`, link: card })).toEqual([])
})

test('looks at the post as a whole', () => {
  expect(whole({ languages: ['en', 'zh-TW'] })).toEqual(['first-language-only'])
  expect(whole({ languages: ['not a tag'] })).toEqual(['language-unknown'])
  expect(whole({ parts: [] })).toEqual(['empty-part'])
  expect(whole({ parts: Array.from({ length: 51 }, () => ({ text: 'x', media: [] })) })).toEqual(['too-many-parts'])
})

test('another server, other rules', () => {
  const { polls: _none, videos: _films, ...kept } = usualLimits
  const other = rulesFor({
    ...kept,
    characters: 5000,
    perUrl: 10,
    images: 6,
    mimeTypes: ['image/png'],
    imagePixels: 1_000_000,
    polls: null,
    quotes: false,
  })
  expect(other.count('https://example.com')).toEqual([{ unit: 'characters', used: 10, max: 5000 }])
  expect(other.images).toMatchObject({ maxPerPart: 6, mimeTypes: ['image/png'], maxSide: 1000 })
  expect(other.polls).toBeUndefined()
  expect(rulesFor({ ...kept, polls: null, videos: null }).videosFor?.({})).toBeUndefined()
  const settings = { quote: 'https://social.example/@tea/1' }
  const post = {
    parts: [
      { text: 'Which?', media: [gif({})] },
      { text: 'Which?', media: [], poll },
    ],
    languages: [],
    settings,
  }
  expect(other.check(post).map(({ reason }) => reason.code)).toEqual(['image-stands-still', 'no-polls', 'quote-not-here'])
  expect(other.settings.map(({ name }) => name)).toEqual(['visibility', 'spoiler', 'sensitive'])
})

test.each([[{}], [null], ['nonsense'], [{ characters: 'many', polls: { options: -1 }, mimeTypes: 'all' }]])(
  'limits that say nothing (%j) mean the usual ones',
  (kept) => {
    expect(rulesFor(kept).count('')).toEqual([{ unit: 'characters', used: 0, max: 500 }])
    expect(rulesFor(kept).polls).toEqual(rules.polls)
    expect(rulesFor(kept).images).toEqual(rules.images)
  },
)

function whole(post: Partial<PostContent>): readonly string[] {
  return rules.check({ parts: [{ text: 'x', media: [] }], languages: [], settings: {}, ...post }).map(({ reason }) => reason.code)
}

function codes(part: Partial<PostPart>, settings: PostContent['settings'] = {}): readonly string[] {
  return rules.check({ parts: [{ text: '', media: [], ...part }], languages: ['en'], settings }).map(({ reason }) => reason.code)
}

function gif(over: Partial<PostImage>): PostImage {
  return { ...image({ mimeType: 'image/gif', bytes: 2_000_000, width: 480, height: 270 }), animated: true, ...over }
}

function image(over: Partial<PostImage>): PostImage {
  return { kind: 'image', mediaId: 'm', mimeType: 'image/png', bytes: 9_000_000, width: 9000, height: 9000, alt: 'A fire', ...over }
}
