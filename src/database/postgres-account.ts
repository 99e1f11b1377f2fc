import { spawnSync } from 'node:child_process'
import { stat } from 'node:fs/promises'

/** Whom PostgreSQL runs as. It refuses to run as root. */
export interface PostgresAccount {
  uid: number
  gid: number
}

/** Undefined means "as ourselves". As root: the owner of an existing cluster, else `postgres` (made if missing), else `nobody`. */
export async function postgresAccount(cluster: string): Promise<PostgresAccount | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const owner = await stat(cluster).catch(() => undefined)
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const account = lookUp('postgres') ?? makePostgres() ?? lookUp('nobody')
  if (!account) {
    throw new Error(
      'PostgreSQL does not run as root and no account `postgres` could be made. Make one (useradd --system postgres) and start again.',
    )
  }
  return account
}

/** Whether that account can walk into a folder. */
export function canEnter(folder: string, account: PostgresAccount): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd -- "$0"', folder], { ...account, cwd: '/', stdio: 'ignore' }).status === 0
}

function lookUp(name: string): PostgresAccount | undefined {
  const uid = spawnSync('id', ['-u', name], { encoding: 'utf8' })
  const gid = spawnSync('id', ['-g', name], { encoding: 'utf8' })
  if (uid.status !== 0 || gid.status !== 0) return undefined
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
}

function makePostgres(): PostgresAccount | undefined {
  const made =
    spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'], { stdio: 'ignore' })
      .status === 0 || spawnSync('adduser', ['-S', '-D', '-H', 'postgres'], { stdio: 'ignore' }).status === 0
  return made ? lookUp('postgres') : undefined
}
