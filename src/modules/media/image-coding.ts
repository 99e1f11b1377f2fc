import type { Sharp } from 'sharp'

import type { Picture } from './limited-work.ts'

/** Megapixels are memory: 100 of them are up to 400 MB while they are worked on. */
export const maxPixels = 100_000_000
export const secondsPerStep = 20
export const inside = { fit: 'inside', withoutEnlargement: true } as const

export type Open = (bytes: Uint8Array, how?: { animated?: boolean }) => Sharp

/** How pictures are opened in a limited process, and nowhere else. */
export async function opening(): Promise<Open> {
  const { default: sharp } = await import('sharp')
  sharp.concurrency(1)
  sharp.cache(false)
  return (bytes, { animated = false } = {}) =>
    sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error', sequentialRead: true, animated })
}

/** A JPEG's codes are the usual ones: its own would save a twentieth of the bytes and take ten times as long, with all of a large picture in memory. */
export async function encode(image: Sharp, { mimeType, quality }: { mimeType: string; quality: number }): Promise<Picture> {
  const timed = image.timeout({ seconds: secondsPerStep })
  const coded =
    mimeType === 'image/jpeg'
      ? timed.jpeg({ quality, chromaSubsampling: quality > 90 ? '4:4:4' : '4:2:0', optimiseCoding: false })
      : mimeType === 'image/webp'
        ? timed.webp({ quality })
        : timed.png()
  const { data, info } = await coded.toBuffer({ resolveWithObject: true })
  return { bytes: new Uint8Array(data), mimeType, width: info.width, height: info.height }
}
