import type { ImageRules, PostImage } from '../network.ts'

/** From the network's documentation: width by height, width in pixels, bytes. */
export const imageLimits = {
  ratio: { min: 4 / 5, max: 1.91 },
  /** Narrower ones are scaled up there, wider ones down. */
  width: { min: 320, max: 1440 },
  /** 8 MB. */
  bytes: 8_000_000,
  alt: 1000,
  perPost: 10,
} as const

/** So close that nobody sees the difference; the network takes what is left over at the edges. */
const sameShape = 0.01

type Shape = Pick<PostImage, 'width' | 'height'>

export const imageRules: ImageRules = {
  maxPerPart: imageLimits.perPost,
  maxBytes: imageLimits.bytes,
  // The widest at the tallest shape; what is wider than tall is scaled to the widest below.
  maxSide: 1800,
  mimeTypes: ['image/jpeg'],
  maxAltLength: imageLimits.alt,
  ratio: imageLimits.ratio,
}

/** How one image of a post is cropped and scaled: the first into what the network takes, the others into the shape of the first, as the network would. */
export function rulesForImage(images: readonly Shape[], index: number): ImageRules {
  const ratio = ratioFor(images, index)
  return { ...imageRules, ratio, maxSide: shapeOf(images, index) < 1 ? imageRules.maxSide : imageLimits.width.max }
}

/** Width by height of an image when it arrives. */
export function shapeOf(images: readonly Shape[], index: number): number {
  const image = images[index]
  return image && !isUnreadable(image) ? shapeWithin(image, ratioFor(images, index)) : 1
}

/** Will something be cut off, and to whose shape? */
export function cropOf(images: readonly Shape[], index: number): 'none' | 'limits' | 'first' {
  const image = images[index]
  if (!image || isUnreadable(image)) return 'none'
  const shape = image.width / image.height
  if (Math.abs(shapeOf(images, index) / shape - 1) < sameShape) return 'none'
  return index === 0 ? 'limits' : 'first'
}

/** How wide the image will be in pixels when it arrives. */
export function finalWidth(images: readonly Shape[], index: number): number {
  const image = images[index] ?? { width: 0, height: 0 }
  return Math.min(image.width, image.height * shapeOf(images, index))
}

function ratioFor(images: readonly Shape[], index: number): { readonly min: number; readonly max: number } {
  const image = images[index]
  const [first] = images
  if (!image || !first || isUnreadable(image) || isUnreadable(first)) return imageLimits.ratio
  if (index === 0) return isWithin(image) ? imageLimits.ratio : safely(image)
  const wanted = shapeOf(images, 0)
  if (isWithin(image) && Math.abs(image.width / image.height / wanted - 1) < sameShape) return imageLimits.ratio
  const { min, max } = safely(image)
  const exact = Math.min(Math.max(wanted, min), max)
  return { min: exact, max: exact }
}

function isWithin({ width, height }: Shape): boolean {
  return width / height >= imageLimits.ratio.min && width / height <= imageLimits.ratio.max
}

/** Pixels are whole, so a cut to the very limit could land a hair beyond it: a little inside it cannot. */
function safely({ width, height }: Shape): { readonly min: number; readonly max: number } {
  const slack = 1 + Math.max(0.005, 1.5 / Math.min(width, height))
  const [min, max] = [imageLimits.ratio.min * slack, imageLimits.ratio.max / slack]
  return min < max ? { min, max } : { min: 1, max: 1 }
}

function shapeWithin({ width, height }: Shape, { min, max }: { readonly min: number; readonly max: number }): number {
  return Math.min(Math.max(width / height, min), max)
}

function isUnreadable({ width, height }: Shape): boolean {
  return width < 1 || height < 1
}
