import { pictureFacts } from '../stand-in-facts.ts'
import type { Picture, Server } from './stand-in-state.ts'

const maxBytes = 20_000_000

/** Fetches photos as the network does, without signing in and without following another address: the photos, or its `fail_reason`. */
export async function fetchPhotos(
  { world }: Server,
  addresses: readonly string[],
): Promise<{ readonly pictures: readonly Picture[] } | { readonly failed: string }> {
  const pictures: Picture[] = []
  for (const address of addresses) {
    const bytes = await download(world.fetch, address)
    if (!bytes) return { failed: 'photo_pull_failed' }
    const facts = bytes.length > maxBytes ? undefined : await pictureFacts(bytes)
    if (!facts || (facts.format !== 'jpeg' && facts.format !== 'webp')) return { failed: 'file_format_check_failed' }
    const { format, width, height } = facts
    // The documentation says “1080p”; the sides are read as those of a film of that name.
    if (Math.max(width, height) > 1920 || Math.min(width, height) > 1080) return { failed: 'picture_size_check_failed' }
    pictures.push({ mimeType: `image/${format}`, width, height, data: Buffer.from(bytes).toString('base64') })
  }
  return { pictures }
}

async function download(fetch: typeof globalThis.fetch, address: string): Promise<Uint8Array | undefined> {
  try {
    const response = await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(20_000) })
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined
  } catch {
    return undefined // Whatever kept it from being fetched, the network says the same.
  }
}
