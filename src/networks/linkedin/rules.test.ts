import { expect, test } from 'vitest'

import type { PostContent } from '../network.ts'
import { testCaptions, testDocument, testVideo } from '../test-media.ts'
import { rulesFor } from './rules.ts'
import { testImage, testPost } from './test-content.ts'

const rules = rulesFor({})
const codes = (post: PostContent) => rules.check(post).map(({ severity, reason }) => `${severity} ${reason.code}`)
const poll = { options: ['Tea', 'Cake'], minutes: 7 * 24 * 60, multiple: false }
const link = { url: 'https://hearth.example', title: 'Menu', description: '' }

test.each<[string, PostContent, readonly string[]]>([
  ['words', testPost({ text: 'Fresh bread' }), []],
  ['nothing', testPost({ text: ' ' }), ['error empty-part']],
  ['too many words', testPost({ text: '('.repeat(1501) }), ['error text-too-long']],
  ['a poll', testPost({ text: 'Tea?', poll }, { poll_question: 'Tea or cake?' }), []],
  ['a poll that asks its first line', testPost({ text: 'Tea?', poll }), ['change poll-question-from-text']],
  ['a poll that asks nothing', testPost({ text: '', poll }), ['error poll-question-missing']],
  [
    'a poll of two days',
    testPost({ text: 'Tea?', poll: { ...poll, minutes: 2 * 24 * 60 } }, { poll_question: 'Tea?' }),
    ['change poll-length-rounded'],
  ],
  [
    'a poll with the same option twice',
    testPost({ text: 'x', poll: { ...poll, options: ['a', 'a '] } }, { poll_question: 'q' }),
    ['error poll-option-twice'],
  ],
  ['a poll beside a picture', testPost({ text: 'x', poll, media: [testImage('a')] }, { poll_question: 'q' }), ['error poll-and-media']],
  ['a card', testPost({ text: 'x', link }), []],
  ['a card without a title', testPost({ text: 'x', link: { ...link, title: '' } }), ['change card-without-title']],
  ['a card beside pictures', testPost({ text: 'x', link, media: [testImage('a')] }), ['error images-and-link']],
  ['a film', testPost({ media: [testVideo({}, { alt: '' })] }), []],
  [
    'a film with captions and words about it',
    testPost({ media: [testVideo({}, { captions: [testCaptions] })] }),
    ['change video-alt-left-out'],
  ],
  ['a tiny film', testPost({ media: [testVideo({}, { alt: '', bytes: 900 })] }), ['error video-too-light']],
  ['a film of a second', testPost({ media: [testVideo({ seconds: 1 }, { alt: '' })] }), ['error video-too-short']],
  ['pictures and a document', testPost({ media: [testImage('a'), testDocument()] }), ['error media-mixed']],
  ['a document', testPost({ media: [testDocument()] }), []],
  [
    'a long document without a title',
    testPost({ media: [testDocument(301, { title: ' ' })] }),
    ['error document-too-many-pages', 'error document-title-missing'],
  ],
  ['a picture that moves', testPost({ media: [testImage('a', { mimeType: 'image/gif', animated: true })] }), []],
  ['21 pictures', testPost({ media: Array.from({ length: 21 }, () => testImage('a')) }), ['error too-many-images']],
  ['a long comment', testPost({ text: 'x' }, { first_comment: 'x'.repeat(1251) }), ['error comment-too-long']],
])('%s', (_, post, expected) => {
  expect(codes(post)).toEqual(expected)
})

test('a page has no choice of who sees a post; without the right nothing is commented', () => {
  const page = rulesFor({ author: 'organization', comments: false })
  expect(rules.settings.map(({ name }) => name)).toEqual(['visibility', 'no_reposts', 'poll_question', 'first_comment'])
  expect(page.settings.map(({ name }) => name)).toEqual(['no_reposts', 'poll_question', 'first_comment'])
  expect(page.check(testPost({ text: 'x' }, { first_comment: 'y' }))).toMatchObject([
    { reason: { code: 'comments-not-allowed' }, setting: 'first_comment' },
  ])
})

test('calls are counted for the account and for the app', () => {
  const post = testPost({ media: [testImage('a'), testImage('b')] }, { first_comment: 'y' })
  expect(rules.uses?.(post)).toEqual([
    { name: 'member_calls', amount: 5 },
    { name: 'app_calls', amount: 5 },
  ])
})
