import type { MediaItem } from '#contract/media'
import type { Focus, ImageRules } from '#networks/network'

import { rulesOf } from '../network-rules.ts'
import type { Readers } from './check-draft.ts'
import type { DraftMedia } from './draft.ts'

/** How a network cuts a picture or a video. */
export interface Crop {
  readonly network: string
  /** Width divided by height of what is left. */
  readonly shape: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

/** In shares of the image, from its top left. */
export interface Region extends Size {
  readonly left: number
  readonly top: number
}

/** Less than this, and nobody sees that anything was cut off. */
const visible = 0.02

/** The networks that cut this picture or video off, each shape once. */
export function cropsOf(media: readonly DraftMedia[], key: string, { places, settingsOn }: Readers): readonly Crop[] {
  const there = media.flatMap(({ key: each, item }) => (item !== undefined && isSeen(item) ? [{ key: each, item, size: item }] : []))
  const index = there.findIndex((each) => each.key === key)
  const { item, size } = there[index] ?? {}
  if (item === undefined || size === undefined) return []
  const sizes = there.map((each) => each.size)
  const crops = places.flatMap((place) => {
    const rules = rulesOf(place)
    const settings = settingsOn(place.network)
    const taken = item.kind === 'video' ? rules?.videosFor?.(settings) : (rules?.imagesFor?.(settings) ?? rules?.images)
    const shape = (taken && rules?.shapeOf?.(sizes, index, settings)) ?? shapeWithin(size, taken?.ratio)
    return Math.abs((shape * size.height) / size.width - 1) < visible ? [] : [{ network: place.network, shape }]
  })
  return [...new Map(crops.map((crop) => [`${crop.network} ${crop.shape}`, crop])).values()]
}

function isSeen({ kind }: MediaItem): boolean {
  return kind === 'image' || kind === 'video'
}

function shapeWithin({ width, height }: Size, ratio: ImageRules['ratio']): number {
  const shape = width / height
  return ratio === undefined ? shape : Math.min(Math.max(shape, ratio.min), ratio.max)
}

/** What is left of an image in a shape: as much as can be, with the focus in its middle or as near as the edges allow. The library cuts the same. */
export function regionOf({ width, height }: Size, shape: number, focus: Focus): Region {
  const own = width / height
  const left = { width: Math.min(1, shape / own), height: Math.min(1, own / shape) }
  return { ...left, left: startOf(left.width, focus.x), top: startOf(left.height, focus.y) }
}

function startOf(length: number, focus: number): number {
  return Math.min(Math.max(focus - length / 2, 0), 1 - length)
}
