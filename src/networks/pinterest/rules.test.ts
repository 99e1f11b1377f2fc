import { expect, test } from 'vitest'

import type { Json } from '#kit/json'

import type { PostContent, PostPart, Settings } from '../network.ts'
import { testVideo } from '../test-media.ts'
import { rulesFor } from './rules.ts'
import { carousel, film, picture, testPhoto, testPin } from './test-content.ts'

const profile = { id: '17', handle: 'campfire' }
const boards = [
  { id: '1', name: 'Tea', sections: [{ id: '4', name: 'Green' }] },
  { id: '2', name: 'Bread', sections: [] },
]
const two: Json = { profile, standard: true, sandbox: false, boards }
const one: Json = { ...two, boards: boards.slice(1) }

function found(post: PostContent, limits: Json = one, severity = 'error'): readonly string[] {
  return rulesFor(limits)
    .check(post)
    .flatMap((finding) => (finding.severity === severity ? [finding.reason.code] : []))
}

const pin = (part: Partial<PostPart>, settings: Settings = {}) => testPin({ media: [testPhoto('bread')], ...part }, settings)

test('a pin with a picture, several pictures or a film has nothing wrong, whatever else is left empty', () => {
  for (const post of [picture, carousel, film, pin({})]) expect(found(post)).toEqual([])
  expect(found(picture, one, 'warning')).toEqual([])
  expect(found(carousel, one, 'warning')).toEqual(['carousel-may-be-refused'])
  expect(found(carousel, one, 'change')).toEqual(['carousel-one-alt', 'image-cropped'])
})

test.each<[string, PostContent]>([
  ['empty-part', testPin({})],
  ['media-needed', testPin({ text: 'Words alone' })],
  ['text-too-long', pin({ text: 'x'.repeat(801) })],
  ['title-too-long', pin({}, { title: 'x'.repeat(101) })],
  ['link-wrong', pin({}, { link: 'hearth.example' })],
  ['link-wrong', pin({}, { link: 'https://hearth' })],
  ['link-too-long', pin({}, { link: `https://hearth.example/${'x'.repeat(2048)}` })],
  ['alt-too-long', pin({ media: [testPhoto('a', { alt: 'x'.repeat(501) })] })],
  ['too-many-images', pin({ media: ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => testPhoto(id)) })],
  ['video-or-images', pin({ media: [testPhoto('a'), testVideo()] })],
  ['one-video', pin({ media: [testVideo(), testVideo()] })],
  ['video-too-short', pin({ media: [testVideo({ seconds: 3 })] })],
  ['video-too-long', pin({ media: [testVideo({ seconds: 901 })] })],
  ['no-polls', pin({ poll: { options: ['a', 'b'], minutes: 60, multiple: false } })],
  ['too-many-parts', { ...picture, parts: [...picture.parts, ...picture.parts] }],
])('%s', (code, post) => {
  expect(found(post)).toEqual([code])
})

test('the longest that fits', () => {
  const longest = { title: 'x'.repeat(100), link: `https://hearth.example/${'x'.repeat(2025)}` }
  expect(found(pin({ text: 'x'.repeat(800), media: [testPhoto('a', { alt: 'x'.repeat(500) })] }, longest))).toEqual([])
  const rules = rulesFor(one)
  expect(rules.count('🔥a')).toEqual([{ unit: 'characters', used: 3, max: 800 }])
  expect(rules.text.overflow(`${'x'.repeat(799)}🔥`)).toBe(799)
  expect(rules.text.overflow('x'.repeat(800))).toBeUndefined()
})

test('each account chooses among its own boards and sections; where there is one board, it is taken', () => {
  const field = rulesFor(two).settings.at(-1)
  expect(field).toMatchObject({ name: 'board.17', of: 'campfire', usual: '', options: ['1', '1/4', '2'] })
  expect(field).toMatchObject({ labels: { '1': 'Tea', '1/4': 'Tea › Green', '2': 'Bread' } })
  expect(rulesFor(one).settings.at(-1)).toMatchObject({ usual: '2', options: ['2'] })
  expect(found(picture, two)).toEqual(['board-needed'])
  for (const board of ['1', '1/4', '2']) expect(found(pin({}, { 'board.17': board }), two)).toEqual([])
  // Whose post goes to one account need not know its id; what was chosen for another account is not this one's.
  expect(found(pin({}, { board: '2' }), two)).toEqual([])
  expect(found(pin({}, { 'board.18': '2' }), two)).toEqual(['board-needed'])
  for (const board of ['3', '1/5', '2/4']) expect(found(pin({}, { 'board.17': board }), two)).toEqual(['board-unknown'])
  expect(found(picture, { ...Object(two), boards: [] })).toEqual(['no-boards'])
})

test('what the app’s access means is said of each pin', () => {
  expect(found(picture, { ...Object(one), standard: false }, 'warning')).toEqual(['trial-only'])
  const sandbox = { ...Object(one), sandbox: true }
  expect(found(picture, sandbox, 'warning')).toEqual(['sandbox-only'])
  expect(found(film, sandbox)).toEqual(['no-video'])
  expect(rulesFor(sandbox).videosFor?.({})).toBeUndefined()
})
