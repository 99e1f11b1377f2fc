import { ORPCError } from '@orpc/client'
import type { DetailedError } from 'tus-js-client'

import { workspaceHeader } from '../workspace.ts'
import { inTurn } from './in-turn.ts'

export interface Pieces {
  readonly brandId: string
  readonly folderId?: string | undefined
  readonly file: File
  /** Goes on with this upload, wherever it was begun. */
  readonly uploadId?: string | undefined
  /** In bytes. */
  readonly onProgress: (sent: number) => void
  /** By which the server knows it, as soon as it does. */
  readonly onKnown: (uploadId: string) => void
  /** Ends the sending here; the server keeps what has come until it is told to forget it, or for a day. */
  readonly signal: AbortSignal
}

/**
 * Sends a file in pieces and answers by what id the server knows it. One that broke off goes on where it stopped: by itself when the
 * connection is back, and after the page was closed when the same file is chosen again, wherever in Hearth that is.
 */
export function sendPieces(pieces: Pieces): Promise<string> {
  return inTurn(pieces.signal, async () => {
    let known = pieces.uploadId
    const onKnown = (uploadId: string) => {
      known = uploadId
      pieces.onKnown(uploadId)
    }
    for (;;) {
      try {
        return await sendOnce({ ...pieces, uploadId: known, onKnown })
      } catch (error) {
        if (navigator.onLine || !(error instanceof TypeError)) throw error
        await backOnline(pieces.signal)
      }
    }
  })
}

const pieceBytes = 8 * 1024 * 1024

/** The library that speaks tus is loaded with the first file. */
async function sendOnce({ brandId, folderId, file, uploadId, onProgress, onKnown, signal }: Pieces): Promise<string> {
  const { Upload } = await import('tus-js-client')
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const idOf = () => sending.url?.split('/').at(-1) ?? ''
  const sending = new Upload(file, {
    endpoint: '/api/uploads',
    ...(uploadId === undefined ? {} : { uploadUrl: `/api/uploads/${uploadId}` }),
    chunkSize: pieceBytes,
    retryDelays: [0, 1000, 3000, 10_000, 30_000],
    metadata: { brandId, filename: file.name, ...(folderId === undefined ? {} : { folderId }) },
    headers: { ...workspaceHeader() },
    fingerprint: () => Promise.resolve(['hearth', brandId, file.name, file.size, file.lastModified].join(' ')),
    removeFingerprintOnSuccess: true,
    onProgress: (sent) => onProgress(sent),
    onUploadUrlAvailable: () => onKnown(idOf()),
    onShouldRetry: (error) => navigator.onLine && isPassing(error.originalResponse?.getStatus()),
    onError: (error) => reject(refusalIn(error)),
    onSuccess: () => resolve(idOf()),
  })
  const stop = () => {
    reject(signal.reason)
    sending.abort().catch(() => undefined)
  }
  signal.addEventListener('abort', stop)
  try {
    const [before] = uploadId === undefined ? await sending.findPreviousUploads() : []
    if (before !== undefined) sending.resumeFromPreviousUpload(before)
    if (!signal.aborted) sending.start()
    return await promise
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** No answer, or a server in trouble; a full disk will not pass by itself. */
function isPassing(status = 500): boolean {
  return status >= 500 && status !== 507
}

function backOnline(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    addEventListener('online', () => resolve(), { once: true, signal })
    signal.addEventListener('abort', () => reject(signal.reason))
    if (navigator.onLine) resolve()
  })
}

/** The server's refusal in the shape all other calls have, so that the same sentences explain it. */
function refusalIn(error: Error | DetailedError): Error {
  const response = 'originalResponse' in error ? error.originalResponse : null
  const status = response?.getStatus() ?? 0
  if (response === null || status === 0) return new TypeError('The upload was cut off.')
  const code = /"code":"([A-Z_]+)"/.exec(response.getBody())?.[1]
  return code === undefined ? new ORPCError('BAD_REQUEST', { status }) : new ORPCError(code, { status, defined: true })
}
