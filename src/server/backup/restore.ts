import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'

import type { Pool, PoolClient } from 'pg'

import { migrate, readMigrations } from '#database/migrate'
import type { BlobStore } from '#kit/storage'
import { forgetSecrets } from '#modules/connections'
import { forgetSiteSecrets } from '#modules/links'
import { mediaFiles } from '#modules/media'
import { holdAfterRestore } from '#modules/publishing'
import { forgetSignInSecrets } from '#modules/teams'

import { checkArchive, readArchive } from './archive.ts'
import { Manifest, openKey } from './manifest.ts'
import { ourTables, type TableShape, writeRows } from './tables.ts'

interface Target {
  /** An empty database. */
  readonly pool: Pool
  readonly storage: BlobStore
  /** Where the secret key's file goes. */
  readonly dataDir: string
  /** The key that is set by hand, if one is. */
  readonly givenKey?: Uint8Array | undefined
  readonly passphrase?: string | undefined
  /** Nothing that is planned goes out by itself: for a copy beside a Hearth that goes on. */
  readonly hold: boolean
  readonly tell: (sentence: string) => void
}

export interface Restored {
  readonly takenAt: string
  readonly files: number
  /** Accounts have to be connected again. */
  readonly withoutKey: boolean
  /** Posts about which a person decides. */
  readonly held: number
}

/** Puts a backup into an empty Hearth. The database is filled in one transaction; a file that is not whole changes nothing. @throws Error with a sentence. */
export async function restore(target: Target, path: string): Promise<Restored> {
  target.tell('Checking the backup …')
  const manifest = await readManifest(path)
  await checkArchive(path)
  await checkMigrations(manifest)
  await checkEmpty(target.pool)
  const key = await keyFor(target, manifest)
  target.tell('Restoring the database …')
  const last = manifest.migrations.at(-1)
  if (last !== undefined) await migrate(target.pool, { upTo: last })
  const held = await fillDatabase(target, { path, manifest, withoutKey: key === undefined })
  await migrate(target.pool)
  target.tell('Restoring the files …')
  const files = await fillStorage(target, path)
  if (key && !target.givenKey) {
    await writeFile(join(target.dataDir, 'secret.key'), `${Buffer.from(key).toString('base64url')}\n`, { mode: 0o600, flag: 'w' })
  }
  return { takenAt: manifest.takenAt, files, withoutKey: key === undefined, held }
}

async function readManifest(path: string): Promise<Manifest> {
  for await (const { name, bytes } of readArchive(path)) {
    const manifest = name === 'manifest.json' ? manifestIn(Buffer.from(bytes).toString()) : undefined
    if (manifest) return manifest
    break
  }
  throw new Error(
    `${path} is no backup that this Hearth can read. Choose a file made with “hearth backup”, or use the version that made it.`,
  )
}

/** undefined where it was changed or cut: the reader says so in its own words. */
function manifestIn(text: string): Manifest | undefined {
  try {
    return Manifest.safeParse(JSON.parse(text)).data
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

async function checkMigrations({ migrations }: Manifest): Promise<void> {
  const known = new Set((await readMigrations()).map(({ name }) => name))
  const unknown = migrations.find((name) => !known.has(name))
  if (unknown !== undefined)
    throw new Error(`This backup was made by a newer Hearth (${unknown}). Restore it with that version or a later one.`)
}

async function checkEmpty(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ full: boolean }>("select to_regclass('hearth.migration') is not null as full")
  if (rows[0]?.full) {
    throw new Error(
      'There is a Hearth here already, and a backup is restored only where there is none. Move its data folder away, or give an empty one with HEARTH_DATA (or an empty database with DATABASE_URL).',
    )
  }
}

/** undefined where the backup's secrets cannot be opened here. */
async function keyFor({ passphrase, givenKey, tell }: Target, { key }: Manifest): Promise<Uint8Array | undefined> {
  if (!key) {
    if (givenKey) return givenKey
    tell('This backup holds no key: accounts have to be connected again, and everyone signs in anew.')
    return undefined
  }
  if (passphrase === undefined) {
    throw new Error('This backup holds its secret key under a passphrase. Give it with HEARTH_BACKUP_PASSPHRASE or --passphrase-file.')
  }
  const opened = await openKey(key, passphrase)
  if (givenKey && Buffer.compare(givenKey, opened) !== 0) {
    throw new Error(
      'HEARTH_SECRET_KEY is another key than the one in this backup. Leave it out while restoring; the backup’s own key is then put into the data folder.',
    )
  }
  return opened
}

interface Filling {
  readonly path: string
  readonly manifest: Manifest
  readonly withoutKey: boolean
}

async function fillDatabase({ pool, hold }: Target, { path, manifest, withoutKey }: Filling): Promise<number> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    // What comes back was audited when it happened.
    await client.query("set local hearth.restoring = 'on'")
    await fillTables(client, { path, tables: tablesOf(manifest, await ourTables(client)) })
    if (withoutKey) {
      await forgetSecrets(client)
      await forgetSiteSecrets(client)
      await forgetSignInSecrets(client)
    }
    const held = await holdAfterRestore(client, { hold })
    await client.query('commit')
    return held
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

/** In the order in which they can be filled, with the columns that were written. */
function tablesOf({ tables }: Manifest, here: readonly TableShape[]): TableShape[] {
  const written = new Map(tables.map((table) => [table.name, table]))
  return here.flatMap(({ name }) => written.get(name) ?? [])
}

/** The backup holds them in an order that the one who wrote it could fill, and so can we. */
async function fillTables(client: PoolClient, { path, tables }: { path: string; tables: readonly TableShape[] }): Promise<void> {
  for await (const { name, bytes } of readArchive(path)) {
    const [, tableName] = /^data\/([^/]+)\/\d+$/.exec(name) ?? []
    const table = tables.find((one) => one.name === tableName)
    if (table) await writeRows(client, table, Readable.from([bytes]))
  }
}

/** Only what the library names: what was removed while the backup was made stays away. */
async function fillStorage({ pool, storage }: Target, path: string): Promise<number> {
  const wanted = new Set(await mediaFiles(pool))
  let files = 0
  for await (const { name, bytes } of readArchive(path)) {
    const key = name.startsWith('media/') ? name.slice('media/'.length) : ''
    if (!wanted.has(key)) continue
    await storage.put(key, bytes, { bytes: bytes.length })
    files += 1
  }
  return files
}
