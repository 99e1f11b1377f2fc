import { randomUUID } from 'node:crypto'

import { expect, test } from 'vitest'

import type { MediaItem } from '#contract/media'

import type { ContentInput } from './contract.ts'
import { postColumns } from './post-columns.ts'
import { toPostContent } from './post-content.ts'

const link = { url: 'https://ember.example', title: 'Ember', description: '' }

function item(): MediaItem {
  const id = randomUUID()
  return {
    kind: 'image',
    animated: false,
    title: 'tea',
    tags: [],
    rights: { holder: '', licence: '' },
    id,
    brandId: randomUUID(),
    fileName: 'tea.jpg',
    mimeType: 'image/jpeg',
    bytes: 1000,
    width: 600,
    height: 400,
    alt: '',
    url: `/media/${id}`,
    thumbUrl: `/media/${id}`,
    createdAt: '2026-11-24T08:00:00Z',
  }
}

test('a network says its variant with its settings, the others what all say', () => {
  const content: ContentInput = {
    parts: [{ text: 'Warm bread', media: [] }],
    languages: ['en'],
    variants: { x: { parts: [{ text: 'Bread!', media: [] }], settings: { replies: 'everyone' } }, mastodon: { settings: {} } },
  }
  const on = (network: string) => toPostContent(content, { network, media: new Map() })
  expect(on('x')).toMatchObject({ parts: [{ text: 'Bread!' }], settings: { replies: 'everyone' } })
  expect(['mastodon', 'bluesky'].map(on).map((post) => [post?.parts[0]?.text, post?.settings])).toEqual([
    ['Warm bread', {}],
    ['Warm bread', {}],
  ])
})

test('a card gives way to images, and comes back when they are gone', () => {
  const picture = item()
  const content = (media: ContentInput['parts'][number]['media']): ContentInput => ({
    parts: [{ text: 'Warm bread', media, link }],
    languages: [],
    variants: {},
  })
  const sent = (shown: ContentInput['parts'][number]['media']) =>
    toPostContent(content(shown), { network: 'x', media: new Map([[picture.id, picture]]) })?.parts[0]
  expect(sent([{ mediaId: picture.id, alt: '' }])).toMatchObject({ media: [{ mediaId: picture.id }] })
  expect(sent([{ mediaId: picture.id, alt: '' }])).not.toHaveProperty('link')
  expect(sent([])).toMatchObject({ link })
})

test('lists show the first line of a network’s own text where there is no common one', () => {
  const content: ContentInput = {
    parts: [{ text: ' ', media: [] }],
    languages: [],
    variants: { x: { parts: [{ text: '\nBread!\nWarm', media: [] }], settings: {} } },
  }
  expect(postColumns(content).first_line).toBe('Bread!')
})
