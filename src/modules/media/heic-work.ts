import { crc32, deflateSync } from 'node:zlib'

import type { Sharp } from 'sharp'

/** The main picture of a HEIC file, upright, as a PNG that carries the file's colour profile; undefined where it has none or more pixels than that. */
export async function heicToPng(bytes: Uint8Array, maxPixels: number): Promise<Uint8Array | 'too large' | undefined> {
  const { default: libheif } = await import('libheif-js/wasm-bundle.js')
  const images = new libheif.HeifDecoder().decode(bytes)
  const image = images.find((one) => one.is_primary()) ?? images[0]
  if (!image) return undefined
  const [width, height] = [image.get_width(), image.get_height()]
  if (width * height > maxPixels) return 'too large'
  const into = { data: new Uint8ClampedArray(width * height * 4), width, height }
  const data = await new Promise<Uint8ClampedArray | undefined>((resolve) => image.display(into, (shown) => resolve(shown?.data)))
  if (!data) return undefined
  const { default: sharp } = await import('sharp')
  const png = await asPng(sharp(data, { raw: { width, height, channels: 4 } }))
  const profile = profileOf(bytes)
  return profile ? withProfile(png, profile) : png
}

/** Nothing of it is kept, so it is only packed lightly. A photo has no use for its opaque alpha. */
async function asPng(pixels: Sharp): Promise<Buffer> {
  const { isOpaque } = await pixels.clone().stats()
  return (isOpaque ? pixels.removeAlpha() : pixels).png({ compressionLevel: 1 }).toBuffer()
}

/** The ICC profile in the file's `colr` box of type `prof` (ISO 14496-12, 12.1.5): telephones write Display P3 there. */
function profileOf(bytes: Uint8Array): Buffer | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const at = file.indexOf('colrprof', 0, 'latin1')
  if (at < 4) return undefined
  const length = file.readUInt32BE(at - 4)
  const profile = file.subarray(at + 8, at - 4 + length)
  return profile.length > 128 && profile.toString('latin1', 36, 40) === 'acsp' ? profile : undefined
}

/** Puts an `iCCP` chunk behind the header, which is always 33 bytes long (PNG, 11.3.2.3). */
function withProfile(png: Buffer, profile: Buffer): Buffer {
  const data = Buffer.concat([Buffer.from('ICC\0\0', 'latin1'), deflateSync(profile)])
  const named = Buffer.concat([Buffer.from('iCCP', 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([png.subarray(0, 33), length, named, check, png.subarray(33)])
}
