import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, type FileHandle, link, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'

import { type BlobStore, checkKey, type Range, type StoredBlob, storageTrouble } from './storage.ts'
import { syncFolder } from './sync-folder.ts'

/** Keys cannot begin with a dot, so nothing is ever stored here by name. */
const incoming = '.incoming'
const dayMs = 86_400_000

/** Blobs as files under a folder. What is stored survives a power cut; what was only half written is cleared away by a later start. */
export function folderStorage(folder: string): BlobStore {
  let ready: Promise<void> | undefined
  const pathOf = (key: string) => {
    checkKey(key)
    return join(folder, ...key.split('/'))
  }
  return {
    put: async (key, content) => {
      const path = pathOf(key)
      try {
        await (ready ??= prepare(folder))
        return await putFile(path, content, join(folder, incoming, randomUUID()))
      } catch (error) {
        ready = undefined
        throw storageTrouble(error)
      }
    },
    putFile: async (key, path) => {
      const target = pathOf(key)
      try {
        await (ready ??= prepare(folder))
        await linkFile(path, target, join(folder, incoming, randomUUID()))
      } catch (error) {
        ready = undefined
        throw storageTrouble(error)
      }
    },
    get: (key, range) => readFileStream(pathOf(key), range),
    getFile: async (key, path) => (await unlessMissing(linkOrCopy(pathOf(key), path))) ?? false,
    delete: (key) => rm(pathOf(key), { force: true }),
    exists: async (key) => (await unlessMissing(stat(pathOf(key)))) !== undefined,
  }
}

async function prepare(folder: string): Promise<void> {
  const path = join(folder, incoming)
  await mkdir(path, { recursive: true, mode: 0o700 })
  for (const name of await readdir(path)) {
    const found = await unlessMissing(stat(join(path, name)))
    if (found && found.mtimeMs < Temporal.Now.instant().epochMilliseconds - dayMs) await rm(join(path, name), { force: true })
  }
}

async function putFile(path: string, content: Uint8Array | AsyncIterable<Uint8Array>, aside: string): Promise<number> {
  try {
    const bytes = await writeAside(aside, content)
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await rename(aside, path)
    await syncFolder(dirname(path))
    return bytes
  } catch (error) {
    await rm(aside, { force: true })
    throw error
  }
}

/** A second name for the same bytes; another disk cannot have one, nor can some file systems: then they are copied. */
async function linkFile(from: string, path: string, aside: string): Promise<void> {
  try {
    await syncFile(from)
    await link(from, aside)
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await rename(aside, path)
    // Two names of one file are not renamed over each other (POSIX).
    await rm(aside, { force: true })
    await syncFolder(dirname(path))
  } catch (error) {
    await rm(aside, { force: true })
    if (!(error instanceof Error && 'code' in error && cannotLink.has(error.code))) throw error
    await putFile(path, createReadStream(from), aside)
  }
}

const cannotLink = new Set<unknown>(['EXDEV', 'EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK'])

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

async function writeAside(path: string, content: Uint8Array | AsyncIterable<Uint8Array>): Promise<number> {
  const file = await open(path, 'wx', 0o600)
  try {
    let bytes = 0
    for await (const chunk of content instanceof Uint8Array ? [content] : content) {
      await writeWhole(file, chunk)
      bytes += chunk.length
    }
    await file.sync()
    return bytes
  } finally {
    await file.close()
  }
}

async function writeWhole(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let at = 0; at < chunk.length;) at += (await file.write(chunk, at)).bytesWritten
}

async function readFileStream(path: string, range?: Range): Promise<StoredBlob | undefined> {
  const found = await unlessMissing(stat(path))
  if (!found?.isFile()) return undefined
  const { from, to } = { from: range?.from ?? 0, to: Math.min(range?.to ?? found.size, found.size) }
  const bytes = Math.max(0, to - from)
  return { bytes, stream: Readable.from(bytes === 0 ? [] : openedWhenRead(path, { from, to }), { objectMode: false }) }
}

/** A stream that nobody reads must not keep a file open. */
async function* openedWhenRead(path: string, { from, to }: Range): AsyncGenerator<Uint8Array> {
  yield* createReadStream(path, { start: from, end: to - 1, highWaterMark: 256 * 1024 })
}

async function unlessMissing<Value>(work: Promise<Value>): Promise<Value | undefined> {
  try {
    return await work
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return undefined
    throw error
  }
}

/** A second name for the same file where the disk allows it. */
async function linkOrCopy(from: string, to: string): Promise<true> {
  try {
    await link(from, to)
  } catch {
    await copyFile(from, to)
  }
  return true
}
