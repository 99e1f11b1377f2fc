import { expect, test } from 'vitest'

import type { Finding, PostContent, PostPart, Settings } from '../network.ts'
import { testDocument, testVideo } from '../test-media.ts'
import { findEntities } from './counting.ts'
import { quotedBy } from './limits.ts'
import { rulesFor } from './rules.ts'
import { testImage, testThread } from './test-content.ts'

const rules = rulesFor()

function found(post: PostContent, severity?: Finding['severity']): string[] {
  return rules.check(post).flatMap((finding) => (severity === undefined || finding.severity === severity ? [finding.reason.code] : []))
}

function errors(part: Partial<PostPart>, settings: Settings = {}): string[] {
  return found(testThread([part], settings), 'error')
}

function changes(part: Partial<PostPart>, settings: Settings = {}): string[] {
  return found(testThread([part], settings), 'change')
}

const poll = { options: ['Tea', 'Cake'], minutes: 1440, multiple: false }
const link = { url: 'https://hearth.example', title: 'Menu', description: '' }

test('words, pictures, videos, a poll or a link are each a post', () => {
  expect(found(testThread([{ text: 'Bread at seven' }]))).toEqual([])
  expect(found(testThread([{ media: [testImage('fire'), testVideo()] }]))).toEqual([])
  expect(found(testThread([{ text: 'Tea or cake?', poll }, { link }]))).toEqual([])
  expect(errors({})).toEqual(['empty-part'])
  expect(errors({ poll })).toEqual(['poll-without-text'])
})

test.each<[string, number]>([
  ['bread', 5],
  ['開幕夜', 3],
  ['🔥', 4],
  ['👨‍👩‍👧', 18],
  ['1️⃣', 7],
  ['🇹🇼', 8],
  ['#©', 3],
  ['𝒜', 1],
])('“%s” counts as %i', (text, count) => {
  expect(rules.count(text)).toEqual([{ unit: 'characters', used: count, max: 500 }])
})

test('500 fit, and where the text becomes too long is known to the character', () => {
  expect(errors({ text: '🔥'.repeat(125) })).toEqual([])
  expect(rules.check(testThread([{ text: `${'🔥'.repeat(125)}!` }]))).toMatchObject([
    { reason: { code: 'text-too-long', params: { over: 1 } } },
  ])
  expect(rules.text.overflow(`${'🔥'.repeat(125)}!`)).toBe(250)
  expect(rules.text.overflow(`x${'🔥'.repeat(125)}`)).toBe(249)
  expect(rules.text.overflow('x'.repeat(500))).toBeUndefined()
})

test('five different links fit, the attached one among them', () => {
  const text = ['a', 'b', 'c', 'd', 'e'].map((name) => `https://${name}.example/`).join(' ')
  expect(errors({ text: `${text} www.a.example http://a.example` })).toEqual(['too-many-links'])
  expect(errors({ text: `${text} https://a.example` })).toEqual([])
  expect(errors({ text, link })).toEqual(['too-many-links'])
  expect(errors({ text, link: { ...link, url: 'http://A.example' } })).toEqual([])
  expect(errors({ text, link, media: [testImage('fire')] })).toEqual([])
})

test.each<[string, string[]]>([
  ['Hi @the.hearth. and us@hearth.example', ['mention the.hearth']],
  ['#開幕夜 and #bread', ['tag 開幕夜']],
  ['see (https://hearth.example/#menu), www.tea.example!', ['link https://hearth.example/#menu', 'link www.tea.example']],
])('in “%s” the app marks %j', (text, marks) => {
  expect(findEntities(text).map(({ kind, value }) => `${kind} ${value}`)).toEqual(marks)
})

test('what will be otherwise is said', () => {
  expect(changes({ text: '#one #two' })).toEqual(['one-topic'])
  expect(changes({ text: '#one' }, { topic_tag: 'two' })).toEqual(['topic-instead'])
  expect(changes({ media: [testImage('fire')], link })).toEqual(['card-left-out'])
  expect(changes({ text: '?', poll: { ...poll, minutes: 60, multiple: true } })).toEqual(['poll-a-day', 'poll-single-choice'])
  expect(changes({ media: [testVideo({}, { cover: { at: 1 } })] })).toEqual(['cover-left-out'])
})

test('polls have two to four short choices and stand alone', () => {
  expect(errors({ text: '?', poll: { ...poll, options: ['One'] } })).toEqual(['poll-options'])
  expect(errors({ text: '?', poll: { ...poll, options: ['One', ' ', 'x'.repeat(26)] } })).toEqual([
    'poll-option-empty',
    'poll-option-too-long',
  ])
  expect(errors({ text: '?', poll, media: [testImage('fire')] })).toEqual(['poll-and-media'])
})

test('files of other kinds, too many and too long ones are refused', () => {
  expect(errors({ media: [testDocument()] })).toEqual(['no-document'])
  expect(errors({ media: Array.from({ length: 21 }, (_, index) => testImage(`${index}`)) })).toEqual(['too-many-files'])
  expect(errors({ media: [testVideo({ seconds: 301 })] })).toEqual(['video-too-long'])
  expect(errors({ media: [testImage('fire', { alt: 'a'.repeat(1001) })] })).toEqual(['alt-too-long'])
  expect(found(testThread([{ media: [testImage('fire', { width: 200, height: 200 })] }]), 'warning')).toEqual(['image-small'])
})

test('a topic and a quote are judged where they are written', () => {
  expect(errors({ text: 'x' }, { topic_tag: 'a.b' })).toEqual(['topic-refused'])
  expect(errors({ text: 'x' }, { topic_tag: '#bread' })).toEqual([])
  expect(rules.check(testThread([{ text: 'x' }], { quote: 'yesterday’s' }))).toMatchObject([
    { severity: 'error', reason: { code: 'quote-not-an-address' }, setting: 'quote' },
  ])
})

test.each([
  ['https://www.threads.com/@campfire/post/DCkkKl_OGb1?xmt=1', { shortcode: 'DCkkKl_OGb1' }],
  ['https://hearth.example/sandbox/threads/@campfire/post/DCkkKl_OGb1', { shortcode: 'DCkkKl_OGb1' }],
  ['https://www.threads.net/t/DCkkKl_OGb1/', { shortcode: 'DCkkKl_OGb1' }],
  ['18012345678901234', { id: '18012345678901234' }],
  ['https://www.threads.com/@campfire', undefined],
])('“%s” names %j', (written, expected) => {
  expect(quotedBy(written)).toEqual(expected)
})

test('a thread takes one post and an answer for each part more', () => {
  expect(rules.uses?.(testThread([{ text: 'One' }, { text: 'Two' }, { text: 'Three' }]))).toEqual([
    { name: 'posts', amount: 1 },
    { name: 'replies', amount: 2 },
  ])
})
