import type { Readable } from 'node:stream'

/** Files by key: folders of names of letters, digits, `.`, `_` and `-`, e.g. `<workspace>/<media>/original.jpg`. */
export interface BlobStore {
  /** Keeps the bytes whole or not at all; an earlier blob of the key is replaced. Answers how many they were. `bytes` announces the length of a stream where it is known. */
  put(key: string, content: Uint8Array | AsyncIterable<Uint8Array>, about?: { mimeType?: string; bytes?: number }): Promise<number>
  /** Keeps a local file, which stays where it lies and must not be changed afterwards. Where the disk is the same nothing is copied. */
  putFile(key: string, path: string, about: { mimeType?: string; bytes: number }): Promise<void>
  /** All of it, or the bytes from `from` up to and without `to`. */
  get(key: string, range?: Range): Promise<StoredBlob | undefined>
  /** Puts the blob at this path, which is free, for a program that needs a file; nobody may change it there. Where the disk is the same nothing is copied. False where there is nothing. */
  getFile(key: string, path: string): Promise<boolean>
  /** Also succeeds where there is nothing. */
  delete(key: string): Promise<void>
  exists(key: string): Promise<boolean>
}

export interface Range {
  readonly from: number
  readonly to: number
}

export interface StoredBlob {
  /** How many the stream gives. */
  readonly bytes: number
  /** Read it or destroy it. */
  readonly stream: Readable
}

/** No room is left. The person should hear it, and free or add some. */
export class StorageFull extends Error {
  override readonly name = 'StorageFull'
  constructor(cause: unknown) {
    super('There is no room left to store this. Free some space or add more, then try again.', { cause })
  }
}

/** Throws unless the key is plain: nothing that could leave its folder or mean something to a file system. */
export function checkKey(key: string): void {
  const plain = key.length <= 500 && key.split('/').every((name) => /^[A-Za-z0-9_][\w.-]{0,199}$/.test(name))
  if (!plain) throw new Error(`This is not a storage key: ${JSON.stringify(key.slice(0, 100))}`)
}

/** StorageFull for every way a file system says so, the error itself otherwise. */
export function storageTrouble(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'ENOSPC' || code === 'EDQUOT' ? new StorageFull(error) : error
}

export async function readAll(content: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of content) chunks.push(chunk)
  return Buffer.concat(chunks)
}
