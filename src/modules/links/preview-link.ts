import { Refusal, refuse } from '#kit/errors'
import { RequestFailure } from '#kit/http'
import { addImage } from '#modules/media'
import { brandOf, type Call } from '#modules/teams'

import { type LinkPreview, linksRefusals } from './contract.ts'
import type { LinksNeeds } from './needs.ts'
import { type PageFacts, readPage } from './read-page.ts'

/** What a link card says of a public page. Its picture joins the library; a card without one is a card all the same. */
export async function previewLink(needs: LinksNeeds, call: Call, { brandId, url }: { brandId: string; url: string }): Promise<LinkPreview> {
  await brandOf(needs.db, { workspaceId: call.acting.workspaceId, brandId })
  const page = await fetchPage(needs, url)
  const thumb = page.image ? await keepPicture(needs, call, { brandId, image: page.image }) : undefined
  return { url, title: page.title || new URL(url).hostname, description: page.description, ...(thumb ? { thumb } : {}) }
}

const pageBytes = 1024 * 1024
const pictureBytes = 10 * 1024 * 1024
const limitMs = 8000

async function fetchPage(needs: LinksNeeds, url: string): Promise<PageFacts> {
  try {
    const response = await needs.fetch(url, {
      headers: { accept: 'text/html,application/xhtml+xml' },
      signal: AbortSignal.timeout(limitMs),
    })
    const type = response.headers.get('content-type') ?? ''
    if (response.ok && /^(?:text\/html|application\/xhtml\+xml)\b/i.test(type.trim())) {
      return readPage(await firstBytes(response, pageBytes), { contentType: type, url: response.url || url })
    }
    await response.body?.cancel()
  } catch (error) {
    if (!(error instanceof RequestFailure)) throw error
  }
  throw refuse(linksRefusals, 'PAGE_UNREACHABLE')
}

/** What a card shows stands at the beginning of a page; the rest is not waited for. */
async function firstBytes(response: Response, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= most) break
  }
  return Buffer.concat(chunks).subarray(0, most)
}

/** Undefined where there is no picture to be had; the page is not worse for it. */
async function keepPicture(needs: LinksNeeds, call: Call, { brandId, image }: { brandId: string; image: string }) {
  try {
    const response = await needs.fetch(image, { headers: { accept: 'image/*' }, signal: AbortSignal.timeout(limitMs) })
    const bytes = await firstBytes(response, pictureBytes + 1)
    if (!response.ok || bytes.length > pictureBytes) return undefined
    // A repeated call asks the page anew; its key would name this picture instead.
    const { acting, path } = call
    return await addImage(needs, { acting, path, input: undefined }, { brandId, fileName: new URL(image).pathname, bytes })
  } catch (error) {
    if (error instanceof RequestFailure || error instanceof Refusal) return undefined
    throw error
  }
}
