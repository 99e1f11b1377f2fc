import { Refused } from './stand-in-request.ts'

interface Picture {
  readonly mimeType: string
  readonly width: number
  readonly height: number
}

/** What kind of picture this is and how large, read from its first bytes, whatever its name says. */
export function lookAt(bytes: Uint8Array): Picture {
  const picture = pictureIn(bytes)
  if (!picture || picture.width < 1 || picture.height < 1) throw new Refused(422, 'File type of uploaded media could not be verified')
  return picture
}

/** undefined where it is no picture. */
export function pictureIn(bytes: Uint8Array): Picture | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return bytes.length < 30 ? undefined : (png(view) ?? gif(view) ?? webp(view) ?? jpeg(view))
}

function png(view: DataView): Picture | undefined {
  if (view.getUint32(0) !== 0x89504e47) return undefined
  return { mimeType: 'image/png', width: view.getUint32(16), height: view.getUint32(20) }
}

function gif(view: DataView): Picture | undefined {
  if (view.getUint32(0) !== 0x47494638) return undefined
  return { mimeType: 'image/gif', width: view.getUint16(6, true), height: view.getUint16(8, true) }
}

function webp(view: DataView): Picture | undefined {
  if (view.getUint32(0) !== 0x52494646 || view.getUint32(8) !== 0x57454250) return undefined
  const kind = view.getUint8(15)
  const mimeType = 'image/webp'
  if (kind === 0x58) return { mimeType, width: 1 + (view.getUint32(24, true) & 0xffffff), height: 1 + (view.getUint32(26, true) >>> 8) }
  if (kind === 0x20) return { mimeType, width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
  const packed = view.getUint32(21, true)
  return { mimeType, width: 1 + (packed & 0x3fff), height: 1 + ((packed >>> 14) & 0x3fff) }
}

/** The size stands in the segment that begins a frame; the others are skipped. */
function jpeg(view: DataView): Picture | undefined {
  if (view.getUint16(0) !== 0xffd8) return undefined
  for (let at = 2; at + 9 < view.byteLength; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint8(at + 1)
    if (view.getUint8(at) !== 0xff) return undefined
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (isFrame) return { mimeType: 'image/jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
  }
  return undefined
}
