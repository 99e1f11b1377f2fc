import { z } from 'zod'

import type { Json } from '#kit/json'

import { signedIn } from './stand-in-access.ts'
import { cidOfBytes } from './stand-in-cids.ts'
import { limits, spend } from './stand-in-limits.ts'
import { type Blob, blobKey, blobsIn, isUsed, personBy } from './stand-in-state.ts'
import { type Asked, invalid, type Method, query, Refused, type Server } from './stand-in-wire.ts'

/** What one upload may hold; records then say what they take. */
export const maxUploadBytes = 50 * 1024 * 1024

/** Files that no record points to are thrown away after this long. */
const keptUnused = { hours: 2 }

export const blobMethods: Readonly<Record<string, Method>> = {
  'com.atproto.repo.uploadBlob': { verb: 'POST', answer: uploadBlob },
  'com.atproto.sync.getBlob': { verb: 'GET', answer: getBlob },
}

function uploadBlob(asked: Asked): Json {
  const { server, request, body } = asked
  const { did } = signedIn(asked, { toWrite: true })
  const type = request.headers.get('content-type')?.split(';')[0]?.trim()
  if (!type) throw invalid('Request encoding (Content-Type) required but not provided')
  spend(asked, limits.uploadDay, { key: did, points: 1 })
  if (body.length > maxUploadBytes) throw new Refused(413, 'PayloadTooLarge', 'request entity too large')
  const blob = keepBlob(server, did, { bytes: body, mimeType: type })
  return { blob: refTo(blob) }
}

/** Keeps the bytes for a record to come. What they are is seen in the bytes; what was said counts only where that fails. */
export function keepBlob(
  server: Server,
  did: string,
  { bytes, mimeType }: { readonly bytes: Uint8Array; readonly mimeType: string },
): Blob {
  dropUnused(server)
  const cid = cidOfBytes(bytes)
  const known = server.state.blobs.get(blobKey({ did, cid }))
  const blob = {
    did,
    cid,
    mimeType: known?.mimeType ?? mimeTypeOf(bytes) ?? mimeType,
    size: bytes.length,
    data: known?.data ?? Buffer.from(bytes).toString('base64'),
    uploadedAt: server.world.now().toString({ smallestUnit: 'millisecond' }),
  }
  server.state.blobs.set(blobKey(blob), blob)
  server.world.changed()
  return blob
}

export function refTo({ cid, mimeType, size }: Blob): { readonly [key: string]: Json } {
  return { $type: 'blob', ref: { $link: cid }, mimeType, size }
}

/** What the bytes say that they are. */
export function mimeTypeOf(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  if (start.startsWith('\u0089PNG\r\n\u001A\n')) return 'image/png'
  if (start.startsWith('\u00FF\u00D8\u00FF')) return 'image/jpeg'
  if (start.startsWith('GIF8')) return 'image/gif'
  if (start.startsWith('RIFF') && start.endsWith('WEBP')) return 'image/webp'
  if (start.slice(4, 8) === 'ftyp') return 'video/mp4'
  return undefined
}

/** The files a record is about to show must be there, as it says they are. @throws Refused */
export function useBlobs(server: Server, did: string, record: Json): void {
  dropUnused(server)
  for (const { cid, mimeType, size } of blobsIn(record)) {
    const blob = server.state.blobs.get(blobKey({ did, cid }))
    if (!blob) throw invalid(`Could not find blob: ${cid}`, 'BlobNotFound')
    if (blob.mimeType !== mimeType)
      throw invalid(`Referenced Mimetype does not match stored blob. Expected: ${blob.mimeType}, Got: ${mimeType}`, 'InvalidMimeType')
    if (blob.size !== size) throw invalid(`Referenced Size does not match stored blob. Expected: ${blob.size}, Got: ${size}`, 'InvalidSize')
  }
}

/** Throws away what nothing points to: soon after it was uploaded, at once where a record of the same person has just let go of it. */
export function dropUnused({ state, world }: Server, letGo?: { readonly did: string; readonly value: Json }): void {
  const released = new Set(letGo && blobsIn(letGo.value).map(({ cid }) => blobKey({ did: letGo.did, cid })))
  const before = world.now().subtract(keptUnused)
  for (const [key, { uploadedAt }] of state.blobs) {
    if (isUsed(state, key)) continue
    if (released.has(key) || Temporal.Instant.compare(uploadedAt, before) < 0) state.blobs.delete(key)
  }
}

const Which = z.object({ did: z.string(), cid: z.string() })

function getBlob(asked: Asked): Response {
  const { did, cid } = query(asked, Which)
  if (!personBy(asked.server.state, did)) throw invalid(`Could not find repo for DID: ${did}`, 'RepoNotFound')
  return blobAnswer(asked.server, { did, cid }) ?? unknownBlob()
}

function unknownBlob(): never {
  throw invalid('Blob not found', 'BlobNotFound')
}

/** The bytes as they were uploaded; undefined where they are gone. */
export function blobAnswer({ state }: Server, which: { readonly did: string; readonly cid: string }): Response | undefined {
  const blob = state.blobs.get(blobKey(which))
  if (!blob) return undefined
  const headers = {
    'content-type': blob.mimeType,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'public, max-age=86400',
  }
  return new Response(Buffer.from(blob.data, 'base64'), { headers })
}
