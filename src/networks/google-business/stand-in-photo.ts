import { pictureFacts } from '../stand-in-facts.ts'
import { invalid, type Server } from './stand-in-wire.ts'

const mostBytes = 5 * 1024 * 1024

/** Fetches a photo as Google does, with no sign-in, and looks whether it can be shown. @throws Refused */
export async function fetchPhoto({ world, state }: Server, address: string): Promise<{ readonly mimeType: string; readonly data: string }> {
  const bytes = await download(world.fetch, address)
  if (!bytes) throw invalid('media.source_url', 'The photo could not be fetched.')
  if (bytes.length > mostBytes || bytes.length < state.leastPhotoBytes) throw invalid('media', 'A photo has 10 KB to 5 MB.')
  const facts = await pictureFacts(bytes)
  if (!facts || !['jpeg', 'png'].includes(facts.format)) throw invalid('media', 'A photo is a JPEG or a PNG.')
  if (facts.width < 400 || facts.height < 300) throw invalid('media', 'The photo is too small.')
  return { mimeType: `image/${facts.format}`, data: Buffer.from(bytes).toString('base64') }
}

async function download(fetch: typeof globalThis.fetch, address: string): Promise<Uint8Array | undefined> {
  try {
    const response = await fetch(address, { headers: { 'user-agent': 'GoogleImageProxy' }, signal: AbortSignal.timeout(60_000) })
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined
  } catch {
    return undefined // Whatever kept it from being fetched, Google says the same.
  }
}
