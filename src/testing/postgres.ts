import { createHash, randomUUID } from 'node:crypto'
import { accessSync, constants, existsSync, statfsSync } from 'node:fs'
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { Client } from 'pg'

import { startEmbedded } from '#database/embedded'
import { endLeftOver } from '#database/end-left-over'
import { lockFolder } from '#database/folder-lock'
import { migrate, readMigrations } from '#database/migrate'
import { openDatabase } from '#database/open'
import { removeSocketFolder } from '#database/socket-folder'

export interface TestPostgres extends AsyncDisposable {
  /** The DATABASE_URL of the server; pass it to `testDatabase`. */
  url: string
}

/** In memory where there is plenty of it: each test has a database of its own, and most of the time that takes is spent copying its files. */
const scratch = isRoomy('/dev/shm') ? '/dev/shm' : tmpdir()

function isRoomy(folder: string): boolean {
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize > 6 * 2 ** 30
  } catch {
    // There is no such folder, or none for us.
    return false
  }
}

/** A throw-away PostgreSQL with a migrated template, or the server that HEARTH_TEST_DATABASE_URL names. */
export async function startTestPostgres(): Promise<TestPostgres> {
  const existing = process.env['HEARTH_TEST_DATABASE_URL']
  if (existing) {
    await makeTemplate(existing)
    return { url: existing, [Symbol.asyncDispose]: async () => undefined }
  }
  await removeAbandoned()
  const dataDir = await mkdtemp(join(scratch, 'hearth-test-'))
  await chmod(dataDir, 0o711)
  const server = await startEmbedded({ dataDir, forgetful: true })
  const dispose = async (): Promise<void> => {
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
  try {
    await makeTemplate(server.url)
  } catch (error) {
    await dispose()
    throw error
  }
  return { url: server.url, [Symbol.asyncDispose]: dispose }
}

/** Ends what killed runs left behind. A run that is alive holds its folder's lock and is left alone. */
async function removeAbandoned(): Promise<void> {
  // A folder without a pid file may belong to a run that is about to lock it.
  const names = (await readdir(scratch)).filter((name) => name.startsWith('hearth-test-') && existsSync(join(scratch, name, 'hearth.pid')))
  for (const folder of names.map((name) => join(scratch, name))) {
    const lock = lockIfFree(folder)
    if (!lock) continue
    await endLeftOver(join(folder, 'postgres'), () => undefined)
    await removeSocketFolder(folder)
    await rm(folder, { recursive: true, force: true })
    lock[Symbol.dispose]()
  }
}

function lockIfFree(folder: string): Disposable | undefined {
  try {
    return lockFolder(folder)
  } catch {
    return undefined
  }
}

/** Named by the migrations' content, so that runs which share a server never see another tree's tables. */
export async function templateName(): Promise<string> {
  const checksums = (await readMigrations()).map(({ checksum }) => checksum)
  return `hearth_template_${createHash('sha256').update(checksums.join()).digest('hex').slice(0, 12)}`
}

/** The same server, another database. */
export function onDatabase(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}

/** Made under a passing name, so that a template which exists is always complete. */
async function makeTemplate(url: string): Promise<void> {
  const template = await templateName()
  await using server = await connect(url)
  await server.client.query('SELECT pg_advisory_lock(4845)')
  const { rowCount } = await server.client.query('SELECT 1 FROM pg_database WHERE datname = $1', [template])
  if (rowCount) return
  const making = `hearth_making_${randomUUID().slice(0, 8)}`
  await server.client.query(`CREATE DATABASE ${making} TEMPLATE template0`)
  try {
    await using database = openDatabase({ connection: onDatabase(url, making), connections: 1 })
    await migrate(database.pool)
  } catch (error) {
    await server.client.query(`DROP DATABASE ${making} WITH (FORCE)`)
    throw error
  }
  await server.client.query(`ALTER DATABASE ${making} RENAME TO ${template}`)
}

export async function connect(url: string): Promise<{ client: Client } & AsyncDisposable> {
  const client = new Client({ connectionString: url })
  await client.connect()
  return { client, [Symbol.asyncDispose]: () => client.end() }
}
