import { ORPCError } from '@orpc/client'

import type { MediaItem } from '#contract/media'

import { client } from '../api.ts'
import { workspaceHeader } from '../workspace.ts'
import { inTurn } from './in-turn.ts'
import { sendPieces } from './send-pieces.ts'

export interface UploadRequest {
  readonly brandId: string
  readonly file: File
  /** The same for every try of one file, so that a retry adds it once. */
  readonly key: string
  /** Goes on with this upload. */
  readonly uploadId?: string | undefined
  /** From 0 to 1; at 1 the file has arrived and is being read. */
  readonly onProgress: (share: number) => void
  /** By which the server knows what is sent in pieces. */
  readonly onKnown?: (uploadId: string) => void
  /** Ends the sending here; what came in pieces stays on the server. */
  readonly signal: AbortSignal
}

/** Adds one file to the library and answers with the item: small pictures in one request, anything larger in pieces. */
export async function uploadFile(request: UploadRequest): Promise<MediaItem> {
  const { brandId, file, uploadId, onProgress, onKnown = () => undefined, signal } = request
  if (uploadId === undefined && isSmall(file)) return inTurn(signal, () => sendWhole(request))
  const share = (sent: number) => onProgress(file.size === 0 ? 0 : Math.min(sent / file.size, 0.999))
  const arrived = await sendPieces({ brandId, file, uploadId, onProgress: share, onKnown, signal })
  onProgress(1)
  return itemOfUpload(arrived, { brandId, signal })
}

const megabyte = 1024 * 1024

function isSmall({ size, type }: File): boolean {
  return type.startsWith('image/') && size < 8 * megabyte
}

/** XMLHttpRequest, because fetch cannot tell how much of a body has left. */
function sendWhole({ brandId, file, key, onProgress, signal }: UploadRequest): Promise<MediaItem> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/v1/media')
    const headers = { ...workspaceHeader(), 'idempotency-key': key }
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.responseType = 'json'
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total))
    request.addEventListener('load', () =>
      request.status < 300 ? resolve(request.response) : reject(refusalIn(request.status, request.response)),
    )
    request.addEventListener('error', () => reject(new TypeError('The upload was cut off.')))
    request.addEventListener('abort', () => reject(signal.reason))
    signal.addEventListener('abort', () => request.abort())
    request.send(form(brandId, file))
  })
}

function form(brandId: string, file: File): FormData {
  const data = new FormData()
  data.append('brandId', brandId)
  data.append('file', file)
  return data
}

/** The server's refusal in the shape all other calls have, so that the same sentences explain it. */
function refusalIn(status: number, answer: unknown): Error {
  if (typeof answer !== 'object' || answer === null || !('code' in answer) || typeof answer.code !== 'string') {
    return new ORPCError('BAD_REQUEST', { status })
  }
  return new ORPCError(answer.code, { status, defined: true })
}

/** Between two looks at an upload that is being read, in milliseconds. */
const pause = 600

/** What became of a file that has arrived whole. */
export async function itemOfUpload(uploadId: string, { brandId, signal }: { brandId: string; signal: AbortSignal }): Promise<MediaItem> {
  for (;;) {
    signal.throwIfAborted()
    const upload = (await client.media.uploads({ brandId })).find(({ id }) => id === uploadId)
    if (upload === undefined) throw new ORPCError('UPLOAD_OVER', { status: 410, defined: true })
    if (upload.state === 'refused') throw new ORPCError(upload.code ?? 'NOT_MEDIA', { status: 422, defined: true })
    if (upload.mediaId !== undefined) return client.media.get({ mediaId: upload.mediaId })
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
}
