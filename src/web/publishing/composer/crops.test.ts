import { expect, test } from 'vitest'

import { cropsOf, regionOf } from './crops.ts'
import type { DraftMedia } from './draft.ts'

function image(key: string, width: number, height: number): DraftMedia {
  const item = {
    kind: 'image' as const,
    animated: false,
    title: 'tea',
    tags: [],
    rights: { holder: '', licence: '' },
    id: key,
    brandId: 'brand',
    fileName: 'tea.jpg',
    mimeType: 'image/jpeg',
    bytes: 1000,
    width,
    height,
    alt: '',
    url: '',
    thumbUrl: '',
    createdAt: '2026-11-24T08:00:00Z',
  }
  return { key, alt: '', mediaId: key, item }
}

const readers = { places: ['bluesky', 'instagram'].map((network) => ({ network, limits: {} })), settingsOn: () => ({}) }

test('only networks that cut an image off are named, with the shape that is left', () => {
  expect(cropsOf([image('wide', 3000, 1000)], 'wide', readers)).toMatchObject([{ network: 'instagram', shape: expect.closeTo(1.91, 1) }])
  expect(cropsOf([image('square', 1000, 1000)], 'square', readers)).toEqual([])
})

test('an image takes the shape of its neighbours where the network wants that', () => {
  const images = [image('square', 1000, 1000), image('tall', 1000, 1200)]
  expect(cropsOf(images, 'tall', readers)).toMatchObject([{ network: 'instagram', shape: expect.closeTo(1, 1) }])
})

test('an image that is still on its way is not cut yet', () => {
  expect(cropsOf([{ key: 'coming', alt: '' }], 'coming', readers)).toEqual([])
})

test('what is left lies around the focus, or as near as the edges allow', () => {
  const wide = { width: 4000, height: 1000 }
  expect(regionOf(wide, 1, { x: 0.5, y: 0.5 })).toEqual({ width: 0.25, height: 1, left: 0.375, top: 0 })
  expect(regionOf(wide, 1, { x: 0.25, y: 0.9 })).toEqual({ width: 0.25, height: 1, left: 0.125, top: 0 })
  expect(regionOf(wide, 1, { x: 1, y: 0 })).toEqual({ width: 0.25, height: 1, left: 0.75, top: 0 })
  expect(regionOf({ width: 1000, height: 2000 }, 1, { x: 0.5, y: 0 })).toEqual({ width: 1, height: 0.5, left: 0, top: 0 })
})
