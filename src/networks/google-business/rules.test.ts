import { expect, test } from 'vitest'

import type { Finding, PostContent, PostPart, Settings } from '../network.ts'
import { testDocument, testVideo } from '../test-media.ts'
import { momentIn } from './choices.ts'
import { rulesFor } from './rules.ts'
import { dates, fullEvent, fullOffer, testPhoto, testPost } from './test-content.ts'

function found(post: PostContent, severity: Finding['severity'] = 'error', known = {}): string[] {
  return rulesFor(known)
    .check(post)
    .flatMap((finding) => (finding.severity === severity ? [finding.reason.code] : []))
}

const errors = (part: Partial<PostPart>, settings: Settings = {}) => found(testPost(part, settings))

test('words, a photo, an event and an offer are each a post', () => {
  expect(
    [testPost(), testPost({ text: '', media: [testPhoto()] }), fullEvent, fullOffer].flatMap((post) => rulesFor({}).check(post)),
  ).toEqual([])
  expect(errors({ text: ' ' })).toEqual(['empty-part'])
  expect(errors({ text: '' }, { kind: 'event', ...dates })).toEqual([])
})

test('1,500 characters fit', () => {
  expect(errors({ text: '字'.repeat(1500) })).toEqual([])
  expect(rulesFor({}).check(testPost({ text: 'x'.repeat(1503) }))).toMatchObject([
    { reason: { code: 'text-too-long', params: { over: 3, max: 1500 } } },
  ])
  expect([rulesFor({}).text.overflow('x'.repeat(1501)), rulesFor({}).text.overflow('x')]).toEqual([1500, undefined])
})

test('one photo of some size is taken, and nothing else', () => {
  expect(errors({ media: [testPhoto('a'), testPhoto('b')] })).toEqual(['too-many-images'])
  expect(errors({ media: [testVideo()] })).toEqual(['no-video'])
  expect(errors({ media: [testDocument()] })).toEqual(['no-document'])
  expect(errors({ media: [testPhoto('a', { width: 399, height: 300 })] })).toEqual(['image-too-small'])
  // Cut to twice as wide as tall, 340 pixels of height are 680 of width.
  expect(errors({ media: [testPhoto('a', { width: 4000, height: 340 })] })).toEqual([])
  expect(found(testPost({ media: [testPhoto('a', { bytes: 9000 })] }), 'warning')).toEqual(['image-light'])
  expect(errors({ poll: { options: ['Tea', 'Cake'], minutes: 60, multiple: false } })).toEqual(['no-polls'])
  expect(found({ ...testPost(), parts: [...testPost().parts, { text: 'Two', media: [] }] })).toEqual(['too-many-parts'])
})

test('events and offers have a title and a time, in order, by the clock of the place', () => {
  expect(errors({}, { kind: 'event' })).toEqual(['title-missing', 'time-missing', 'time-missing'])
  expect(errors({}, { kind: 'offer', ...dates, event_end: '2026-12-05T18:00' })).toEqual(['ends-before-start'])
  expect(errors({}, { kind: 'event', ...dates, event_title: 'x'.repeat(59) })).toEqual(['title-too-long'])
  expect(errors({}, { kind: 'offer', ...dates, redeem_url: 'hearth.example', coupon_code: 'C'.repeat(59) })).toEqual([
    'text-too-long',
    'not-an-address',
  ])
  expect(momentIn({ at: '2028-02-29T09:05' }, 'at')).toEqual({ year: 2028, month: 2, day: 29, hours: 9, minutes: 5 })
  expect(['2027-02-29T09:00', '2027-04-31T09:00', '2027-04-30T24:00', 'tomorrow'].map((at) => momentIn({ at }, 'at'))).toEqual(
    Array(4).fill(undefined),
  )
})

test('a button leads somewhere: to its own address or the link of the post; one that calls needs a number', () => {
  const link = { url: 'https://hearth.example', title: 'Menu', description: '' }
  expect(errors({}, { action: 'BOOK' })).toEqual(['action-url-missing'])
  expect(errors({}, { action: 'BOOK', action_url: 'call us' })).toEqual(['not-an-address'])
  expect(rulesFor({}).check(testPost({ link }, { action: 'BOOK' }))).toEqual([])
  expect(found(testPost({ link }), 'change')).toEqual(['card-left-out'])
  expect(errors({}, { action: 'CALL' })).toEqual([])
  expect(found(testPost({}, { action: 'CALL' }), 'error', { phone: false })).toEqual(['call-without-phone'])
  // Google ignores a button beside an offer.
  expect(errors({}, { kind: 'offer', ...dates, action: 'BOOK' })).toEqual([])
})

test.each([
  ['Call 02-2555-1234', ['phone-in-text']],
  ['打 +886 912 345 678', ['phone-in-text']],
  ['On 2026-12-05 at 18:00 for 1,200.00, order 4711', []],
])('of “%s” people are warned: %j', (text, codes) => {
  expect(found(testPost({ text }), 'warning')).toEqual(codes)
})

test('a business that does not speak for itself is told so', () => {
  expect(found(testPost(), 'warning', { voice: false })).toEqual(['not-shown-yet'])
  expect(found(testPost(), 'warning', { voice: true })).toEqual([])
})
