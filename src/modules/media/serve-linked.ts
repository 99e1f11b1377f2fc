import { commonRefusals } from '#kit/contract'
import { Refusal, refuse } from '#kit/errors'

import { imageFor } from './image-for.ts'
import { readImageLink } from './image-link.ts'
import type { MediaNeeds } from './needs.ts'
import { refused, safeHeaders } from './serve-media.ts'

/** Answers `GET /media/link/<token>` for whoever holds a link that is still good: the network that was given it. */
export async function serveLinked(
  needs: Pick<MediaNeeds, 'db' | 'clock' | 'storage' | 'secretKey' | 'publicUrl'>,
  token: string,
): Promise<Response> {
  const wanted = readImageLink(needs, token)
  if (!wanted) return refused(refuse(commonRefusals, 'NOT_FOUND'))
  try {
    const { bytes, mimeType } = await imageFor(needs, wanted)
    return new Response(new Uint8Array(bytes), {
      headers: { ...safeHeaders, 'cross-origin-resource-policy': 'cross-origin', 'content-type': mimeType, 'cache-control': 'no-store' },
    })
  } catch (error) {
    if (error instanceof Refusal) return refused(error)
    throw error
  }
}
