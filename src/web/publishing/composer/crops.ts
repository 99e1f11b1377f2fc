import type { Focus, ImageRules } from '#networks/network'

import { rulesOf } from '../network-parts.ts'
import type { Place } from './check-draft.ts'
import type { DraftMedia } from './draft.ts'

/** How a network cuts an image. */
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

/** The networks that cut this image off, each shape once. */
export function cropsOf(images: readonly DraftMedia[], key: string, places: readonly Place[]): readonly Crop[] {
  const there = images.flatMap((image) => (image.item === undefined ? [] : [{ key: image.key, size: image.item }]))
  const index = there.findIndex((image) => image.key === key)
  const size = there[index]?.size
  if (size === undefined) return []
  const sizes = there.map((image) => image.size)
  const crops = places.flatMap((place) => {
    const rules = rulesOf(place)
    const shape = rules?.shapeOf?.(sizes, index, {}) ?? shapeWithin(size, rules?.images.ratio)
    return Math.abs((shape * size.height) / size.width - 1) < visible ? [] : [{ network: place.network, shape }]
  })
  return [...new Map(crops.map((crop) => [`${crop.network} ${crop.shape}`, crop])).values()]
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
