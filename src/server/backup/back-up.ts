import type { Pool, PoolClient } from 'pg'

import { type BlobStore, readAll } from '#kit/storage'
import { mediaFiles } from '#modules/media'

import { type ArchiveWriter, writeArchive } from './archive.ts'
import { type Manifest, sealKey } from './manifest.ts'
import { ourTables, readRows, type TableShape } from './tables.ts'

interface Source {
  readonly pool: Pool
  readonly storage: BlobStore
  readonly secretKey: Uint8Array
  /** Seals the secret key; without one the key is left out. */
  readonly passphrase?: string | undefined
  readonly tell: (sentence: string) => void
}

export interface BackedUp {
  readonly bytes: number
  readonly rows: number
  readonly files: number
}

/**
 * Everything in one file, while Hearth goes on working. Files never change under their name, so they are copied first; then one snapshot of the
 * database is read, and with it whatever files it names that were not there before.
 */
export async function backUp(source: Source, path: string): Promise<BackedUp> {
  const counts = { rows: 0, files: 0 }
  const bytes = await writeArchive(path, async (archive) => {
    const client = await source.pool.connect()
    try {
      const copied = new Set<string>()
      await archive.add('manifest.json', asBytes(await describe(source, client)))
      // Most files are copied before the snapshot, so that what is removed meanwhile is there all the same.
      await copyFiles(source, { archive, copied, tolerant: true })
      counts.rows = await copyInSnapshot(source, { archive, client, copied })
      counts.files = copied.size
    } finally {
      client.release()
    }
  })
  return { bytes, ...counts }
}

async function describe({ secretKey, passphrase }: Source, client: PoolClient): Promise<Manifest> {
  const { rows } = await client.query<{ name: string }>('select name from hearth.migration order by name')
  const server = await client.query<{ version: string; now: Date }>(
    "select current_setting('server_version') as version, clock_timestamp() as now",
  )
  return {
    format: 1,
    takenAt: (server.rows[0]?.now ?? new Date()).toISOString(),
    postgres: server.rows[0]?.version ?? '',
    migrations: rows.map(({ name }) => name),
    tables: (await ourTables(client)).map(({ name, columns }) => ({ name, columns: [...columns] })),
    ...(passphrase === undefined ? {} : { key: await sealKey(secretKey, passphrase) }),
  }
}

interface Into {
  readonly archive: ArchiveWriter
  readonly copied: Set<string>
}

const mostTries = 5

/** A file that vanished after the snapshot was taken makes the snapshot worthless: a newer one no longer names it. */
async function copyInSnapshot(source: Source, { archive, client, copied }: Into & { client: PoolClient }): Promise<number> {
  for (let tries = 1; ; tries += 1) {
    await client.query('begin isolation level repeatable read read only')
    try {
      if (await copyFiles(source, { archive, copied, client, tolerant: tries < mostTries }))
        return await copyTables(source, { archive, client })
    } finally {
      await client.query('rollback')
    }
  }
}

/** Copies what is not yet there; false where a file that the rows name was gone. */
async function copyFiles(
  { pool, storage, tell }: Source,
  { archive, copied, client, tolerant }: Into & { readonly client?: PoolClient; readonly tolerant: boolean },
): Promise<boolean> {
  let whole = true
  for (const key of await mediaFiles(client ?? pool)) {
    if (copied.has(key)) continue
    const blob = await storage.get(key)
    if (!blob) {
      if (!tolerant)
        throw new Error(`The file ${key} of the library is missing in the storage. Restore it or remove the image, then back up again.`)
      whole = false
      continue
    }
    await archive.add(`media/${key}`, await readAll(blob.stream))
    copied.add(key)
    if (copied.size % 500 === 0) tell(`  ${copied.size} files`)
  }
  return whole
}

async function copyTables({ tell }: Source, { archive, client }: { archive: ArchiveWriter; client: PoolClient }): Promise<number> {
  let rows = 0
  for (const table of await ourTables(client)) {
    const found = await copyTable(table, { archive, client })
    if (found > 100_000) tell(`  ${table.name}: ${found} rows`)
    rows += found
  }
  return rows
}

const pieceBytes = 4 * 1024 * 1024

/** In pieces of some megabytes, so that no table has to fit into memory. A row is a line. */
async function copyTable(table: TableShape, { archive, client }: { archive: ArchiveWriter; client: PoolClient }): Promise<number> {
  let [rows, piece, size]: [number, Buffer[], number] = [0, [], 0]
  let number = 0
  const put = async () => {
    if (size === 0) return
    number += 1
    await archive.add(`data/${table.name}/${String(number).padStart(6, '0')}`, Buffer.concat(piece))
    ;[piece, size] = [[], 0]
  }
  for await (const chunk of readRows(client, table)) {
    piece.push(chunk)
    size += chunk.length
    rows += linesIn(chunk)
    if (size >= pieceBytes) await put()
  }
  await put()
  return rows
}

/** A line break inside a value is written as \\n, so every real one ends a row. */
function linesIn(chunk: Buffer): number {
  let lines = 0
  for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines += 1
  return lines
}

function asBytes(manifest: Manifest): Buffer {
  return Buffer.from(JSON.stringify(manifest))
}
