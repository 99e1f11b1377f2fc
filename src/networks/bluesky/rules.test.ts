import { RichText } from '@atproto/api'
import { expect, test } from 'vitest'

import type { Entity, PostContent, PostImage, PostPart } from '../network.ts'
import { rules } from './rules.ts'

const samples = [
  'plain words only',
  'see https://hearth.example/a?b=1#c and http://x.test/path.',
  'bare example.com, also (www.example.co.uk/path) and not notes.txt or v1.2',
  'brackets https://en.wikipedia.example/wiki/Fire_(element) (https://example.com/x)',
  'hi @alice.bsky.social, @bob.test! (@carol.example.com) no@mail.example.com @nobody @a.invalidtld',
  '@x_y.com @trailing.com. @mixed.COM',
  '#one #two, #三隻小豬 ＃全形標籤！ #1 #1a #a#b # #! word#no (#no)',
  `#${'長'.repeat(64)} #${'長'.repeat(65)}`,
  '$AAPL $tsla, ($goog) $1 $toolong6 a$B',
  '今天的新聞 https://example.com/新聞 很好 @alice.bsky.social 你好 👨‍👩‍👧‍👦 #慶祝🎉 end.com',
  'line one\nexample.com\n#second line\t@tab.example.com',
  'HTTP://UPPER.com Example.com EXAMPLE.COM x.COM',
  '#️⃣ keycap #️ and #a\u200bb zero width',
  '@@double.com #tag@x.com https://a.com@b.com',
]

test.each(samples)('finds what the Bluesky app finds: %s', (text) => {
  expect(asFacets(text, rules.entities(text))).toEqual(oracle(text))
})

test('a name that can be nobody’s handle is no mention', () => {
  expect(rules.entities('@dash-.example.com @.com')).toEqual([])
})

test('a link the network would refuse is left as plain text', () => {
  expect(rules.entities('https:///nowhere httpx.com')).toEqual([{ kind: 'link', start: 17, end: 26, value: 'https://httpx.com' }])
})

test('entities never overlap', () => {
  expect(rules.entities('#fire(@alice.bsky.social')).toHaveLength(1)
})

test('counts characters as people see them and bytes as the network stores them', () => {
  const text = '爐火🔥👨‍👩‍👧‍👦e\u0301'
  expect(rules.count(text)).toEqual([
    { unit: 'graphemes', used: new RichText({ text }).graphemeLength, max: 300 },
    { unit: 'bytes', used: new TextEncoder().encode(text).length, max: 3000 },
  ])
})

test('marks the text from the first character that does not fit, by either limit', () => {
  expect(rules.text.overflow('火'.repeat(300))).toBeUndefined()
  expect(rules.text.overflow(`${'火'.repeat(300)}！`)).toBe(300)
  const family = '👨‍👩‍👧‍👦'
  expect(rules.text.overflow(family.repeat(121))).toBe(family.length * 120)
})

test('ten megabytes of text are judged', { timeout: 60_000 }, () => {
  expect(codes({ text: 'a'.repeat(10_000_000) })).toEqual(['text-too-long'])
})

test.each<[string, Partial<PostPart>]>([
  ['empty-part', { text: ' \n' }],
  ['text-too-long', { text: 'x'.repeat(301) }],
  ['text-too-many-bytes', { text: '👨‍👩‍👧‍👦'.repeat(121) }],
  ['too-many-images', { media: Array.from({ length: 5 }, () => image({})) }],
  ['image-wrong-type', { media: [image({ mimeType: 'video/mp4' })] }],
  ['image-unreadable', { media: [image({ width: 0 })] }],
  ['image-stands-still', { media: [image({ mimeType: 'image/gif' })] }],
  ['alt-missing', { media: [image({ alt: ' ' })] }],
  ['alt-too-long', { media: [image({ alt: 'x'.repeat(2001) })] }],
  ['images-and-link', { media: [image({})], link: { url: 'https://example.com', title: '', description: '' } }],
  ['no-polls', { text: 'Milk?', poll: { options: ['Yes', 'No'], minutes: 60, multiple: false } }],
  ['link-not-an-address', { text: 'x', link: { url: 'javascript:alert(1)', title: '', description: '' } }],
])('says %s', (code, part) => {
  expect(codes(part)).toEqual([code])
})

test('a good post has no findings', () => {
  expect(codes({ text: 'Hello', media: [image({})] })).toEqual([])
  expect(codes({ media: [image({})] })).toEqual([])
  expect(codes({ text: 'x'.repeat(300) })).toEqual([])
})

test('looks at the post as a whole', () => {
  expect(whole({ languages: ['en', 'zh-TW', 'ja', 'de'] })[0]?.reason.code).toBe('too-many-languages')
  expect(whole({ languages: ['not a tag'] })[0]?.reason.code).toBe('language-unknown')
  expect(whole({ parts: [] })[0]?.reason.code).toBe('empty-part')
  expect(whole({ parts: Array.from({ length: 51 }, () => ({ text: 'x', media: [] })) })[0]).toMatchObject({ part: 50 })
})

function whole(post: Partial<PostContent>) {
  return rules.check({ parts: [{ text: 'x', media: [] }], languages: [], settings: {}, ...post })
}

function codes(part: Partial<PostPart>): readonly string[] {
  return rules.check({ parts: [{ text: '', media: [], ...part }], languages: ['en'], settings: {} }).map((finding) => finding.reason.code)
}

function image(over: Partial<PostImage>): PostImage {
  return { kind: 'image', mediaId: 'm', mimeType: 'image/png', bytes: 9_000_000, width: 9000, height: 9000, alt: 'A fire', ...over }
}

function asFacets(text: string, entities: readonly Entity[]): unknown {
  const bytes = (offset: number) => new TextEncoder().encode(text.slice(0, offset)).length
  return entities.map(({ kind, start, end, value }) => ({ kind, start: bytes(start), end: bytes(end), value }))
}

function oracle(text: string): unknown {
  const rich = new RichText({ text })
  rich.detectFacetsWithoutResolution()
  return (rich.facets ?? []).map(({ index, features: [feature] }) => {
    const { $type, ...named } = feature ?? { $type: '' }
    return { kind: $type.split('#')[1], start: index.byteStart, end: index.byteEnd, value: Object.values(named)[0] }
  })
}

test.each([
  ['https://bsky.app/profile/kindling.bsky.social/post/3l6oveex3ii2l', []],
  ['at://did:plc:z72i7hdynmk6r22z27h6tvur/app.bsky.feed.post/3l6oveex3ii2l', []],
  ['https://bsky.app/profile/kindling.bsky.social', ['quote-not-an-address']],
  ['kindling', ['quote-not-an-address']],
])('the address of a quoted post is judged: %s', (quote, expected) => {
  const post = { parts: [{ text: 'Look', media: [] }], languages: ['en'], settings: { quote } }
  expect(rules.check(post).map(({ reason }) => reason.code)).toEqual(expected)
})
