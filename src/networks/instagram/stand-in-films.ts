import { filmFacts } from '../stand-in-facts.ts'
import { download } from './stand-in-images.ts'
import type { Container, Film, Server } from './stand-in-state.ts'

/** Larger films are looked at and not kept. */
const mostKept = 4 * 1024 * 1024

const limits = {
  FEED: { bytes: 100_000_000, seconds: 60 },
  REELS: { bytes: 300_000_000, seconds: 900 },
  STORY: { bytes: 100_000_000, seconds: 60 },
} as const

/** Fetches a film behind the scenes: what is wrong with it is said by the container's state, as a subcode of the error table. */
export async function fetchFilm(
  { world }: Server,
  address: string,
  product: Container['product'],
): Promise<{ readonly film: Film } | { readonly failed: number }> {
  const bytes = await download(world.fetch, address)
  if (!bytes) return { failed: 2207052 }
  const facts = await filmFacts(bytes)
  const most = limits[product]
  if (!facts || bytes.length > most.bytes) return { failed: 2207026 }
  const { mimeType, width, height, seconds, framesPerSecond, videoCodec, audioCodec } = facts
  const isTaken =
    ['video/mp4', 'video/quicktime'].includes(mimeType) &&
    ['avc', 'hevc'].includes(videoCodec ?? '') &&
    (audioCodec === undefined || audioCodec === 'aac') &&
    width <= 1920 &&
    isShape(width / height, product) &&
    // Files say their length and their pace to the hundredth.
    seconds >= 2.94 &&
    seconds <= most.seconds + 0.1 &&
    framesPerSecond >= 22.9 &&
    framesPerSecond <= 60.1
  if (!isTaken) return { failed: 2207026 }
  const kept = bytes.length > mostKept ? {} : { data: Buffer.from(bytes).toString('base64') }
  return { film: { ...kept, mimeType, width, height, seconds } }
}

function isShape(ratio: number, product: Container['product']): boolean {
  return product === 'STORY' ? ratio >= 0.1 && ratio <= 10 : ratio >= 0.01 && ratio <= 10
}
