import { chmod, mkdir, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'

import { Client } from 'pg'

import { endLeftOver } from './end-left-over.ts'
import { lockFolder } from './folder-lock.ts'
import { type PostgresAccount, canEnter, postgresAccount } from './postgres-account.ts'
import { isCode, usableBinaries } from './postgres-binaries.ts'
import { prepareCluster } from './postgres-cluster.ts'
import { superviseServer } from './postgres-process.ts'
import { durableSettings, forgetfulSettings } from './postgres-settings.ts'
import { makeSocketFolder, notedSocketFolder, removeSocketFolder } from './socket-folder.ts'

export interface EmbeddedOptions {
  /** Where Hearth's data lives; the cluster becomes its `postgres` folder. */
  dataDir: string
  onNotice?: (sentence: string) => void
  /** Called once the server's process is there and gets ready by itself. */
  onLaunched?: (() => void) | undefined
  /** A folder of other PostgreSQL binaries (15 or newer). */
  binFolder?: string | undefined
  /** Where data goes when we are root and the database's account cannot enter `dataDir`; /var/lib/hearth unless given. */
  otherDataDir?: string
  /** For tests: fast, and lost in a power cut. */
  forgetful?: boolean
}

export interface EmbeddedPostgres extends AsyncDisposable {
  /** For pg's Pool and Client. */
  connection: { host: string; port: number; user: string; database: string }
  /** The same as a DATABASE_URL. */
  url: string
  /** The folder in use: another than the one asked for when the database's account cannot enter that. Keep other data here as well. */
  dataDir: string
  /** The main process of the running server; undefined while it is being restarted. */
  pid(): number | undefined
  stop(): Promise<void>
}

/** Where data goes when we are root and the database's account cannot enter the folder asked for. */
const elsewhere = '/var/lib/hearth'

/** A PostgreSQL of our own on a private unix socket, whole again after any crash. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const onNotice = options.onNotice ?? (() => undefined)
  const account = await postgresAccount(join(options.dataDir, 'postgres'))
  const dataDir = await usableDataFolder(options, account, onNotice)
  const cluster = join(dataDir, 'postgres')
  await using undo = new AsyncDisposableStack()
  undo.use(lockFolder(dataDir))
  const binaries = await usableBinaries({ binFolder: options.binFolder ?? process.env['HEARTH_POSTGRES_BIN'], account, copyTo: dataDir })
  await endLeftOver(cluster, onNotice)
  await prepareCluster({ cluster, account, binaries })
  undo.defer(() => removeSocketFolder(dataDir))
  const socketFolder = await makeSocketFolder(dataDir, account)
  const settings = { ...(options.forgetful ? forgetfulSettings : durableSettings)(binaries.major), unix_socket_directories: socketFolder }
  const launched = superviseServer({ cluster, account, binaries, socketFolder, settings, onNotice })
  options.onLaunched?.()
  const server = await launched
  undo.defer(() => server.stop())
  await createDatabase(socketFolder)
  return { ...addressOf(socketFolder), dataDir, pid: () => server.pid(), ...stoppedOnce(undo.move()) }
}

/** The database of a Hearth that runs on this data folder right now; undefined where none does. */
export async function runningEmbedded(
  options: Pick<EmbeddedOptions, 'dataDir' | 'otherDataDir'>,
): Promise<Pick<EmbeddedPostgres, 'connection' | 'dataDir'> | undefined> {
  for (const dataDir of [resolve(options.dataDir), options.otherDataDir ?? elsewhere]) {
    const host = await notedSocketFolder(dataDir)
    if (host !== undefined && (await answers(addressOf(host).connection))) return { ...addressOf(host), dataDir }
  }
  return undefined
}

async function answers(connection: EmbeddedPostgres['connection']): Promise<boolean> {
  const client = new Client({ ...connection, connectionTimeoutMillis: 5000 })
  try {
    await client.connect()
    return true
  } catch {
    return false // Nobody is there, which is what was asked.
  } finally {
    await client.end()
  }
}

async function usableDataFolder(
  options: EmbeddedOptions,
  account: PostgresAccount | undefined,
  onNotice: (sentence: string) => void,
): Promise<string> {
  const wanted = resolve(options.dataDir)
  if (!account || canEnter(await nearestExisting(wanted), account)) return makeDataFolder(wanted)
  const other = options.otherDataDir ?? elsewhere
  onNotice(`The database's account cannot enter ${wanted}, so data is kept in ${other}. Set HEARTH_DATA to choose another folder.`)
  return makeDataFolder(other)
}

async function makeDataFolder(folder: string): Promise<string> {
  try {
    // As root the database's account has to pass through; it need not list.
    if (await mkdir(folder, { recursive: true })) await chmod(folder, process.getuid?.() === 0 ? 0o711 : 0o700)
    return folder
  } catch (cause) {
    if (!isCode(cause, 'EACCES', 'EROFS', 'EPERM', 'ENOSPC', 'ENOTDIR', 'EEXIST')) throw cause
    throw new Error(
      `The data folder ${folder} cannot be made (${String(cause)}). Choose a folder that can be written to with HEARTH_DATA.`,
      { cause },
    )
  }
}

async function nearestExisting(folder: string): Promise<string> {
  const there = await stat(folder).catch(() => undefined)
  return there || dirname(folder) === folder ? folder : nearestExisting(dirname(folder))
}

async function createDatabase(host: string): Promise<void> {
  const client = new Client({ host, port: 5432, user: 'hearth', database: 'postgres' })
  await client.connect()
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = 'hearth'")
    if (!rowCount) await client.query('CREATE DATABASE hearth')
  } finally {
    await client.end()
  }
}

function addressOf(host: string): Pick<EmbeddedPostgres, 'connection' | 'url'> {
  return {
    connection: { host, port: 5432, user: 'hearth', database: 'hearth' },
    url: `postgres://hearth@localhost:5432/hearth?host=${encodeURIComponent(host)}`,
  }
}

/** The server first, then its socket's folder, then the lock. */
function stoppedOnce(undo: AsyncDisposableStack): Pick<EmbeddedPostgres, 'stop'> & AsyncDisposable {
  let stopped: Promise<void> | undefined
  const stop = (): Promise<void> => (stopped ??= undo.disposeAsync())
  return { stop, [Symbol.asyncDispose]: stop }
}
