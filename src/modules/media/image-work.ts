import type { Sharp } from 'sharp'

import { cropRegion } from '#networks/crop-region'

import { heicToPng } from './heic-work.ts'
import type { Done, Fit, Picture, Trouble, Work } from './limited-work.ts'

/** Megapixels are memory: 100 of them are up to 400 MB while they are worked on. */
const maxPixels = 100_000_000
const thumbSide = 480
const secondsPerStep = 20
const inside = { fit: 'inside', withoutEnlargement: true } as const

/** Decodes and encodes. Runs only in a process of its own, see limited-process.ts. */
export async function workOnImage(work: Extract<Work, { do: 'clean' | 'fit' }>): Promise<Done> {
  const { default: sharp } = await import('sharp')
  sharp.concurrency(1)
  sharp.cache(false)
  const open = (bytes: Uint8Array, { animated = false } = {}) =>
    sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error', sequentialRead: true, animated })
  if (work.do === 'fit') return { picture: await fitCropped(open, work) }
  try {
    const bytes = work.heic ? await heicToPng(work.bytes, maxPixels) : work.bytes
    if (bytes === undefined) return { trouble: 'NOT_AN_IMAGE' }
    return bytes === 'too large' ? { trouble: 'IMAGE_TOO_LARGE' } : await clean(open, bytes, { photo: work.heic })
  } catch (error) {
    return { trouble: troubleOf(String(error)) }
  }
}

/** What the decoder's words mean for the person who sent the file. */
export function troubleOf(said: string): Trouble {
  if (/timeout/i.test(said)) return 'TOO_SLOW'
  return /exceeds pixel limit/i.test(said) ? 'IMAGE_TOO_LARGE' : 'NOT_AN_IMAGE'
}

type Open = (bytes: Uint8Array, how?: { animated?: boolean }) => Sharp

/** Encoding anew leaves metadata behind, applies orientation and colour profile, and proves that every pixel is there. */
async function clean(open: Open, bytes: Uint8Array, { photo }: { photo: boolean }): Promise<Done> {
  const { format, pages = 1, width, height, hasAlpha } = await open(bytes).metadata()
  if (width * height > maxPixels) return { trouble: 'IMAGE_TOO_LARGE' }
  const moves = pages > 1 && (format === 'gif' || format === 'webp')
  if (moves && width * height * pages > maxPixels) return { trouble: 'IMAGE_TOO_LARGE' }
  const upright = open(bytes).autoOrient().toColourspace('srgb')
  const still = await encode(upright, { mimeType: mimeTypeFor({ format, hasAlpha, photo }), quality: 92 })
  const thumb = open(still.bytes).resize(thumbSide, thumbSide, inside)
  const kept = { thumb: (await encode(thumb, { mimeType: 'image/webp', quality: 80 })).bytes, looks: await looksOf(open(still.bytes)) }
  return moves ? { ...(await moving(open(bytes, { animated: true }))), still, ...kept } : { original: still, ...kept }
}

/** Photos lose a little, drawings nothing. */
function mimeTypeFor({ format, hasAlpha, photo }: { format: string | undefined; hasAlpha: boolean; photo: boolean }): string {
  if (format === 'webp') return 'image/webp'
  return format === 'jpeg' || ((photo || format === 'heif') && !hasAlpha) ? 'image/jpeg' : 'image/png'
}

/** As a GIF, with its times and loops: what networks take that show moving pictures. */
async function moving(opened: Sharp): Promise<{ readonly original: Picture; readonly frames?: number }> {
  const { data, info } = await opened.timeout({ seconds: secondsPerStep }).gif({ effort: 4 }).toBuffer({ resolveWithObject: true })
  const { width, pageHeight: height = info.height, pages } = info
  // Equal frames that follow one another have become one.
  return {
    original: { bytes: new Uint8Array(data), mimeType: 'image/gif', width, height },
    ...(pages === undefined ? {} : { frames: pages }),
  }
}

/** Whether each of 64 places is darker than its right neighbour (a difference hash), which neither scaling nor mild colours change. */
async function looksOf(picture: Sharp): Promise<string> {
  const grey = picture.flatten({ background: '#ffffff' }).greyscale().resize(9, 8, { fit: 'fill' }).timeout({ seconds: secondsPerStep })
  const pixels = await grey.raw().toBuffer()
  const bits: string[] = []
  for (let row = 0; row < 8; row += 1)
    for (let column = 0; column < 8; column += 1) {
      const [here = 0, right = 0] = [pixels[row * 9 + column], pixels[row * 9 + column + 1]]
      bits.push(here < right ? '1' : '0')
    }
  return bits.join('')
}

/** Crops where the ratio asks for it, then fits what is left. */
async function fitCropped(openFile: Open, { bytes, rules }: { bytes: Uint8Array; rules: Fit }): Promise<Picture> {
  const open = () => openFile(bytes)
  const { width, height, hasAlpha } = await open().metadata()
  const region = cropRegion({ width, height }, rules)
  if (region.width === width && region.height === height) return fit(open, { width, height, hasAlpha, rules })
  return fit(() => open().extract(region), { width: region.width, height: region.height, hasAlpha, rules })
}

interface Shape {
  readonly width: number
  readonly height: number
  readonly hasAlpha: boolean
  readonly rules: Fit
}

/** First without loss where that fits, then with more and more loss, then smaller. The same picture and rules give the same bytes. */
async function fit(open: () => Sharp, { width, height, hasAlpha, rules }: Shape): Promise<Picture> {
  const lossy = ['image/jpeg', 'image/webp'].filter((mimeType) => rules.mimeTypes.includes(mimeType)).slice(0, 1)
  const keepsAlpha = rules.mimeTypes.includes('image/png') && (hasAlpha || lossy.length === 0)
  const first = Math.min(Math.max(width, height), rules.maxSide)
  const pixels = await decodeOnce(open, first)
  for (let side = first; side >= 1; side = Math.floor(side * 0.8)) {
    const tries = [
      ...(keepsAlpha && (side === first || lossy.length === 0) ? [{ mimeType: 'image/png', quality: 100 }] : []),
      ...lossy.flatMap((mimeType) => [90, 82, 74, 66].map((quality) => ({ mimeType, quality }))),
    ]
    for (const attempt of tries) {
      const scaled = pixels().resize(side, side, inside)
      const picture = await encode(attempt.mimeType === 'image/jpeg' ? scaled.flatten({ background: '#ffffff' }) : scaled, attempt)
      if (picture.bytes.length <= rules.maxBytes) return picture
    }
  }
  throw new Error(`No picture fits into ${rules.maxBytes} bytes as ${rules.mimeTypes.join(' or ')}.`)
}

/** The pixels at the largest size that is asked for: decoding a large file takes far longer than any try with them. */
async function decodeOnce(open: () => Sharp, side: number): Promise<() => Sharp> {
  const { default: sharp } = await import('sharp')
  const scaled = open().resize(side, side, inside).timeout({ seconds: secondsPerStep })
  const { data, info } = await scaled.raw().toBuffer({ resolveWithObject: true })
  return () => sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } })
}

async function encode(image: Sharp, { mimeType, quality }: { mimeType: string; quality: number }): Promise<Picture> {
  const timed = image.timeout({ seconds: secondsPerStep })
  const coded =
    mimeType === 'image/jpeg'
      ? timed.jpeg({ quality, chromaSubsampling: quality > 90 ? '4:4:4' : '4:2:0' })
      : mimeType === 'image/webp'
        ? timed.webp({ quality })
        : timed.png()
  const { data, info } = await coded.toBuffer({ resolveWithObject: true })
  return { bytes: new Uint8Array(data), mimeType, width: info.width, height: info.height }
}
