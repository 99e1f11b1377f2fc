import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chown, mkdir, open, readFile, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

import { explainPostgres } from './explain-postgres.ts'
import type { PostgresAccount } from './postgres-account.ts'
import { type PostgresBinaries, isCode } from './postgres-binaries.ts'

export interface ClusterSpec {
  cluster: string
  account: PostgresAccount | undefined
  binaries: PostgresBinaries
}

/** Makes the cluster if there is none. It is built beside its place, flushed and renamed, so that a kill at any moment leaves none or a whole one. */
export async function prepareCluster(spec: ClusterSpec): Promise<'made' | 'found'> {
  await removeUnfinished(spec.cluster)
  const version = await readFile(join(spec.cluster, 'PG_VERSION'), 'utf8').catch((error: unknown) => versionMissing(spec.cluster, error))
  if (version === undefined) {
    await makeCluster(spec)
    return 'made'
  }
  const major = Number.parseInt(version, 10)
  if (major !== spec.binaries.major) {
    throw new Error(
      `The data in ${spec.cluster} was written by PostgreSQL ${major}, but these binaries are PostgreSQL ${spec.binaries.major}. ` +
        `Name a folder of PostgreSQL ${major} binaries with HEARTH_POSTGRES_BIN, export your data there and import it into a new data folder.`,
    )
  }
  return 'found'
}

async function removeUnfinished(cluster: string): Promise<void> {
  const parent = dirname(cluster)
  for (const name of await readdir(parent)) {
    if (name.startsWith('postgres.new-')) await rm(join(parent, name), { recursive: true, force: true, maxRetries: 10 })
  }
}

async function versionMissing(cluster: string, error: unknown): Promise<undefined> {
  if (isCode(error, 'EACCES', 'EPERM')) {
    const { uid } = await stat(cluster)
    throw new Error(
      `The database in ${cluster} belongs to another account (uid ${uid}). Start Hearth as root or as that account, or give it another folder with HEARTH_DATA.`,
    )
  }
  const left = await readdir(cluster).catch(() => [])
  if (left.length === 0) return undefined
  throw new Error(
    `${cluster} holds files but no PG_VERSION, so it is damaged. Put back a backup of this folder, or move it away to begin with an empty database.`,
  )
}

async function makeCluster({ cluster, account, binaries }: ClusterSpec): Promise<void> {
  const unfinished = join(dirname(cluster), `postgres.new-${randomUUID().slice(0, 8)}`)
  await mkdir(unfinished, { mode: 0o700 })
  if (account) await chown(unfinished, account.uid, account.gid)
  // Everyone who reaches the socket is trusted: it lies in a folder of mode 0700 that only this account (and root) can enter, and nothing
  // listens elsewhere. The C locale keeps every index valid whatever C library or ICU the next binaries bring.
  const choices = ['--username=hearth', '--auth=trust', '--encoding=UTF8', '--locale=C', '--data-checksums', '--no-instructions']
  try {
    await promisify(execFile)(binaries.initdb, [`--pgdata=${unfinished}`, ...choices], { ...account, cwd: '/', env: postgresEnvironment })
  } catch (cause) {
    await rm(unfinished, { recursive: true, force: true })
    throw new Error(explainPostgres(cause instanceof Error ? cause.message : String(cause), cluster), { cause })
  }
  await rm(cluster, { recursive: true, force: true })
  await rename(unfinished, cluster)
  await flushFolder(dirname(cluster))
}

/** None of Hearth's own variables, so that no secret reaches PostgreSQL's environment. */
export const postgresEnvironment = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

/** initdb flushes the files it made; their folder's new name has to reach the disk as well. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync()
  await handle.close()
}
