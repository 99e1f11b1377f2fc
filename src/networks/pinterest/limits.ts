import type { ImageRules, PostImage, VideoRules } from '../network.ts'

/** Texts from the OpenAPI document (5.23); the document names no unit, so the strictest reading holds: UTF-16 units. */
export const limits = { title: 100, description: 800, alt: 500, link: 2048, images: 5 } as const

/**
 * Pictures travel inside the request, in base64: JPEG or PNG (`ContentType` of the document). Pinterest takes up to 20 MB; a pin is shown at
 * 1,000 by 1,500 pixels, and twice that is as much as anybody sees.
 */
export const imageRules: ImageRules = {
  maxPerPart: limits.images,
  maxBytes: 10_000_000,
  maxSide: 3000,
  mimeTypes: ['image/jpeg', 'image/png'],
  maxAltLength: limits.alt,
}

/** Of a carousel all pictures travel in one request. */
const inCarousel: ImageRules = { ...imageRules, maxBytes: 4_000_000, maxSide: 2000 }

/** So close that nobody sees the difference. */
const sameShape = 0.01

type Shape = Pick<PostImage, 'width' | 'height'>

/** The pictures of a carousel have the shape of the first. */
export function rulesForImage(images: readonly Shape[], index: number): ImageRules {
  const [first] = images
  const image = images[index]
  if (images.length < 2) return imageRules
  const carousel = index === 0 ? inCarousel : { ...inCarousel, maxAltLength: 0 }
  if (!first || !image || !(first.height > 0 && image.height > 0)) return carousel
  const wanted = first.width / first.height
  if (Math.abs(image.width / image.height / wanted - 1) < sameShape) return carousel
  return { ...carousel, ratio: { min: wanted, max: wanted } }
}

/** Width by height of a picture when it arrives. */
export function shapeOf(images: readonly Shape[], index: number): number {
  const image = images[index]
  const own = image && image.width >= 1 && image.height >= 1 ? image.width / image.height : 1
  const { ratio } = rulesForImage(images, index)
  return ratio ? Math.min(Math.max(own, ratio.min), ratio.max) : own
}

/** https://help.pinterest.com/en/business/article/pinterest-product-specs */
export const videoRules: VideoRules = {
  maxPerPart: 1,
  maxBytes: 2_000_000_000,
  minSeconds: 4,
  maxSeconds: 900,
  mimeTypes: ['video/mp4', 'video/quicktime'],
  videoCodecs: ['h264', 'hevc'],
  audioCodecs: ['aac'],
  framesPerSecond: { min: 1, max: 60 },
  maxSide: 4096,
  minSide: 240,
  ratio: { min: 0.5, max: 1.91 },
  maxAltLength: limits.alt,
  covers: ['moment', 'picture'],
  captions: [],
}

/** A cover travels inside the request too. */
export const coverRules: ImageRules = { ...imageRules, maxPerPart: 1, maxBytes: 4_000_000, maxSide: 2000, mimeTypes: ['image/jpeg'] }
