import { expect, test } from 'vitest'

import { asLittle, asShown, findPieces, fromLittle, overflowAt, sentLength } from './little.ts'
import { readLittle } from './stand-in-little.ts'

test.each([
  ['Two < three | four_five ~ six*', String.raw`Two \< three \| four\_five \~ six\*`],
  ['(a) [b] {c} <d> a@b.example \\', String.raw`\(a\) \[b\] \{c\} \<d\> a\@b.example \\`],
  ['Fresh #bread and ＃麵包', String.raw`Fresh {hashtag|\#|bread} and {hashtag|\＃|麵包}`],
  ['#snake_case but not a#b, #1, C# or &#39;', String.raw`{hashtag|\#|snake\_case} but not a\#b, \#1, C\# or &\#39;`],
  ['With @[Devtestco](urn:li:organization:2414183)!', 'With @[Devtestco](urn:li:organization:2414183)!'],
  [String.raw`With @[A \(B\)](urn:li:person:a-_1)`, String.raw`With @[A \(B\)](urn:li:person:a-_1)`],
  ['@[Nobody](https://x.example)', String.raw`\@\[Nobody\]\(https://x.example\)`],
  ['https://hearth.example/a_b#c', String.raw`https://hearth.example/a\_b\#c`],
])('%s is sent as %s', (written, sent) => {
  expect(asLittle(written)).toBe(sent)
  expect(readLittle(sent)).toMatchObject({ text: asShown(written), cutAt: undefined })
  expect(fromLittle(sent)).toBe(asShown(written))
})

test('mentions, hashtags and addresses are found where they stand', () => {
  const text = 'With @[Devtestco](urn:li:organization:2) at https://hearth.example. #bread'
  expect(findPieces(text).map(({ kind, value, shown }) => ({ kind, value, shown }))).toEqual([
    { kind: 'mention', value: 'urn:li:organization:2', shown: 'Devtestco' },
    { kind: 'link', value: 'https://hearth.example', shown: 'https://hearth.example' },
    { kind: 'tag', value: 'bread', shown: '#bread' },
  ])
})

test('signs for escaping count, and the text is marked from where it no longer fits', () => {
  expect(sentLength('(a)')).toBe(5)
  expect(overflowAt('abc', 3)).toBeUndefined()
  expect(overflowAt('ab()', 4)).toBe(3)
  expect(overflowAt('ab 🔥', 4)).toBe(3)
  expect(overflowAt(`${'字'.repeat(2995)} #bread`, 3000)).toBe(2996)
})

test('twenty thousand characters are counted at once', () => {
  const long = 'Fresh (warm) #bread @[A](urn:li:person:1) https://a.example/_ '.repeat(320)
  expect(sentLength(long)).toBeGreaterThan(20_000)
  expect(overflowAt(long, 3000)).toBeGreaterThan(2000)
})
