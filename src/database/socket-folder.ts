import { chown, mkdtemp, readFile, rm, rmdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { type PostgresAccount, canEnter } from './postgres-account.ts'

/**
 * A private folder for the socket. Never in the data folder, which may be deep: a socket's path may have 107 bytes at most.
 * Its name is kept in the data folder, so that the next start can remove it after a crash.
 */
export async function makeSocketFolder(dataDir: string, account: PostgresAccount | undefined): Promise<string> {
  await removeSocketFolder(dataDir)
  const roots = [tmpdir(), '/tmp', '/var/tmp'].filter((root) => Buffer.byteLength(root) < 70 && (!account || canEnter(root, account)))
  for (const root of roots) {
    const folder = await mkdtemp(join(root, 'hearth-')).catch(() => undefined)
    if (!folder) continue
    await writeFile(note(dataDir), folder)
    if (account) await chown(folder, account.uid, account.gid)
    return folder
  }
  throw new Error(
    'No folder for the database socket could be made in /tmp or /var/tmp. Set TMPDIR to a short folder that can be written to.',
  )
}

/** Removes only what PostgreSQL makes there: should the name be wrong, nothing else is lost. */
export async function removeSocketFolder(dataDir: string): Promise<void> {
  const folder = await readFile(note(dataDir), 'utf8').catch(() => undefined)
  if (!folder) return
  await rm(join(folder, '.s.PGSQL.5432'), { force: true })
  await rm(join(folder, '.s.PGSQL.5432.lock'), { force: true })
  await rmdir(folder).catch(() => undefined)
  await rm(note(dataDir), { force: true })
}

/** The socket's folder that a start left a note of; undefined where there is none. */
export async function notedSocketFolder(dataDir: string): Promise<string | undefined> {
  return (await readFile(note(dataDir), 'utf8').catch(() => '')) || undefined
}

function note(dataDir: string): string {
  return join(dataDir, 'hearth.socket')
}
