import { chmod, chown, mkdir, mkdtemp, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

import { Client } from 'pg'

import { endLeftOver, removeSocketFolder } from './end-left-over.ts'
import { lockFolder } from './folder-lock.ts'
import { type PostgresAccount, canEnter, postgresAccount } from './postgres-account.ts'
import { isCode, usableBinaries } from './postgres-binaries.ts'
import { prepareCluster } from './postgres-cluster.ts'
import { type RunningServer, superviseServer } from './postgres-process.ts'
import { durableSettings, forgetfulSettings } from './postgres-settings.ts'

export interface EmbeddedOptions {
  /** Where Hearth's data lives; the cluster becomes its `postgres` folder. */
  dataDir: string
  onNotice?: (sentence: string) => void
  /** A folder of other PostgreSQL binaries (15 or newer). */
  binFolder?: string | undefined
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

const dataFolderOfRoot = '/var/lib/hearth'

/** A PostgreSQL of our own on a private unix socket, whole again after any crash. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const onNotice = options.onNotice ?? (() => undefined)
  const account = await postgresAccount(join(options.dataDir, 'postgres'))
  const dataDir = await usableDataFolder(resolve(options.dataDir), account, onNotice)
  const cluster = join(dataDir, 'postgres')
  const lock = lockFolder(dataDir)
  try {
    const binaries = await usableBinaries({ binFolder: options.binFolder ?? process.env['HEARTH_POSTGRES_BIN'], account, copyTo: dataDir })
    await endLeftOver(cluster, onNotice)
    await prepareCluster({ cluster, account, binaries })
    const socketFolder = await makeSocketFolder(account)
    const settings = { ...(options.forgetful ? forgetfulSettings : durableSettings)(binaries.major), unix_socket_directories: socketFolder }
    const server = await superviseServer({ cluster, account, binaries, socketFolder, settings, onNotice })
    await createDatabase(socketFolder)
    return embedded({ server, socketFolder, dataDir, lock })
  } catch (error) {
    lock[Symbol.dispose]()
    throw error
  }
}

async function usableDataFolder(
  wanted: string,
  account: PostgresAccount | undefined,
  onNotice: (sentence: string) => void,
): Promise<string> {
  if (!account || canEnter(await nearestExisting(wanted), account)) return makeDataFolder(wanted)
  onNotice(
    `The database's account cannot enter ${wanted}, so data is kept in ${dataFolderOfRoot}. Set HEARTH_DATA to choose another folder.`,
  )
  return makeDataFolder(dataFolderOfRoot)
}

async function makeDataFolder(folder: string): Promise<string> {
  try {
    // Others may pass through (the database's account must), not list.
    if (await mkdir(folder, { recursive: true, mode: 0o711 })) await chmod(folder, process.getuid?.() === 0 ? 0o755 : 0o700)
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

/** A socket's path may have 107 bytes at most, so it never lies in the data folder, which may be deep. */
async function makeSocketFolder(account: PostgresAccount | undefined): Promise<string> {
  const roots = [tmpdir(), '/tmp', '/var/tmp'].filter((root) => Buffer.byteLength(root) < 70 && (!account || canEnter(root, account)))
  for (const root of roots) {
    const folder = await mkdtemp(join(root, 'hearth-')).catch(() => undefined)
    if (!folder) continue
    if (account) await chown(folder, account.uid, account.gid)
    return folder
  }
  throw new Error(
    'No folder for the database socket could be made in /tmp or /var/tmp. Set TMPDIR to a short folder that can be written to.',
  )
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

function embedded(parts: { server: RunningServer; socketFolder: string; dataDir: string; lock: Disposable }): EmbeddedPostgres {
  let stopped: Promise<void> | undefined
  const stop = (): Promise<void> => (stopped ??= end())
  const end = async (): Promise<void> => {
    await parts.server.stop()
    await removeSocketFolder(parts.socketFolder)
    parts.lock[Symbol.dispose]()
  }
  return {
    connection: { host: parts.socketFolder, port: 5432, user: 'hearth', database: 'hearth' },
    url: `postgres://hearth@localhost:5432/hearth?host=${encodeURIComponent(parts.socketFolder)}`,
    dataDir: parts.dataDir,
    pid: () => parts.server.pid(),
    stop,
    [Symbol.asyncDispose]: stop,
  }
}
