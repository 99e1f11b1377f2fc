import { z } from 'zod'

import { commonRefusals } from '#kit/contract'
import { type Refusal, refuse } from '#kit/errors'
import type { StoredBlob } from '#kit/storage'
import { type Acting, mayAt, withinScopes } from '#modules/teams'

import type { MediaItem } from './contract.ts'
import { keyOf, type Size } from './files.ts'
import { findMedia } from './items.ts'
import type { MediaNeeds } from './needs.ts'
import { rangeOf } from './range-of.ts'

const File = z.object({ id: z.uuid(), size: z.enum(['original', 'thumb', 'poster']) })

interface Asked {
  readonly acting: Acting | undefined
  readonly file: { readonly id: string; readonly size: string }
  readonly ifNoneMatch: string | undefined
  /** As the header says it: players ask for a film in pieces. */
  readonly range?: string | undefined
}

/** Answers `GET /media/<workspace>/<id>/<original|thumb|poster>` for a member of that workspace. An item's files never change under its id. */
export async function serveMedia(needs: Pick<MediaNeeds, 'db' | 'storage'>, request: Asked): Promise<Response> {
  const { acting, ifNoneMatch } = request
  if (!acting) return refused(refuse(commonRefusals, 'SIGN_IN_FIRST'))
  if (!withinScopes(acting, 'media.read')) return refused(refuse(commonRefusals, 'NOT_ALLOWED'))
  const file = File.safeParse(request.file)
  const [item] = file.success ? await findMedia(needs.db, { workspaceId: acting.workspaceId, ids: [file.data.id] }) : []
  if (!file.success || !item) return refused(refuse(commonRefusals, 'NOT_FOUND'))
  const may = mayAt(acting, 'media.read', { brandId: item.brandId })
  if (may !== 'yes') return refused(refuse(commonRefusals, may === 'hidden' ? 'NOT_FOUND' : 'NOT_ALLOWED'))
  const { size } = file.data
  const etag = `"${item.id}-${size}"`
  const headers = { ...safeHeaders, 'cache-control': 'private, max-age=31536000, immutable', etag }
  if (ifNoneMatch?.split(/,\s*/).some((tag) => tag.replace(/^W\//, '') === etag)) return new Response(null, { status: 304, headers })
  const range = size === 'original' ? rangeOf(request.range, item.bytes) : undefined
  if (range === 'outside') return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${item.bytes}` } })
  const blob = await needs.storage.get(keyOf({ workspaceId: acting.workspaceId, mediaId: item.id }, size), range)
  if (!blob) return refused(refuse(commonRefusals, 'NOT_FOUND'))
  const about = { ...headers, ...describe(item, size), 'content-length': String(blob.bytes) }
  if (!range) return new Response(asBody(blob), { headers: about })
  return new Response(asBody(blob), {
    status: 206,
    headers: { ...about, 'content-range': `bytes ${range.from}-${range.to - 1}/${item.bytes}` },
  })
}

/** Documents and captions are saved rather than shown: what they are is for programs of their own. */
function describe({ kind, mimeType, fileName }: MediaItem, size: Size): Record<string, string> {
  if (size !== 'original') return { 'content-type': size === 'thumb' ? 'image/webp' : 'image/jpeg' }
  const saved = kind === 'document' || kind === 'captions'
  return {
    'content-type': mimeType,
    'accept-ranges': 'bytes',
    ...(saved
      ? { 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName).replaceAll(/['()*]/g, percent)}` }
      : {}),
  }
}

/** What RFC 5987 wants written so besides. */
function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}

/** Reads only as fast as it is sent; a reader who leaves ends it. */
export function asBody({ stream }: StoredBlob): ReadableStream<Uint8Array> {
  const chunks: AsyncIterator<Uint8Array> = stream[Symbol.asyncIterator]()
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
