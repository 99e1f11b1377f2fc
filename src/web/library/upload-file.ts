import { ORPCError } from '@orpc/client'
import type { DetailedError } from 'tus-js-client'

import type { MediaItem } from '#contract/media'

import { client } from '../api.ts'
import { workspaceHeader } from '../workspace.ts'

export interface UploadRequest {
  readonly brandId: string
  readonly folderId?: string | undefined
  readonly file: File
  /** The same for every try of one file, so that a retry adds it once. */
  readonly key: string
  /** From 0 to 1; at 1 the file has arrived and is being read. */
  readonly onProgress: (share: number) => void
  readonly signal: AbortSignal
}

/** Adds one file to the library: pictures in one request, larger things in pieces that go on where they stopped, also after the page was closed. */
export function uploadFile(request: UploadRequest): Promise<MediaItem> {
  return isSmall(request.file) ? sendWhole(request) : sendInPieces(request)
}

const megabyte = 1024 * 1024

function isSmall({ size, type }: File): boolean {
  return type.startsWith('image/') && size < 8 * megabyte
}

/** XMLHttpRequest, because fetch cannot tell how much of a body has left. */
function sendWhole({ brandId, folderId, file, key, onProgress, signal }: UploadRequest): Promise<MediaItem> {
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
    request.send(form({ brandId, folderId, file }))
  })
}

function form({ brandId, folderId, file }: Pick<UploadRequest, 'brandId' | 'folderId' | 'file'>): FormData {
  const data = new FormData()
  data.append('brandId', brandId)
  if (folderId !== undefined) data.append('folderId', folderId)
  data.append('file', file)
  return data
}

async function sendInPieces(request: UploadRequest): Promise<MediaItem> {
  const uploadId = await sendPieces(request)
  request.onProgress(1)
  return readItem(uploadId, request)
}

/** The library that speaks tus is loaded with the first large file. */
async function sendPieces({ brandId, folderId, file, onProgress, signal }: UploadRequest): Promise<string> {
  const { Upload } = await import('tus-js-client')
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const sending = new Upload(file, {
    endpoint: '/api/uploads',
    chunkSize: 16 * megabyte,
    retryDelays: [0, 1000, 3000, 10_000, 30_000],
    metadata: { brandId, filename: file.name, ...(folderId === undefined ? {} : { folderId }) },
    headers: { ...workspaceHeader() },
    removeFingerprintOnSuccess: true,
    fingerprint: () => Promise.resolve(['hearth', brandId, file.name, file.size, file.lastModified].join(' ')),
    onProgress: (sent, all) => onProgress(all === 0 ? 0 : Math.min(sent / all, 0.999)),
    onError: (error) => reject(isDetailed(error) ? refusalIn(...answerOf(error)) : error),
    onSuccess: () => {
      signal.removeEventListener('abort', stop)
      resolve(sending.url?.split('/').at(-1) ?? '')
    },
  })
  // What the server can no longer be told of, it forgets by itself after a day.
  const stop = () => {
    reject(signal.reason)
    sending.abort(true).catch(() => undefined)
  }
  signal.addEventListener('abort', stop)
  const [before] = await sending.findPreviousUploads()
  if (before !== undefined) sending.resumeFromPreviousUpload(before)
  sending.start()
  return promise
}

/** Between two looks at an upload that is being read, in milliseconds. */
const pause = 600

/** What became of the file once it had arrived whole. */
async function readItem(uploadId: string, { brandId, signal }: UploadRequest): Promise<MediaItem> {
  for (;;) {
    signal.throwIfAborted()
    const upload = (await client.media.uploads({ brandId })).find(({ id }) => id === uploadId)
    if (upload === undefined) throw new ORPCError('UPLOAD_OVER', { status: 410, defined: true })
    if (upload.state === 'refused') throw new ORPCError(upload.code ?? 'NOT_MEDIA', { status: 422, defined: true })
    if (upload.mediaId !== undefined) return client.media.get({ mediaId: upload.mediaId })
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
}

function isDetailed(error: Error | DetailedError): error is DetailedError {
  return 'originalResponse' in error && error.originalResponse !== null
}

function answerOf({ originalResponse }: DetailedError): [status: number, body: unknown] {
  const text = originalResponse?.getBody() ?? ''
  return [originalResponse?.getStatus() ?? 0, text.startsWith('{') ? JSON.parse(text) : undefined]
}

/** The server's refusal in the shape all other calls have, so that the same sentences explain it. */
function refusalIn(status: number, answer: unknown): Error {
  if (status === 0) return new TypeError('The upload was cut off.')
  if (typeof answer !== 'object' || answer === null || !('code' in answer) || typeof answer.code !== 'string') {
    return new ORPCError('BAD_REQUEST', { status })
  }
  return new ORPCError(answer.code, { status, defined: true })
}
