import { GraphError } from '../stand-in-graph.ts'
import type { Server } from './stand-in-state.ts'

const maxBytes = 8 * 1024 * 1024

export interface FetchedImage {
  readonly bytes: Uint8Array
  readonly width: number
  readonly height: number
}

/** Fetches the picture as the network does, with no sign-in, and looks whether it can be shown. @throws GraphError */
export async function fetchImage({ world }: Server, address: string, { anyShape = false } = {}): Promise<FetchedImage> {
  const bytes = await download(world.fetch, address)
  if (!bytes) {
    throw new GraphError('Only photo or video can be accepted as media type. The media could not be fetched from this uri', {
      code: 9004,
      subcode: 2207052,
      title: 'Media download has failed',
    })
  }
  if (bytes.length > maxBytes) {
    throw new GraphError('The image is too large to download. It should be less than 8 MiB.', {
      code: 36000,
      subcode: 2207004,
      title: 'Image size too large',
    })
  }
  const shape = jpegShape(bytes)
  if (!shape) {
    throw new GraphError('The image format is not supported. Please check spec for supported formats', {
      code: 36001,
      subcode: 2207005,
      title: 'Unsupported format',
    })
  }
  const ratio = shape.width / shape.height
  if (anyShape ? ratio < 0.1 || ratio > 10 : ratio < 4 / 5 || ratio > 1.91) {
    const message = `The submitted image with aspect ratio ('${ratio.toFixed(4)}',) cannot be published. Please submit an image with a valid aspect ratio.`
    throw new GraphError(message, { code: 36003, subcode: 2207009, title: 'Aspect ratio not supported' })
  }
  return { bytes, ...shape }
}

/** undefined where it cannot be fetched; whatever kept it, the network says the same. */
export async function download(fetch: typeof globalThis.fetch, address: string): Promise<Uint8Array | undefined> {
  try {
    const response = await fetch(address, { headers: { 'user-agent': 'facebookexternalua' }, signal: AbortSignal.timeout(60_000) })
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined
  } catch {
    return undefined // See above.
  }
}

/** Width and height of a whole JPEG, read from its frame header (ITU-T T.81, annex B); undefined where it is none. */
function jpegShape(bytes: Uint8Array): { readonly width: number; readonly height: number } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 4 || view.getUint16(0) !== 0xff_d8 || view.getUint16(bytes.length - 2) !== 0xff_d9) return undefined
  for (let at = 2; at + 9 < bytes.length;) {
    const marker = view.getUint16(at)
    if (marker < 0xff_01) return undefined
    if (isFrame(marker)) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    at += 2 + view.getUint16(at + 2)
  }
  return undefined
}

/** SOF0 to SOF15, of which three numbers mean something else. */
function isFrame(marker: number): boolean {
  return marker >= 0xff_c0 && marker <= 0xff_cf && ![0xff_c4, 0xff_c8, 0xff_cc].includes(marker)
}
