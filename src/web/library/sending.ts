import { ORPCError } from '@orpc/client'
import type { DetailedError, Upload as TusUpload } from 'tus-js-client'

import { reload } from '../api.ts'
import { workspaceHeader } from '../workspace.ts'

/** A file on its way from this tab. */
export interface Sending {
  readonly key: string
  readonly fileName: string
  readonly bytes: number
  readonly sent: number
  /** By which the server knows it; absent until the server has answered. */
  readonly uploadId?: string
  /** What went wrong; it can be tried again. */
  readonly error?: unknown
}

interface Held {
  readonly upload: TusUpload
  state: Sending
}

/** Outlives the page it was begun on: one may go on to the calendar while a film is sent. */
const held = new Map<string, Held>()
const listeners = new Set<() => void>()
let shown: readonly Sending[] = []
let count = 0

export const sendings = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  list: () => shown,
}

interface Wish {
  readonly brandId: string
  readonly folderId: string | undefined
  /** Goes on with this upload, wherever it was begun. */
  readonly uploadId?: string
}

const pieceBytes = 8 * 1024 * 1024

/** Sends a file in pieces. One whose upload broke off goes on where it stopped, also after the page was closed. */
export async function sendFile(file: File, { brandId, folderId, uploadId: known }: Wish): Promise<void> {
  const tus = await import('tus-js-client')
  const key = String((count += 1))
  const upload = new tus.Upload(file, {
    endpoint: '/api/uploads',
    ...(known === undefined ? {} : { uploadUrl: `/api/uploads/${known}` }),
    chunkSize: pieceBytes,
    retryDelays: [0, 1000, 3000, 5000, 10_000, 20_000],
    headers: workspaceHeader(),
    metadata: { brandId, filename: file.name, ...(folderId === undefined ? {} : { folderId }) },
    fingerprint: async () => ['hearth', brandId, file.name, file.size, file.lastModified].join('/'),
    removeFingerprintOnSuccess: true,
    onProgress: (sent) => note(key, { sent }),
    onUploadUrlAvailable: () => {
      const uploadId = upload.url?.split('/').at(-1)
      if (uploadId !== undefined) note(key, { uploadId })
    },
    onShouldRetry: (error) => (error.originalResponse?.getStatus() ?? 500) >= 500 && error.originalResponse?.getStatus() !== 507,
    onSuccess: () => finish(key),
    onError: (error) => note(key, { error: refusalIn(error) }),
  })
  held.set(key, {
    upload,
    state: { key, fileName: file.name, bytes: file.size, sent: 0, ...(known === undefined ? {} : { uploadId: known }) },
  })
  tell()
  const [before] = await upload.findPreviousUploads()
  if (before && known === undefined) upload.resumeFromPreviousUpload(before)
  upload.start()
}

/** Goes on with one that failed. */
export function sendAgain(key: string): void {
  const one = held.get(key)
  if (!one) return
  const { error: _, ...state } = one.state
  one.state = state
  tell()
  one.upload.start()
}

/** Stops it here and on the server. */
export async function stopSending(key: string): Promise<void> {
  const one = held.get(key)
  held.delete(key)
  tell()
  await one?.upload.abort(true).catch(() => undefined)
  await reload('media')
}

function finish(key: string): void {
  void reload('media').then(() => {
    held.delete(key)
    tell()
  })
}

function note(key: string, change: Partial<Sending>): void {
  const one = held.get(key)
  if (!one) return
  one.state = { ...one.state, ...change }
  tell()
}

function tell(): void {
  shown = [...held.values()].map(({ state }) => state)
  for (const listener of listeners) listener()
}

/** The server's refusal in the shape all other calls have, so that the same sentences explain it. */
function refusalIn(error: Error | DetailedError): unknown {
  const response = 'originalResponse' in error ? error.originalResponse : null
  if (!response) return new TypeError(error.message)
  const status = response.getStatus()
  const code = /"code":"([A-Z_]+)"/.exec(response.getBody())?.[1]
  return code === undefined ? new ORPCError('BAD_REQUEST', { status }) : new ORPCError(code, { status })
}
