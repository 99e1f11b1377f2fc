import { expect, test } from 'vitest'

import type { PostContent } from '../network.ts'
import { testDocument, testVideo } from '../test-media.ts'
import { rulesFor } from './rules.ts'
import { chosen, photos, testPhoto, testPost, video } from './test-content.ts'

function codes(post: PostContent, limits: Parameters<typeof rulesFor>[0] = {}): readonly string[] {
  return rulesFor(limits)
    .check(post)
    .map(({ severity, reason }) => `${severity} ${reason.code}`)
}

test('a video and photos with everything chosen have nothing to say', () => {
  expect(codes(video)).toEqual([])
  expect(codes(photos)).toEqual([])
})

test('nothing is chosen for the author: audience and the music terms are asked for', () => {
  expect(codes({ ...video, settings: {} })).toEqual(['error privacy-needed', 'error consent-needed'])
  expect(codes({ ...video, settings: { disclosure: 'branded', privacy: 'SELF_ONLY' } })).toEqual([
    'error branded-not-private',
    'change labelled-partnership',
    'error consent-needed-branded',
  ])
  const { settings } = rulesFor({})
  expect(settings.filter((field) => field.kind === 'toggle' && field.usual)).toEqual([])
  expect(settings.find(({ name }) => name === 'privacy')).toMatchObject({ usual: '' })
})

test('only what the creator may choose is offered', () => {
  const limits = { privacy: ['FOLLOWER_OF_CREATOR', 'SELF_ONLY', 'UNHEARD_OF'], commentsOff: true, stitchesOff: true, maxSeconds: 3 }
  const rules = rulesFor(limits)
  const names = rules.settings.map(({ name }) => name)
  expect(rules.settings.find(({ name }) => name === 'privacy')).toMatchObject({ options: ['FOLLOWER_OF_CREATOR', 'SELF_ONLY'] })
  expect(names.filter((name) => name.startsWith('allow_'))).toEqual(['allow_duet'])
  expect(codes(video, limits)).toEqual(['error privacy-not-offered'])
  const kept = { ...chosen, privacy: 'SELF_ONLY', allow_comment: true }
  const long = testPost({ media: [testVideo({ seconds: 8 })] }, kept)
  expect(codes(long, limits)).toEqual(['error video-too-long', 'change interaction-off'])
})

test('a draft asks for nothing and says where it goes', () => {
  expect(codes({ ...video, settings: { kind: 'draft' } })).toEqual(['change draft-without-text', 'change draft-to-inbox'])
  expect(codes({ ...photos, settings: { kind: 'draft' } })).toEqual(['change draft-to-inbox'])
  expect(rulesFor({}).uses?.({ ...video, settings: { kind: 'draft' } })).toEqual([{ name: 'drafts', amount: 1 }])
  expect(rulesFor({}).uses?.(video)).toEqual([{ name: 'posts', amount: 1 }])
})

test.each([
  [[], ['error empty-part']],
  [[testVideo(), testPhoto('a')], ['error video-or-photos']],
  [[testVideo(), testVideo()], ['error one-video']],
  [Array.from({ length: 36 }, (_, index) => testPhoto(`${index}`)), ['error too-many-images']],
  [[testDocument()], ['error no-document']],
  [[testVideo({ width: 300, height: 640 })], ['error video-too-small']],
  [[testVideo({ seconds: 2 })], ['error video-too-short']],
])('media %#', (media, expected) => {
  expect(codes(testPost({ media }))).toEqual(expected)
})

test('texts are counted in UTF-16 units: 2,200 under a video, 4,000 and a title of 90 with photos', () => {
  const fire = '🔥'.repeat(1100)
  expect(codes(testPost({ text: fire, media: [testVideo()] }))).toEqual([])
  expect(codes(testPost({ text: `${fire}a`, media: [testVideo()] }))).toEqual(['error text-too-long'])
  expect(codes(testPost({ text: 'a'.repeat(4000), media: [testPhoto('a')] }))).toEqual([])
  expect(codes(testPost({ text: 'a'.repeat(4001), media: [testPhoto('a')] }))).toEqual(['error text-too-long'])
  expect(codes(testPost({ media: [testPhoto('a')] }, { ...chosen, title: 'a'.repeat(91) }))).toEqual(['error title-too-long'])
  expect(rulesFor({}).text.overflow(`${'a'.repeat(3999)}🔥`)).toBe(3999)
})

test('what exists for one kind of media only is named', () => {
  const all = { ...chosen, allow_duet: true, ai_generated: true, auto_music: true, title: 'Title', photo_cover: '4' }
  expect(codes({ ...photos, settings: all })).toEqual([
    'error photo-cover-unknown',
    'change interaction-for-videos',
    'warning ai-label-for-videos',
  ])
  expect(codes({ ...video, settings: all })).toEqual(['change title-left-out', 'change music-for-photos'])
})

test('hashtags and mentions stand apart; a link cannot be tapped', () => {
  const text = 'Hello @kindling. #開幕 a#b us@hearth.example\n#two https://hearth.example/#menu'
  expect(
    rulesFor({})
      .entities(text)
      .map(({ kind, value }) => `${kind} ${value}`),
  ).toEqual(['mention kindling', 'tag 開幕', 'tag two'])
  expect(codes(testPost({ text, media: [testVideo()] }))).toEqual(['change links-not-clickable'])
})
