import { filmFacts, pictureFacts } from '../stand-in-facts.ts'
import { GraphError } from '../stand-in-graph.ts'
import type { File, Server } from './stand-in-state.ts'

const mostImageBytes = 8 * 1024 * 1024
const mostVideoBytes = 1024 ** 3
/** Larger films are looked at and not kept. */
const mostKept = 4 * 1024 * 1024

type Seen = Pick<File, 'kind' | 'data' | 'mimeType' | 'width' | 'height' | 'seconds'>

/** Fetches a picture as the network does, with no sign-in, and looks whether it can be shown. @throws GraphError */
export async function fetchPicture({ world }: Server, address: string): Promise<Seen> {
  const bytes = await download(world.fetch, address)
  if (!bytes) {
    const message = 'Only photo or video can be accepted as media type. The media could not be fetched from this uri'
    throw new GraphError(message, { code: 1, subcode: 2207052, title: 'Media download has failed' })
  }
  if (bytes.length > mostImageBytes) {
    throw new GraphError('The image is too large to download. It should be less than 8 MiB.', { code: 36000, subcode: 2207004 })
  }
  const facts = await pictureFacts(bytes)
  if (!facts || !['jpeg', 'png'].includes(facts.format)) {
    throw new GraphError('The image format is not supported. Please check spec for supported formats', { code: 36001, subcode: 2207005 })
  }
  const { width, height } = facts
  if (Math.max(width / height, height / width) > 10) {
    throw new GraphError(`The submitted image with aspect ratio (${width}:${height}) cannot be published.`, {
      code: 36003,
      subcode: 2207009,
    })
  }
  return { kind: 'image', data: Buffer.from(bytes).toString('base64'), mimeType: `image/${facts.format}`, width, height }
}

/** The same for a film, which is fetched behind the scenes: what is wrong with it is said by the container's state. */
export async function fetchFilm({ world }: Server, address: string): Promise<{ readonly file: Seen } | { readonly failed: string }> {
  const bytes = await download(world.fetch, address)
  if (!bytes || bytes.length > mostVideoBytes) return { failed: 'FAILED_DOWNLOADING_VIDEO' }
  const facts = await filmFacts(bytes)
  if (!facts) return { failed: 'FAILED_PROCESSING_VIDEO' }
  const { mimeType, width, height, seconds, framesPerSecond, videoCodec, audioCodec } = facts
  if (!['video/mp4', 'video/quicktime'].includes(mimeType) || !['avc', 'hevc'].includes(videoCodec ?? '')) {
    return { failed: 'FAILED_PROCESSING_VIDEO' }
  }
  if (audioCodec !== undefined && audioCodec !== 'aac') return { failed: 'FAILED_PROCESSING_AUDIO' }
  if (width > 1920 || width / height > 10 || width / height < 0.01) return { failed: 'INVALID_ASPEC_RATIO' }
  if (seconds <= 0 || seconds > 300.1) return { failed: 'INVALID_DURATION' }
  // Frames do not come to the thousandth of a second, so a hair is allowed.
  if (framesPerSecond < 22.9 || framesPerSecond > 60.1) return { failed: 'INVALID_FRAME_RATE' }
  if ((bytes.length * 8) / Math.max(seconds, 1) > 25_200_000) return { failed: 'INVALID_BIT_RATE' }
  const kept = bytes.length > mostKept ? {} : { data: Buffer.from(bytes).toString('base64') }
  return { file: { kind: 'video', ...kept, mimeType, width, height, seconds } }
}

async function download(fetch: typeof globalThis.fetch, address: string): Promise<Uint8Array | undefined> {
  try {
    const response = await fetch(address, { headers: { 'user-agent': 'facebookexternalua' }, signal: AbortSignal.timeout(60_000) })
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined
  } catch {
    return undefined // Whatever kept it from being fetched, the network says the same.
  }
}
