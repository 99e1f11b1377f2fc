import { commonRefusals } from '#kit/contract'
import { Refusal, refuse } from '#kit/errors'

import { imageFor } from './image-for.ts'
import { readImageLink } from './image-link.ts'
import type { MediaNeeds } from './needs.ts'
import { rangeOf } from './range-of.ts'
import { findReady, type RenditionId } from './renditions.ts'
import { asBody, refused, safeHeaders } from './serve-media.ts'
import { readVideoLink } from './video-link.ts'

/** Answers `GET /media/link/<token>` for whoever holds a link that is still good: the network that was given it. */
export async function serveLinked(
  needs: Pick<MediaNeeds, 'db' | 'clock' | 'storage' | 'secretKey' | 'publicUrl'>,
  token: string,
  range?: string,
): Promise<Response> {
  const film = readVideoLink(needs, token)
  if (film) return serveFilm(needs, { film, range })
  const wanted = readImageLink(needs, token)
  if (!wanted) return refused(refuse(commonRefusals, 'NOT_FOUND'))
  try {
    const { bytes, mimeType } = await imageFor(needs, wanted)
    return new Response(new Uint8Array(bytes), {
      headers: { ...safeHeaders, ...foreign, 'content-type': mimeType },
    })
  } catch (error) {
    if (error instanceof Refusal) return refused(error)
    throw error
  }
}

/** Networks fetch large files in pieces, and go on where they were interrupted. */
async function serveFilm(
  needs: Pick<MediaNeeds, 'db' | 'storage'>,
  { film, range }: { film: RenditionId; range: string | undefined },
): Promise<Response> {
  const made = await findReady(needs.db, film)
  if (!made) return refused(refuse(commonRefusals, 'NOT_FOUND'))
  const headers = { ...safeHeaders, ...foreign, 'content-type': made.mimeType, 'accept-ranges': 'bytes' }
  const asked = rangeOf(range, made.bytes)
  if (asked === 'outside') return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${made.bytes}` } })
  const blob = await needs.storage.get(made.file, asked)
  if (!blob) return refused(refuse(commonRefusals, 'NOT_FOUND'))
  const about = { ...headers, 'content-length': String(blob.bytes) }
  if (!asked) return new Response(asBody(blob), { headers: about })
  return new Response(asBody(blob), {
    status: 206,
    headers: { ...about, 'content-range': `bytes ${asked.from}-${asked.to - 1}/${made.bytes}` },
  })
}

const foreign = { 'cross-origin-resource-policy': 'cross-origin', 'cache-control': 'no-store' }
