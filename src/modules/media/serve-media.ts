import { z } from 'zod'

import { commonRefusals } from '#kit/contract'
import { type Refusal, refuse } from '#kit/errors'
import { type Acting, mayDo } from '#modules/teams'

import { keyOf } from './files.ts'
import { findMedia } from './items.ts'
import type { MediaNeeds } from './needs.ts'

const File = z.object({ id: z.uuid(), size: z.enum(['original', 'thumb']) })

/** Answers `GET /media/<workspace>/<id>/<original|thumb>` for a member of that workspace. An image never changes under its id. */
export async function serveMedia(
  { db, storage }: Pick<MediaNeeds, 'db' | 'storage'>,
  request: { acting: Acting | undefined; file: { id: string; size: string }; ifNoneMatch: string | undefined },
): Promise<Response> {
  const { acting, ifNoneMatch } = request
  if (!acting) return refused(refuse(commonRefusals, 'SIGN_IN_FIRST'))
  if (!mayDo(acting.role, 'media.read')) return refused(refuse(commonRefusals, 'NOT_ALLOWED'))
  const file = File.safeParse(request.file)
  const [item] = file.success ? await findMedia(db, { workspaceId: acting.workspaceId, ids: [file.data.id] }) : []
  if (!file.success || !item) return refused(refuse(commonRefusals, 'NOT_FOUND'))
  const { size } = file.data
  const etag = `"${item.id}-${size}"`
  const headers = { ...safeHeaders, 'cache-control': 'private, max-age=31536000, immutable', etag }
  if (ifNoneMatch?.split(/,\s*/).some((tag) => tag.replace(/^W\//, '') === etag)) return new Response(null, { status: 304, headers })
  const blob = await storage.get(keyOf({ workspaceId: acting.workspaceId, mediaId: item.id }, size))
  if (!blob) return refused(refuse(commonRefusals, 'NOT_FOUND'))
  return new Response(asBody(blob.stream), {
    headers: { ...headers, 'content-type': size === 'thumb' ? 'image/webp' : item.mimeType, 'content-length': String(blob.bytes) },
  })
}

/** Reads only as fast as it is sent; a reader who leaves ends it. */
function asBody(content: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const chunks = content[Symbol.asyncIterator]()
  return new ReadableStream({
    pull: async (body) => {
      const next = await chunks.next()
      if (next.done) body.close()
      else body.enqueue(next.value)
    },
    cancel: async () => void (await chunks.return?.()),
  })
}

/** Whatever a file turns out to be, a browser runs nothing of it. */
export const safeHeaders = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
}

export function refused({ code, status, message }: Refusal): Response {
  return Response.json({ code, status, message }, { status, headers: { ...safeHeaders, 'cache-control': 'no-store' } })
}
