import { describe, expect, test } from 'vitest'

import type { PostContent } from '../network.ts'
import { testCaptions, testDocument } from '../test-media.ts'
import { rulesFor } from './rules.ts'
import { small, tall, testPost, wide } from './test-content.ts'

const audited = { longUploads: true, playlists: [{ id: 'PL1', title: 'Recipes' }], categories: ['22', '10'], audited: true }
const picture = { kind: 'image', mediaId: 'cover', mimeType: 'image/jpeg', bytes: 9, width: 1280, height: 720, alt: '' } as const

function codesOf(post: PostContent, known: Parameters<typeof rulesFor>[0] = audited): readonly string[] {
  return rulesFor(known)
    .check(post)
    .map(({ severity, reason }) => `${severity} ${reason.code}`)
}

test('a video with a title is all that is needed', () => {
  expect(codesOf(testPost())).toEqual([])
  expect(codesOf(testPost({ text: '' }))).toEqual([])
})

test.each<[string, PostContent]>([
  ['error video-needed', testPost({ media: [] })],
  ['error empty-part', testPost({ text: ' ', media: [] })],
  ['error one-video', testPost({ media: [wide(), small()] })],
  ['error no-image', testPost({ media: [wide(), picture] })],
  ['error no-document', testPost({ media: [wide(), testDocument()] })],
  ['error title-missing', testPost({}, { title: ' ' })],
  ['error title-too-long', testPost({}, { title: '字'.repeat(101) })],
  ['error title-angle-brackets', testPost({}, { title: 'Bread <3' })],
  ['error text-angle-brackets', testPost({ text: 'a > b' })],
  ['error text-too-many-bytes', testPost({ text: '字'.repeat(1667) })],
  ['error tags-too-long', testPost({}, { tags: Array.from({ length: 101 }, (_, index) => `t${index + 100}`).join(',') })],
  ['error tags-angle-brackets', testPost({}, { tags: 'a<b' })],
  ['error playlist-unknown', testPost({}, { playlist: 'PL2' })],
  ['error category-unknown', testPost({}, { category: '27' })],
  ['error comment-too-long', testPost({}, { first_comment: 'a'.repeat(10_001) })],
  ['error video-too-long', testPost({ media: [wide({ seconds: 43_201 })] })],
  ['error video-too-long', testPost({ media: [tall({ seconds: 181 })] }, { kind: 'short' })],
  ['error no-polls', testPost({ poll: { options: ['a', 'b'], minutes: 5, multiple: false } })],
  ['error link-not-an-address', testPost({ link: { url: 'menu', title: '', description: '' } })],
  ['error too-many-parts', { ...testPost(), parts: [...testPost().parts, { text: 'more', media: [] }] }],
  ['change link-appended', testPost({ link: { url: 'https://hearth.example', title: '', description: '' } })],
  ['change no-card', testPost({ text: 'https://hearth.example', link: { url: 'https://hearth.example', title: '', description: '' } })],
  ['change comment-left-out-kids', testPost({}, { first_comment: 'Hi', made_for_kids: true })],
  ['change comment-left-out-private', testPost({}, { first_comment: 'Hi', visibility: 'private' })],
  ['change becomes-short', testPost({ media: [tall()] })],
  ['change video-cropped', testPost({ media: [wide()] }, { kind: 'short' })],
  ['change cover-left-out', testPost({ media: [tall({ cover: { picture } })] }, { kind: 'short' })],
  ['change captions-left-out', testPost({ media: [wide({ captions: [{ ...testCaptions, mimeType: 'text/plain' }] })] })],
])('says %s', (finding, post) => {
  expect(codesOf(post)).toContain(finding)
})

describe('a channel', () => {
  test('whose project has no audit is warned of every video that is not private', () => {
    expect(codesOf(testPost(), {})).toEqual(['warning may-stay-private'])
    expect(codesOf(testPost({}, { visibility: 'private' }), {})).toEqual([])
  })

  test('without a verified telephone number has shorter films and no thumbnails', () => {
    const unverified = { ...audited, longUploads: false }
    expect(codesOf(testPost({ media: [wide({ seconds: 901, cover: { picture } })] }), unverified)).toEqual([
      'error video-too-long',
      'warning thumbnail-needs-phone',
      'warning longer-needs-phone',
    ])
    expect(codesOf(testPost({ media: [wide({ seconds: 901 })] }))).toEqual([])
  })

  test('offers its playlists by their names, and the categories of its country', () => {
    const { settings } = rulesFor(audited)
    expect(settings.find(({ name }) => name === 'playlist')).toMatchObject({ options: ['none', 'PL1'], labels: { PL1: 'Recipes' } })
    expect(settings.find(({ name }) => name === 'category')).toMatchObject({ options: ['22', '10'], usual: '22' })
    expect(rulesFor({ playlists: [7, { id: 1 }], categories: 'all' }).settings).toHaveLength(settings.length)
  })
})

test('tags count with their commas, and with quotation marks where there is a space', () => {
  const fits = ['a'.repeat(246), `b ${'b'.repeat(249)}`].join(',')
  expect(codesOf(testPost({}, { tags: fits }))).toEqual([])
  expect(codesOf(testPost({}, { tags: `${fits}b` }))).toEqual(['error tags-too-long'])
  expect(codesOf(testPost({}, { tags: `#${fits}，` }))).toEqual([])
})

test('descriptions count in bytes, and the text is marked where they no longer fit', () => {
  const rules = rulesFor(audited)
  const { text } = rules
  expect(rules.count('é字🔥')).toEqual([{ unit: 'bytes', used: 9, max: 5000 }])
  expect(text.overflow('字'.repeat(1666))).toBeUndefined()
  expect(text.overflow('字'.repeat(1667))).toBe(1666)
  expect(text.overflow(`${'a'.repeat(4998)}🔥`)).toBe(4998)
})

test('addresses, hashtags, channels and moments can be tapped', () => {
  const text = 'See https://hearth.example/a. #麵包 by @the.hearth, from 0:00 to 1:02:03, 12:75 not'
  const found = rulesFor(audited).entities(text)
  expect(found.map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`)).toEqual([
    'link https://hearth.example/a',
    'tag #麵包',
    'mention @the.hearth',
    'link 0:00',
    'link 1:02:03',
  ])
})

const uses = (post: PostContent) => Object.fromEntries((rulesFor(audited).uses?.(post) ?? []).map(({ name, amount }) => [name, amount]))

test('a video takes one upload and units for all that hangs on it', () => {
  expect(uses(testPost())).toEqual({ uploads: 1, units: 5 })
  const media = [wide({ cover: { at: 1 }, captions: [testCaptions] })]
  expect(uses(testPost({ media }, { playlist: 'PL1', first_comment: 'Hi' }))).toEqual({ uploads: 1, units: 557 })
  expect(uses(testPost({ media: [] }))).toEqual({})
})
