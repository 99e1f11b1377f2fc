import type { Sharp } from 'sharp'

import { cropRegion, type Region } from '#networks/crop-region'

import { encode, inside, type Open, opening, secondsPerStep } from './image-coding.ts'
import type { Done, Fit, Picture, Work } from './limited-work.ts'

/** No network takes larger pictures, so every rendition of a picture can be made of its pixels at this size. */
const heldSide = 4096

/** The picture that was worked on last: its next renditions need neither its file nor another decoding. */
interface Held {
  readonly key: string
  readonly bytes: Uint8Array
  readonly made: Map<string, Picture>
  pixels?: Raw
}

interface Raw {
  readonly data: Buffer
  readonly info: { readonly width: number; readonly height: number; readonly channels: 1 | 2 | 3 | 4 }
}

let held: Held | undefined

/** The picture as each of the rules wants it, decoded once. What cannot be made is told for itself. The same picture and rules give the same bytes, whatever else is asked for. */
export async function fitAll({ key, bytes, rules: each }: Extract<Work, { do: 'fit' }>): Promise<Done> {
  if (bytes) held = { key, bytes, made: new Map() }
  if (held?.key !== key) throw new Error('The picture is not here any more.')
  const open = await opening()
  const pictures: (Picture | { failed: string })[] = []
  for (const rules of each) {
    pictures.push(await fit(open, held, rules).catch((error: unknown) => ({ failed: String(error).slice(0, 300) })))
  }
  return { pictures }
}

/** Crops where the ratio asks for it; then first without loss where that fits, then with more and more loss, then smaller. */
async function fit(open: Open, of: Held, rules: Fit): Promise<Picture> {
  const { width, height, hasAlpha } = await open(of.bytes).metadata()
  const region = cropRegion({ width, height }, rules)
  const lossy = ['image/jpeg', 'image/webp'].filter((mimeType) => rules.mimeTypes.includes(mimeType)).slice(0, 1)
  const keepsAlpha = rules.mimeTypes.includes('image/png') && (hasAlpha || lossy.length === 0)
  const first = Math.min(Math.max(region.width, region.height), rules.maxSide)
  const pixels = once(() => scaledPixels(open, of, { whole: { width, height }, region, side: first }))
  for (let side = first; side >= 1; side = Math.floor(side * 0.8)) {
    const tries = [
      ...(keepsAlpha && (side === first || lossy.length === 0) ? [{ mimeType: 'image/png', quality: 100 }] : []),
      ...lossy.flatMap((mimeType) => [90, 82, 74, 66].map((quality) => ({ mimeType, quality }))),
    ]
    for (const attempt of tries) {
      // Networks that want the same share it.
      const name = JSON.stringify([region, first, side, attempt])
      const picture = of.made.get(name) ?? (await encodeAt(await pixels(), side, attempt))
      of.made.set(name, picture)
      if (picture.bytes.length <= rules.maxBytes) return picture
    }
  }
  throw new Error(`No picture fits into ${rules.maxBytes} bytes as ${rules.mimeTypes.join(' or ')}.`)
}

interface Wanted {
  readonly whole: { readonly width: number; readonly height: number }
  readonly region: Region
  readonly side: number
}

/** What is left of a large picture after cropping is decoded for itself, so that it does not come out smaller than it could. */
async function scaledPixels(open: Open, of: Held, { whole, region, side }: Wanted): Promise<Raw> {
  const cropped = region.width < whole.width || region.height < whole.height
  const large = Math.max(whole.width, whole.height) > heldSide
  if (large && (cropped || side > heldSide)) return decode(open(of.bytes).extract(region), side)
  of.pixels ??= await decode(open(of.bytes), heldSide)
  const shown = await drawn(of.pixels)
  return decode(cropped ? shown.extract(region) : shown, side)
}

async function encodeAt(pixels: Raw, side: number, how: { mimeType: string; quality: number }): Promise<Picture> {
  const scaled = (await drawn(pixels)).resize(side, side, inside)
  return encode(how.mimeType === 'image/jpeg' ? scaled.flatten({ background: '#ffffff' }) : scaled, how)
}

async function decode(picture: Sharp, side: number): Promise<Raw> {
  const scaled = picture.resize(side, side, inside).timeout({ seconds: secondsPerStep })
  return scaled.raw().toBuffer({ resolveWithObject: true })
}

async function drawn({ data, info }: Raw): Promise<Sharp> {
  const { default: sharp } = await import('sharp')
  return sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } })
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined
  return () => (made ??= make())
}
