import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'

import type { Pool } from 'pg'

import { startEmbedded } from '#database/embedded'
import { migrate } from '#database/migrate'
import { openDatabase } from '#database/open'
import type { Db } from '#kit/database'
import { openEvents } from '#kit/events'
import { folderStorage } from '#kit/folder-storage'
import { guardedFetch } from '#kit/http'
import { type Jobs, openJobs } from '#kit/jobs'
import { parseKey, readOrMakeKeyFile } from '#kit/key-file'
import { type Live, openLive } from '#kit/live'
import type { Log } from '#kit/log'
import { type Mail, openMail } from '#kit/mail'
import { s3Storage } from '#kit/s3-storage'
import type { BlobStore } from '#kit/storage'
import { keyIdOf, openVault, type Vault, type VaultKey } from '#kit/vault'

import type { Config } from './config.ts'

/** What stands before any module: database, queue, secrets, files, mail, the outside world. */
export interface Foundation {
  readonly config: Config
  readonly log: Log
  readonly db: Db
  readonly pool: Pool
  readonly jobs: Jobs
  readonly events: ReturnType<typeof openEvents>
  readonly live: Live
  readonly vault: Vault
  readonly secretKey: Uint8Array
  /** Keys before the present one: what they sealed is still opened. */
  readonly oldSecretKeys: readonly Uint8Array[]
  readonly storage: BlobStore
  readonly mail: Mail
  readonly fetch: typeof globalThis.fetch
  /** Exact origins that `fetch` may ask although they are not public; the sandbox adds its own. */
  readonly allowedOrigins: Set<string>
  /** Where keys and files lie: the data folder, or another where the embedded database had to move. */
  readonly dataDir: string
  /** Ends everything in the right order, the embedded database last. */
  readonly close: () => Promise<void>
}

/** Lays the foundation, telling what takes time. `onLaunched`: from here on it waits for the database most of the time. */
export async function layFoundation(
  config: Config,
  options: { log: Log; tell: (sentence: string) => void; connections: number; onLaunched?: () => void },
): Promise<Foundation> {
  const { log, tell, onLaunched } = options
  const database = await findDatabase(config, tell, onLaunched)
  const open = openDatabase({
    connection: database.connection,
    connections: options.connections,
    onConnectionLost: (error) => log.warn({ err: error }, 'A database connection was lost; it will be replaced'),
  })
  try {
    await checkServer(open.pool)
    const { applied } = await migrate(open.pool)
    if (applied.length > 0) tell(`Database brought up to date (${applied.length} ${applied.length === 1 ? 'step' : 'steps'}).`)
    const secretKey = config.secretKey
      ? parseKey(config.secretKey, 'HEARTH_SECRET_KEY')
      : await readOrMakeKeyFile(join(database.dataDir, 'secret.key'))
    await checkKey(open.pool, secretKey, config.oldSecretKeys)
    const jobs = openJobs({
      connection: database.connection,
      onTrouble: (message, detail) => log.warn({ detail }, message),
      onFailed: ({ job, id, attempt, error }) => log.error({ job, id, attempt, err: error }, 'A job failed'),
    })
    const live = await openLive({
      connection: database.connection,
      onConnectionLost: (error) => log.warn({ err: error }, 'Live updates lost their connection; trying again'),
    })
    const allowedOrigins = new Set(config.allowOrigins)
    return {
      config,
      log,
      db: open.db,
      pool: open.pool,
      jobs,
      events: openEvents(jobs),
      live,
      vault: openVault({ keys: keysOf(secretKey, config.oldSecretKeys) }),
      secretKey,
      oldSecretKeys: config.oldSecretKeys.map((key) => parseKey(key, 'HEARTH_SECRET_KEYS_OLD')),
      storage: openStorage(config, database.dataDir),
      mail: openMail(config.mail),
      fetch: guardedFetch({ allowOrigins: allowedOrigins }),
      allowedOrigins,
      dataDir: database.dataDir,
      close: async () => {
        await live.close()
        await open.close()
        await database.stop()
      },
    }
  } catch (error) {
    await open.close()
    await database.stop()
    throw error
  }
}

/** Originals may be larger than what a network ever answers, and a slow store takes its time. */
export function openStorage(config: Config, dataDir: string): BlobStore {
  if (!config.s3) return folderStorage(join(dataDir, 'media'))
  const origins = [...config.allowOrigins, new URL(config.s3.endpoint).origin]
  return s3Storage({ ...config.s3, fetch: guardedFetch({ allowOrigins: origins, maxBytes: 64 * 1024 * 1024, limits: { total: 300_000 } }) })
}

export interface FoundDatabase {
  readonly connection: string | { host: string; port: number; user: string; database: string }
  /** Where keys and files go: the data folder, or another where the embedded database had to move. */
  readonly dataDir: string
  readonly stop: () => Promise<void>
}

export async function findDatabase(
  config: Config,
  tell: (sentence: string) => void,
  onLaunched: () => void = () => undefined,
): Promise<FoundDatabase> {
  if (config.databaseUrl) {
    onLaunched()
    await mkdir(config.dataDir, { recursive: true })
    return { connection: config.databaseUrl, dataDir: config.dataDir, stop: async () => undefined }
  }
  tell('Starting the database …')
  const embedded = await startEmbedded({ dataDir: config.dataDir, onNotice: tell, onLaunched, binFolder: config.postgresBin })
  return { connection: embedded.connection, dataDir: embedded.dataDir, stop: () => embedded.stop() }
}

/** Hearth's SQL is kept to what PostgreSQL 15 knows. */
async function checkServer(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ version: string }>("select current_setting('server_version_num') as version")
  const major = Math.floor(Number(rows[0]?.version ?? 0) / 10_000)
  if (major < 15)
    throw new Error(`Hearth needs PostgreSQL 15 or newer; the server at DATABASE_URL is ${major}. Upgrade it, or leave DATABASE_URL out.`)
}

function keysOf(current: Uint8Array, old: readonly string[]): [VaultKey, ...VaultKey[]] {
  return [namedKey(current), ...old.map((key) => namedKey(parseKey(key, 'HEARTH_SECRET_KEYS_OLD')))]
}

function namedKey(key: Uint8Array): VaultKey {
  return { id: keyIdOf(key), key }
}

/** One database belongs to one secret key: a process started with another would sign everyone out and open no account. */
async function checkKey(pool: Pool, key: Uint8Array, oldKeys: readonly string[]): Promise<void> {
  await pool.query('create table if not exists hearth.secret_key (id text primary key, seen_at timestamptz not null default now())')
  const { rows } = await pool.query<{ id: string }>('select id from hearth.secret_key order by seen_at desc')
  const id = keyIdOf(key)
  const known = rows.map((row) => row.id)
  const given = [id, ...oldKeys.map((old) => keyIdOf(parseKey(old, 'HEARTH_SECRET_KEYS_OLD')))]
  if (known[0] !== undefined && !given.includes(known[0])) {
    throw new Error(
      'This database belongs to another secret key. Start with the key it was made with (HEARTH_SECRET_KEY, or the file secret.key of its data folder); to change the key, give the earlier one as HEARTH_SECRET_KEYS_OLD.',
    )
  }
  await pool.query('insert into hearth.secret_key (id) values ($1) on conflict (id) do update set seen_at = now()', [id])
}
