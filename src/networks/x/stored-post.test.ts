import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'
import { z } from 'zod'

import { compare, type Expected, readableText, storedPostSchema } from './stored-post.ts'

/** A list in the shape of X's documentation; the second post still has the older names of fields. */
const file = JSON.parse(readFileSync(new URL('./fixtures/timeline.json', import.meta.url), 'utf8'))
const { data } = z.object({ data: z.tuple([storedPostSchema, storedPostSchema]) }).parse(file)
const [answer, long] = data

const words = 'Tea & cake <3 for everyone'
const same: Expected = { text: `${words}\n\nexample.com/menu?a=1&b=2`, images: 2, poll: false, replyTo: '1346889436626259968' }

test('a post is known by what was written, however it is stored', () => {
  expect(compare(answer, same)).toBe('same')
  expect(compare(answer, { ...same, text: `${words} https://www.example.com/menu?a=1&b=2` })).toBe('same')
  expect(compare(answer, { ...same, text: `Tea\u200B &  cake <3 for everyone\uFE0F example.com/menu?a=1&b=2` })).toBe('same')
  expect(compare(answer, { ...same, text: `${words} https://example.com/other` })).toBe('similar')
})

test.each<[string, Partial<Expected>]>([
  ['words', { text: 'Tea & cake for everyone example.com/menu?a=1&b=2' }],
  ['number of links', { text: words }],
  ['number of pictures', { images: 1 }],
  ['poll', { poll: true }],
  ['post that is answered', { replyTo: '1346889436626259967' }],
  ['place at the beginning', { replyTo: undefined }],
])('another %s makes it another post', (_, change) => {
  expect(compare(answer, { ...same, ...change })).toBe('other')
})

test('a long post is known by all of its words', () => {
  const text =
    'A long post begins like this and then goes on and on, so that the list shows only its beginning, but here stands all of it: '
  const expected = { text: `${text}https://example.com/all`, images: 0, poll: false, replyTo: undefined }
  expect(compare(long, expected)).toBe('same')
  expect(compare(long, { ...expected, text: `${text.slice(0, 90)}…` })).toBe('other')
})

test('people read addresses and signs as they were meant, and no address for the pictures', () => {
  expect(readableText(answer)).toBe(`${words} http://example.com/menu?a=1&b=2`)
  expect(readableText(long)).toMatch(/stands all of it: https:\/\/example\.com\/all$/)
})
