import type { ImageRules, PostImage, PostMedia, Settings, VideoRules } from '../network.ts'
import { madeOf } from './kinds.ts'

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

/** Of a story: its screen is 9:16, and what has another shape stands between edges. */
const storyImages: ImageRules = { ...imageRules, maxPerPart: 1, maxSide: 1920, maxAltLength: 0, ratio: { min: 0.1, max: 10 } }

export function imagesFor({ kind }: Settings): ImageRules {
  return kind === 'story' ? storyImages : imageRules
}

/** Covers are cut to what a reel shows. */
export const coverRules: ImageRules = { ...imageRules, maxSide: 1920, ratio: { min: 0.1, max: 10 } }

const reels: VideoRules = {
  maxPerPart: 1,
  /** The network says 300 MB, others say more: the lower holds. */
  maxBytes: 300_000_000,
  minSeconds: 3,
  maxSeconds: 900,
  mimeTypes: ['video/mp4', 'video/quicktime'],
  videoCodecs: ['h264', 'hevc'],
  audioCodecs: ['aac'],
  framesPerSecond: { min: 23, max: 60 },
  maxSide: 1920,
  minSide: 2,
  ratio: { min: 0.02, max: 9.9 },
  maxBitsPerSecond: 25_000_000,
  // The API takes descriptions of pictures only.
  maxAltLength: 0,
  covers: ['moment', 'picture'],
  captions: [],
}
const stories: VideoRules = { ...reels, maxBytes: 100_000_000, maxSeconds: 60, ratio: { min: 0.11, max: 9.9 }, covers: [] }
/** Of a carousel; the documentation names no length of its own, so that of a story holds. */
const items: VideoRules = { ...reels, maxPerPart: imageLimits.perPost, maxBytes: 100_000_000, maxSeconds: 60, covers: [] }

/** Before it is known what stands beside it. */
export function videosFor({ kind }: Settings): VideoRules {
  return kind === 'story' ? stories : kind === 'reel' ? reels : { ...reels, maxPerPart: imageLimits.perPost }
}

/** How one video of a post is made to fit: in a carousel into the shape of the first, alone as it is. */
export function rulesForVideo(media: readonly (Shape & Pick<PostMedia, 'kind'>)[], index: number, settings: Settings): VideoRules {
  const made = madeOf(media, settings)
  return made === 'carousel' ? { ...items, ratio: ratioFor(media, index) } : made === 'story' ? stories : reels
}

/** Shapes that fill the screen of a reel or story, give or take a little. */
export function fillsScreen({ width, height }: Shape): boolean {
  return Math.abs(width / height / (9 / 16) - 1) < 0.05
}

/** How one image of a post is cropped and scaled: the first into what the network takes, the others into the shape of the first, as the network would. */
export function rulesForImage(images: readonly Shape[], index: number, settings: Settings = {}): ImageRules {
  if (settings['kind'] === 'story') return storyImages
  const ratio = ratioFor(images, index)
  return { ...imageRules, ratio, maxSide: shapeOf(images, index) < 1 ? imageRules.maxSide : imageLimits.width.max }
}

/** Width by height of an image or video when it arrives. */
export function shapeOf(images: readonly Shape[], index: number, { kind }: Settings = {}): number {
  const image = images[index]
  const isAlone =
    kind === 'story' || kind === 'reel' || (images.length === 1 && image !== undefined && 'kind' in image && image.kind === 'video')
  if (isAlone && image && !isUnreadable(image)) return image.width / image.height
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
