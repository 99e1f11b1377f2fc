import { client, reload } from '../api.ts'
import { sendPieces } from './send-pieces.ts'

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

interface Wish {
  readonly brandId: string
  readonly folderId: string | undefined
  /** Goes on with this upload, wherever it was begun. */
  readonly uploadId?: string
}

interface Held {
  readonly file: File
  readonly wish: Wish
  readonly stopping: AbortController
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

/** Sends files one after the other, a few at once; each is on the list until the server has it. */
export function sendFiles(files: readonly File[], wish: Wish): void {
  const keys = files.map((file) => {
    const key = String((count += 1))
    const known = wish.uploadId === undefined ? {} : { uploadId: wish.uploadId }
    const state = { key, fileName: file.name, bytes: file.size, sent: 0, ...known }
    held.set(key, { file, wish, stopping: new AbortController(), state })
    return key
  })
  tell()
  for (const key of keys) void send(key)
}

/** Goes on with one that failed. */
export function sendAgain(key: string): void {
  const one = held.get(key)
  if (!one) return
  const { error: _, ...state } = one.state
  one.state = state
  tell()
  void send(key)
}

/** Stops it here and on the server. */
export async function stopSending(key: string): Promise<void> {
  const one = held.get(key)
  held.delete(key)
  tell()
  one?.stopping.abort()
  if (one?.state.uploadId !== undefined) await client.media.stopUpload({ uploadId: one.state.uploadId }).catch(() => undefined)
  await reload('media')
}

async function send(key: string): Promise<void> {
  const one = held.get(key)
  if (!one) return
  const { file, wish, stopping } = one
  try {
    await sendPieces({
      ...wish,
      file,
      uploadId: one.state.uploadId,
      signal: stopping.signal,
      onProgress: (sent) => note(key, { sent }),
      onKnown: (uploadId) => note(key, { uploadId }),
    })
    await reload('media')
    held.delete(key)
    tell()
  } catch (error) {
    note(key, { error })
  }
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
