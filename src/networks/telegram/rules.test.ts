import { expect, test } from 'vitest'

import type { PostPart } from '../network.ts'
import { testDocument, testVideo } from '../test-media.ts'
import { findEntities } from './entities.ts'
import { rulesFor } from './rules.ts'
import { teaOrCake, testImage, testThread } from './test-content.ts'

const rules = rulesFor({})

function codes(part: Partial<PostPart>, severity: string = 'error'): readonly string[] {
  return rules.check(testThread([part])).flatMap((found) => (found.severity === severity ? [found.reason.code] : []))
}

const link = { url: 'https://hearth.example', title: 'Menu', description: '' }
const album = Array.from({ length: 10 }, (_, index) => testImage(`image ${index}`))

test('words, an album, a film, documents, a poll or a link are each a post', () => {
  for (const part of [{ text: 'Tea' }, { media: album }, { media: [testVideo()] }, { media: [testDocument(), testDocument()] }, { link }])
    expect(codes(part)).toEqual([])
  expect(codes({ text: 'Tea or cake?', poll: teaOrCake })).toEqual([])
  expect(codes({})).toEqual(['empty-part'])
  expect(codes({ text: ' ' })).toEqual(['empty-part'])
})

test('a message, a caption and a question each have a limit, in UTF-16 units without what is empty around them', () => {
  expect(codes({ text: `  ${'字'.repeat(4096)}\n` })).toEqual([])
  expect(codes({ text: '🔥'.repeat(2049) })).toEqual(['text-too-long'])
  expect(rules.text.overflow(`  ${'🔥'.repeat(2049)}`)).toBe(4098)
  expect(rules.text.overflow('x'.repeat(4096))).toBeUndefined()
  expect(codes({ text: 'x'.repeat(1024), media: [testImage('a')] })).toEqual([])
  expect(codes({ text: 'x'.repeat(1025), media: [testImage('a')] })).toEqual(['caption-too-long'])
  expect(codes({ text: 'x'.repeat(301), poll: teaOrCake })).toEqual(['question-too-long'])
})

test('what does not go together is said', () => {
  expect(codes({ media: [...album, testImage('more')] })).toEqual(['too-many-files'])
  expect(codes({ media: [testDocument(), testImage('a')] })).toEqual(['documents-alone'])
  expect(codes({ media: [testDocument(3, { bytes: 50_000_001 })] })).toEqual(['document-too-large'])
  expect(codes({ text: 'Tea?', poll: teaOrCake, media: [testImage('a')] })).toContain('poll-and-media')
  expect(codes({ poll: teaOrCake })).toEqual(['poll-without-text'])
  const options = (texts: readonly string[]) => codes({ text: 'Tea?', poll: { ...teaOrCake, options: texts } })
  expect(options(['one'])).toEqual(['poll-options'])
  expect(options(Array.from({ length: 13 }, (_, index) => `${index}`))).toEqual(['poll-options'])
  expect(options(['one', ' '])).toEqual(['poll-option-empty'])
  expect(options(['one', 'x'.repeat(101)])).toEqual(['poll-option-too-long'])
  expect(codes({ text: 'Tea?', poll: { ...teaOrCake, minutes: 43_801 } })).toEqual(['poll-time'])
  expect(codes({ link: { ...link, url: 'hearth' } })).toEqual(['link-not-an-address'])
  expect(codes({ text: 'Tea', link, media: [testImage('a')] }, 'change')).toEqual(['card-left-out'])
  expect(codes({ text: 'Tea', link }, 'change')).toEqual(['card-made-there'])
  expect(rules.check(testThread([{ text: 'Tea' }], { first_comment: 'x'.repeat(4097) }))).toMatchObject([{ setting: 'first_comment' }])
})

test('a moving picture moves where it stands alone; no description is asked for', () => {
  const moving = testImage('moves', { animated: true, mimeType: 'image/gif' })
  expect(codes({ media: [moving] }, 'warning')).toEqual([])
  expect(codes({ media: [moving, testImage('a')] }, 'warning')).toEqual(['image-stands-still'])
})

function names(limits: Parameters<typeof rulesFor>[0]): readonly string[] {
  return rulesFor(limits).settings.map(({ name }) => name)
}

test('what may be chosen depends on the channel', () => {
  expect(names({})).toEqual(['silent', 'protect', 'spoiler', 'pin', 'first_comment'])
  expect(names({ hears: 'no-group', pins: false, deletes: true })).toEqual(['silent', 'protect', 'spoiler'])
})

test.each<[string, readonly string[]]>([
  ['See https://hearth.example/menu. Then', ['link https://hearth.example/menu']],
  ['（https://hearth.example/a_(b)）', ['link https://hearth.example/a_(b)']],
  ['tea.example and hearth.social/menu, notes.txt', ['link https://hearth.social/menu']],
  ['@kindling, @abc and me@hearth.example', ['mention kindling']],
  ['#開幕 #2026 #tea_time! a#b', ['tag 開幕', 'tag tea_time']],
  ['https://hearth.example/#menu @embers', ['link https://hearth.example/#menu', 'mention embers']],
])('“%s” shows %j', (text, shown) => {
  expect(findEntities(text).map(({ kind, value }) => `${kind} ${value}`)).toEqual(shown)
})
