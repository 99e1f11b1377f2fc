import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'

import { extract, pack } from 'tar-stream'
import { z } from 'zod'

import { readAll, storageTrouble } from '#kit/storage'
import { syncFolder } from '#kit/sync-folder'

/** A gzipped tar whose last entry lists the hash of every other: a file that was cut or changed is recognised before anything is restored from it. */
export interface ArchiveWriter {
  add(name: string, bytes: Uint8Array): Promise<void>
}

export interface ArchiveEntry {
  readonly name: string
  readonly bytes: Uint8Array
}

const lastEntry = 'end.json'
const Hashes = z.record(z.string(), z.string())

/** Writes beside the file and puts it in place when it is whole and on the disk; readable by its owner only. Answers its size in bytes. */
export async function writeArchive(path: string, fill: (archive: ArchiveWriter) => Promise<void>): Promise<number> {
  const file = resolve(path)
  const aside = `${file}.part`
  try {
    await writeEntries(createWriteStream(aside, { mode: 0o600, flush: true }), fill)
    const { size } = await stat(aside)
    await rename(aside, file)
    await syncFolder(dirname(file))
    return size
  } catch (error) {
    await rm(aside, { force: true })
    throw storageTrouble(error)
  }
}

async function writeEntries(out: NodeJS.WritableStream, fill: (archive: ArchiveWriter) => Promise<void>): Promise<void> {
  const tar = pack()
  const writing = pipeline(tar, createGzip({ level: 4 }), out)
  // The caller hears of it through `add`; without this, a full disk would also end the process.
  writing.catch(() => undefined)
  const hashes: Record<string, string> = {}
  const put = async (name: string, bytes: Uint8Array) => {
    const added = Promise.withResolvers<void>()
    const entry = tar.entry({ name, size: bytes.length, mode: 0o600, mtime: new Date(0) }, (error) =>
      error ? added.reject(error) : added.resolve(),
    )
    entry.end(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
    await Promise.race([added.promise, writing])
  }
  await fill({
    add: async (name, bytes) => {
      hashes[name] = hashOf(bytes)
      await put(name, bytes)
    },
  })
  await put(lastEntry, Buffer.from(JSON.stringify(hashes)))
  tar.finalize()
  await writing
}

/** Every entry in order. @throws Error with a sentence where the file is no backup, or not whole. */
export async function* readArchive(path: string): AsyncGenerator<ArchiveEntry> {
  const tar = extract()
  const reading = pipeline(createReadStream(path), createGunzip(), tar)
  // Ends the loop below with the same error.
  reading.catch((error: unknown) => tar.destroy(error instanceof Error ? error : new Error(String(error))))
  try {
    for await (const entry of tar) yield { name: entry.header.name, bytes: await readAll(Readable.from(entry)) }
  } catch (cause) {
    throw notWhole(path, cause)
  }
}

/** Reads the whole file once and compares every hash. */
export async function checkArchive(path: string): Promise<void> {
  const found: Record<string, string> = {}
  let expected: Record<string, string> | undefined
  for await (const { name, bytes } of readArchive(path)) {
    if (name === lastEntry) expected = Hashes.parse(JSON.parse(Buffer.from(bytes).toString()))
    else found[name] = hashOf(bytes)
  }
  if (!expected) throw notWhole(path, new Error('The last entry is missing.'))
  const wrong = [...Object.keys(expected), ...Object.keys(found)].find((name) => expected[name] !== found[name])
  if (wrong !== undefined) throw notWhole(path, new Error(`${wrong} is not as it was written.`))
}

function notWhole(path: string, cause: unknown): Error {
  if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') {
    return new Error(`There is no file ${path}. Check the path.`, { cause })
  }
  return new Error(`${path} is not a whole backup: it was cut short or changed, or is another kind of file. Nothing was restored.`, {
    cause,
  })
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
