import { crc32 } from 'node:zlib'

import sharp from 'sharp'

const colours = { tea: { r: 120, g: 160, b: 90 }, ember: { r: 230, g: 90, b: 40 } }

/** A plain picture; noise instead of one colour where it should not compress. */
export async function testImage({
  width = 64,
  height = 48,
  format = 'jpeg',
  noise = false,
}: { width?: number; height?: number; format?: 'jpeg' | 'png' | 'webp' | 'gif'; noise?: boolean } = {}): Promise<Uint8Array<ArrayBuffer>> {
  const filled = noise ? { noise: { type: 'gaussian' as const, mean: 128, sigma: 60 } } : {}
  const image = sharp({ create: { width, height, channels: 3, background: colours.tea, ...filled } })
  return new Uint8Array(await image.toFormat(format).toBuffer())
}

/** A PNG with a see-through ground. */
export async function seeThroughImage(side = 64): Promise<Uint8Array<ArrayBuffer>> {
  const image = sharp({ create: { width: side, height: side, channels: 4, background: { ...colours.ember, alpha: 0.3 } } })
  return new Uint8Array(await image.png().toBuffer())
}

/** A photo lying on its side, as telephones write it, that says where it was taken. */
export async function sidewaysPhoto(): Promise<Uint8Array<ArrayBuffer>> {
  const photo = sharp({ create: { width: 80, height: 40, channels: 3, background: colours.tea } })
  const exif = { IFD0: { Make: 'Tea Camera', Orientation: '6' }, IFD3: { GPSLatitude: '25/1 2/1 0/1', GPSLatitudeRef: 'N' } }
  return new Uint8Array(await photo.jpeg().withExif(exif).withMetadata({ orientation: 6 }).toBuffer())
}

/** Two frames. */
export async function movingImage(format: 'gif' | 'webp' = 'gif'): Promise<Uint8Array<ArrayBuffer>> {
  const frames = await Promise.all(
    [colours.tea, colours.ember].map((background) =>
      sharp({ create: { width: 20, height: 20, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  )
  const joined = sharp(frames, { join: { animated: true } })
  return new Uint8Array(await (format === 'gif' ? joined.gif() : joined.webp()).toBuffer())
}

/** A few hundred bytes that unpack to a picture of 900 megapixels. */
export async function hugeImage(): Promise<Uint8Array<ArrayBuffer>> {
  const small = Buffer.from(await testImage({ format: 'png' }))
  small.writeUInt32BE(30_000, 16)
  small.writeUInt32BE(30_000, 20)
  small.writeUInt32BE(crc32(small.subarray(12, 29)), 29)
  return new Uint8Array(small)
}
