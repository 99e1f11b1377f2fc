import type { Sharp } from 'sharp'

import { heicToPng } from './heic-work.ts'
import { encode, inside, maxPixels, type Open, opening, secondsPerStep } from './image-coding.ts'
import type { Done, Picture, Trouble, Work } from './limited-work.ts'

const thumbSide = 480

/** Decodes and encodes. Runs only in a process of its own, see limited-process.ts. */
export async function workOnImage(work: Extract<Work, { do: 'clean' }>): Promise<Done> {
  const open = await opening()
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
