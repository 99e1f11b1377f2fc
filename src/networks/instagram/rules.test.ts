import { expect, test } from 'vitest'

import type { Finding, PostContent, PostImage, PostPart, PostVideo, Settings } from '../network.ts'
import { findEntities } from './caption.ts'
import { rulesForImage } from './fit.ts'
import { rulesFor } from './rules.ts'
import { smallVideo, testImage, testPost } from './test-content.ts'

const rules = rulesFor()
const media = [testImage('fire')]

function found(post: PostContent, severity?: Finding['severity']): string[] {
  return rules.check(post).flatMap((finding) => (severity === undefined || finding.severity === severity ? [finding.reason.code] : []))
}

function tags(count: number): string {
  return Array.from({ length: count }, (_, index) => `#t${index}`).join(' ')
}

function names(count: number): string {
  return tags(count).replaceAll('#t', '@n')
}

function changes(part: Partial<PostPart>): string[] {
  return found(testPost({ media, ...part }), 'change')
}

function warnings(more: Partial<PostImage>): string[] {
  return found(testPost({ media: [testImage('fire', more)] }), 'warning')
}

function errors(part: Partial<PostPart>): string[] {
  return found(testPost({ media, ...part }), 'error')
}

test('a picture with a caption is all it takes', () => {
  expect(found(testPost({ text: 'Bread at seven 🍞 #bread', media }))).toEqual([])
  expect(found(testPost({ media }))).toEqual([])
})

test('text alone is no post, and there is one part only', () => {
  expect(found(testPost({ text: 'Words' }))).toEqual(['image-needed'])
  expect(found(testPost({}))).toEqual(['empty-part'])
  const [part] = testPost({ text: 'One', media }).parts
  const thread: PostContent = { parts: part ? [part, part] : [], languages: [], settings: {} }
  expect(rules.check(thread)).toMatchObject([{ severity: 'error', reason: { code: 'too-many-parts', params: { count: 2 } }, part: 1 }])
})

test('a caption has 2,200 characters, 30 hashtags and 20 mentions', () => {
  expect(found(testPost({ text: `${tags(30)} ${names(20)}`, media }))).toEqual([])
  expect(found(testPost({ text: tags(31), media }))).toEqual(['too-many-hashtags'])
  expect(found(testPost({ text: names(21), media }))).toEqual(['too-many-mentions'])
  expect(found(testPost({ text: '字'.repeat(2200), media }))).toEqual([])
  expect(rules.check(testPost({ text: '🔥'.repeat(1101), media }))).toMatchObject([
    { reason: { code: 'text-too-long', params: { over: 2, max: 2200 } } },
  ])
  expect(rules.text.overflow('🔥'.repeat(1101))).toBe(2200)
  expect(rules.text.overflow(`x${'🔥'.repeat(1100)}`)).toBe(2199)
  expect(rules.text.overflow('x'.repeat(2200))).toBeUndefined()
})

test.each<[string, string[]]>([
  ['#opening at @the.hearth.', ['tag opening', 'mention the.hearth']],
  ['開幕#開幕 #開幕', ['tag 開幕']],
  ['write to us@hearth.example', []],
  ['##a #️⃣ #é_1 #', ['tag a', 'tag é_1']],
  ['https://hearth.example/#menu', ['tag menu']],
])('in “%s” the app marks %j', (text, marked) => {
  expect(findEntities(text).map(({ kind, value }) => `${kind} ${value}`)).toEqual(marked)
})

test('what will look otherwise is said: links, cards, crops', () => {
  const link = { url: 'https://hearth.example', title: 'Menu', description: '' }
  expect(changes({ text: 'See https://hearth.example/menu' })).toEqual(['links-not-clickable'])
  expect(changes({ link })).toEqual(['card-left-out'])
  expect(changes({ media: [testImage('tall', { width: 900, height: 1600 })] })).toEqual(['image-cropped'])
  expect(changes({ media: [testImage('one', { width: 1080, height: 1350 }), testImage('two')] })).toEqual(['image-cropped-to-first'])
  expect(changes({ media: [testImage('one', { width: 1080, height: 1350 }), testImage('two', { width: 864, height: 1080 })] })).toEqual([])
})

test('what is doubtful is warned of: small pictures, no description, animations', () => {
  expect(warnings({ width: 300, height: 300 })).toEqual(['image-small'])
  expect(warnings({ alt: ' ' })).toEqual(['alt-missing'])
  expect(warnings({ mimeType: 'image/gif' })).toEqual(['image-stands-still'])
})

test('polls, files of other kinds and too long descriptions are refused', () => {
  expect(errors({ poll: { options: ['Tea', 'Cake'], minutes: 60, multiple: false } })).toEqual(['no-polls'])
  expect(errors({ media: [testImage('x', { mimeType: 'video/mp4' })] })).toEqual(['image-wrong-type'])
  expect(errors({ media: [testImage('x', { width: 0 })] })).toEqual(['image-unreadable'])
  expect(errors({ media: [testImage('x', { alt: 'a'.repeat(1001) })] })).toEqual(['alt-too-long'])
  expect(errors({ media: Array.from({ length: 11 }, (_, index) => testImage(`${index}`)) })).toEqual(['too-many-images'])
})

const pixels = [1, 7, 40, 61, 99, 320, 333, 799, 1001, 1003, 1080, 1350, 1919, 4000, 6001]

test('whatever its size, an image is cropped to whole pixels that the network takes', () => {
  const sizes = pixels.flatMap((width) => pixels.map((height) => ({ width, height })))
  const firsts = [undefined, { width: 1080, height: 1350 }, { width: 1910, height: 1000 }]
  const refused = sizes.flatMap((size) =>
    firsts.flatMap((first) => {
      const { width, height } = cropped([first ?? size, size], 1)
      const isTaken = width / height >= 0.8 && width / height <= 1.91
      return isTaken || Math.min(width, height) < 5 ? [] : [{ size, first, width, height }]
    }),
  )
  expect(refused).toEqual([])
})

/** As the library crops and scales: whole pixels, around the middle. */
function cropped(all: readonly { width: number; height: number }[], index: number): { width: number; height: number } {
  const { ratio, maxSide } = rulesForImage(all, index)
  const { width, height } = all[index] ?? { width: 1, height: 1 }
  const wanted = Math.min(Math.max(width / height, ratio?.min ?? 0), ratio?.max ?? Infinity)
  const cut = {
    width: wanted < width / height ? Math.max(1, Math.round(height * wanted)) : width,
    height: wanted > width / height ? Math.max(1, Math.round(width / wanted)) : height,
  }
  const scale = Math.min(1, maxSide / Math.max(cut.width, cut.height))
  return { width: Math.round(cut.width * scale), height: Math.round(cut.height * scale) }
}

test('a photo that fits is left as it is, and the usual portrait size exactly', () => {
  const portrait = [testImage('one', { width: 1080, height: 1350 })]
  expect(rulesForImage(portrait, 0)).toMatchObject({ ratio: { min: 0.8, max: 1.91 }, maxSide: 1800, mimeTypes: ['image/jpeg'] })
  expect(cropped(portrait, 0)).toEqual({ width: 1080, height: 1350 })
  expect(cropped([testImage('big', { width: 4000, height: 3000 })], 0)).toEqual({ width: 1440, height: 1080 })
})

test('a reel is one video, a story one file without words, and a lone video becomes a reel', () => {
  const reel = { kind: 'reel' }
  const story = { kind: 'story' }
  expect(found(testPost({ text: 'Knead', media: [smallVideo] }, reel))).toEqual([])
  expect(found(testPost({ media: [testImage('fire')] }, reel), 'error')).toEqual(['reel-needs-video'])
  expect(found(testPost({ media: [smallVideo, smallVideo] }, reel), 'error')).toEqual(['reel-needs-video'])
  expect(found(testPost({ media: [smallVideo] }))).toEqual(['video-becomes-reel'])
  expect(found(testPost({ media: [smallVideo] }, story))).toEqual([])
  expect(found(testPost({ text: 'x', media: [testImage('fire')] }, story))).toEqual(['story-without-text', 'edges-shown'])
  expect(found(testPost({ media: [smallVideo, testImage('fire')] }, story), 'error')).toEqual(['story-one-file'])
})

function film(seconds: number): PostVideo {
  return { ...smallVideo, seconds }
}

test('films have their lengths: a reel 3 seconds to 15 minutes, a story or an item of a carousel a minute', () => {
  expect(found(testPost({ media: [film(2)] }, { kind: 'reel' }), 'error')).toEqual(['video-too-short'])
  expect(found(testPost({ media: [film(900)] }, { kind: 'reel' }), 'error')).toEqual([])
  expect(found(testPost({ media: [film(901)] }), 'error')).toEqual(['video-too-long'])
  expect(found(testPost({ media: [film(61)] }, { kind: 'story' }), 'error')).toEqual(['video-too-long'])
  expect(found(testPost({ media: [film(61), testImage('fire')] }), 'error')).toEqual(['video-too-long'])
})

function judged(settings: Settings) {
  return rules.check(testPost({ media: [testImage('fire')] }, settings)).map(({ reason, setting }) => [setting, reason.code])
}

test('comments, collaborators and tags are judged where they are written', () => {
  expect(judged({ first_comment: 'x'.repeat(301) })).toEqual([['first_comment', 'comment-too-long']])
  expect(judged({ first_comment: tags(5) })).toEqual([['first_comment', 'comment-hashtags']])
  expect(judged({ collaborators: '@a b, c d' })).toContainEqual(['collaborators', 'too-many-names'])
  expect(judged({ user_tags: 'kind-ling' })).toContainEqual(['user_tags', 'not-a-name'])
  expect(judged({ kind: 'story', user_tags: 'kind-ling', first_comment: tags(5) })).toEqual([[undefined, 'edges-shown']])
})
