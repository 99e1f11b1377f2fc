import { expect, test } from 'vitest'

import type { PostContent, Settings } from '../network.ts'
import { testDocument, testVideo } from '../test-media.ts'
import { rulesFor } from './rules.ts'
import { testPhoto, testPost } from './test-content.ts'

const reel: Settings = { kind: 'reel' }
const story: Settings = { kind: 'story' }
const photo = testPhoto('fire')
const wide = testVideo({ width: 1280, height: 720 })
const upright = testVideo({ width: 1080, height: 1920 })
const link = { url: 'https://hearth.example', title: 'Menu', description: '' }

function codes(post: PostContent, limits: unknown = {}): readonly string[] {
  return rulesFor(limits)
    .check(post)
    .map(({ severity, reason }) => `${severity} ${reason.code}`)
}

test.each<[string, PostContent, readonly string[]]>([
  ['a text', testPost({ text: 'Bread' }), []],
  ['nothing', testPost({}), ['error empty-part']],
  ['63,207 characters', testPost({ text: 'x'.repeat(63_207) }), ['error text-too-long']],
  ['a link', testPost({ link }), ['change card-made-there']],
  ['a link beside a photo', testPost({ media: [photo], link }), ['change card-left-out']],
  ['half an address', testPost({ link: { ...link, url: 'hearth' } }), ['error link-not-an-address']],
  ['ten photos', testPost({ media: Array.from({ length: 10 }, () => photo) }), []],
  ['eleven photos', testPost({ media: Array.from({ length: 11 }, () => photo) }), ['error too-many-images']],
  ['a photo and a video', testPost({ media: [photo, upright] }), ['error photos-or-video']],
  ['a document', testPost({ media: [testDocument()] }), ['error no-document']],
  ['a name', testPost({ text: 'With @kindling' }), ['change names-stay-plain']],
  ['a reel', testPost({ media: [upright] }, reel), []],
  ['a wide reel', testPost({ media: [wide] }, reel), ['error video-too-small', 'change video-cropped']],
  ['a long reel', testPost({ media: [{ ...upright, seconds: 91 }] }, reel), ['error video-too-long']],
  ['a slow reel', testPost({ media: [{ ...upright, framesPerSecond: 15 }] }, reel), ['change video-frame-rate']],
  ['a reel of a photo', testPost({ media: [photo] }, reel), ['error reel-needs-video', 'error no-image']],
  ['a story', testPost({ media: [photo] }, story), []],
  ['a story with words', testPost({ text: 'Hi', media: [photo] }, story), ['change story-text-left-out']],
  ['a long story', testPost({ media: [{ ...upright, seconds: 61 }] }, story), ['error video-too-long']],
  ['an empty story', testPost({}, story), ['error story-needs-media']],
  ['a story of two', testPost({ media: [photo, upright] }, story), ['error story-shows-one']],
  ['a long comment', testPost({ text: 'Hi' }, { first_comment: 'x'.repeat(8001) }), ['error comment-too-long']],
])('%s is judged', (_, post, expected) => {
  expect(codes(post)).toEqual(expected)
})

test('a first comment needs its right', () => {
  const post = testPost({ text: 'Hi' }, { first_comment: 'The menu' })
  expect(codes(post)).toEqual([])
  expect(codes(post, { comments: false })).toEqual(['error comment-right-missing'])
})

test('only a reel uses up reels', () => {
  expect(rulesFor({}).uses?.(testPost({ media: [upright] }, reel))).toEqual([{ name: 'reels', amount: 1 }])
  expect(rulesFor({}).uses?.(testPost({ media: [upright] }, story))).toEqual([])
})

test.each([
  ['See https://hearth.example/menu. #bread', ['link https://hearth.example/menu', 'tag bread']],
  ['#開幕 and #2026, www.hearth.example', ['tag 開幕', 'link https://www.hearth.example']],
  ['https://hearth.example/#menu a#b', ['link https://hearth.example/#menu']],
])('in “%s” links and hashtags are found', (text, expected) => {
  expect(
    rulesFor({})
      .entities(text)
      .map(({ kind, value }) => `${kind} ${value}`),
  ).toEqual(expected)
})

test('counting stays quick and never cuts a character in two', () => {
  const text = `${'x'.repeat(63_205)}🔥`
  expect(rulesFor({}).count(text)).toEqual([{ unit: 'characters', used: 63_207, max: 63_206 }])
  expect(rulesFor({}).text.overflow(text)).toBe(63_205)
  expect(rulesFor({}).text.overflow('short')).toBeUndefined()
})
