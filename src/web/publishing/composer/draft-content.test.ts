import { expect, test } from 'vitest'

import { fromContent, toContent, toPostContent } from './draft-content.ts'
import { addPartsAfter, mostParts, moveBy, moveMedia, removePart, type Parts } from './draft-parts.ts'
import { newDraft, newPart } from './draft.ts'
import { fitText, longestText } from './fit-text.ts'

test('what the server keeps is what the composer shows when it is opened again', () => {
  const poll = { options: ['Milk', 'No milk'], minutes: 1440, multiple: false }
  const input = toContent({
    ...newDraft('zh-TW'),
    parts: [newPart('一'), { ...newPart('二'), poll }],
    variants: { mastodon: { settings: { visibility: 'unlisted' }, parts: [newPart('三')] }, x: { settings: { replies: 'everyone' } } },
  })
  const media = (parts: typeof input.parts) => parts.map((part) => ({ ...part, media: [] }))
  const variants = Object.entries(input.variants).map(([network, { parts, settings }]) => [
    network,
    { settings, ...(parts ? { parts: media(parts) } : {}) },
  ])
  expect(toContent(fromContent({ ...input, parts: media(input.parts), variants: Object.fromEntries(variants) }))).toEqual(input)
})

test('parts move inside the list and the last one is never removed', () => {
  const [a, b, c] = [newPart('a'), newPart('b'), newPart('c')]
  expect(moveBy([a, b, c], c.key, -2)).toEqual([c, a, b])
  expect(moveBy([a, b, c], a.key, -1)).toEqual([a, b, c])
  expect(removePart([a], a.key)).toMatchObject([{ text: '', media: [] }])
})

test('a thread takes no more parts than a post may have', () => {
  const parts = Array.from({ length: mostParts - 1 }, () => newPart())
  const more = addPartsAfter(parts, parts[0]?.key ?? '', [newPart('in'), newPart('out')])
  expect(more).toHaveLength(mostParts)
  expect(more[1]?.text).toBe('in')
})

const image = (key: string) => ({ key, alt: '' })
const order = (parts: Parts) => parts.map(({ media }) => media.map(({ key }) => key).join(''))

test('an image moves before another one, to the end, and into another part', () => {
  const [first, second] = [
    { ...newPart(), key: 'first', media: ['1', '2', '3'].map(image) },
    { ...newPart(), key: 'second', media: [image('4')] },
  ]
  expect(order(moveMedia([first, second], '3', { part: 'first', before: '1' }))).toEqual(['312', '4'])
  expect(order(moveMedia([first, second], '1', { part: 'first' }))).toEqual(['231', '4'])
  expect(order(moveMedia([first, second], '2', { part: 'second', before: '4' }))).toEqual(['13', '24'])
  expect(moveMedia([first, second], 'gone', { part: 'second' })).toEqual([first, second])
})

test('ten megabytes of text are cut, and it is known how much was left out', () => {
  const { text, cut } = fitText('😀'.repeat(2_500_000))
  expect(text.length + cut).toBe(5_000_000)
  expect(text.length).toBeLessThanOrEqual(longestText)
  expect(text.isWellFormed()).toBe(true)
})

test('what was said of a video and a document comes back as it was, with what lies beside it', () => {
  const facts = {
    brandId: 'brand',
    fileName: 'roast',
    mimeType: '',
    bytes: 1000,
    width: 640,
    height: 360,
    alt: '',
    title: 'Roast',
    tags: [],
    rights: { holder: '', licence: '' },
    url: '',
    thumbUrl: '',
    createdAt: '2026-11-24T08:00:00Z',
  }
  const film = { ...facts, kind: 'video' as const, id: 'film', seconds: 8, framesPerSecond: 30, videoCodec: 'h264', posterUrl: '' }
  const picture = { ...facts, kind: 'image' as const, id: 'picture', animated: false }
  const captions = { ...facts, kind: 'captions' as const, id: 'captions', mimeType: 'text/vtt' }
  const sheet = { ...facts, kind: 'document' as const, id: 'sheet', pages: 3 }
  const said = { alt: 'A drum', trim: { from: 1, to: 5 }, focus: { x: 0.2, y: 0.5 } }
  const draft = fromContent({
    languages: ['en'],
    variants: {},
    parts: [
      {
        text: 'Roasting',
        media: [
          {
            ...said,
            mediaId: 'film',
            item: film,
            cover: { mediaId: 'picture', item: picture },
            captions: [{ language: 'en', mediaId: 'captions', item: captions }],
          },
          { alt: '', mediaId: 'sheet', item: sheet, title: 'Prices' },
        ],
      },
    ],
  })
  expect(toContent(draft).parts[0]?.media).toEqual([
    { ...said, mediaId: 'film', cover: { mediaId: 'picture' }, captions: [{ language: 'en', mediaId: 'captions' }] },
    { alt: '', mediaId: 'sheet', title: 'Prices' },
  ])
  expect(toPostContent(draft, 'youtube').parts[0]?.media).toMatchObject([
    {
      kind: 'video',
      seconds: 4,
      cover: { picture: { mediaId: 'picture' } },
      captions: [{ language: 'en', mediaId: 'captions', mimeType: 'text/vtt' }],
    },
    { kind: 'document', title: 'Prices', pages: 3 },
  ])
})
