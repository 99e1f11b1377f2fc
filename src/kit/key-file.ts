import { randomBytes } from 'node:crypto'
import { link, open, readFile, stat, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'

import { syncFolder } from './sync-folder.ts'

/** The secret key kept in a file; on the first start it is made. Throws a sentence when others could read it. */
export async function readOrMakeKeyFile(path: string): Promise<Uint8Array> {
  const found = await readKeyFile(path)
  if (found) return found
  await makeKeyFile(path)
  const made = await readKeyFile(path)
  if (!made) throw new Error(`The key file ${path} vanished while it was made. Start again.`)
  return made
}

/** A key as written in a setting: at least 32 bytes in base64url, base64 or hexadecimal; longer ones are used up to their 32nd byte. */
export function parseKey(text: string, where: string): Uint8Array {
  const written = text.trim()
  const bytes = /^[0-9a-f]{64,}$/i.test(written)
    ? Buffer.from(written, 'hex')
    : Buffer.from(/^[\w+/-]+=*$/.test(written) ? written : '', 'base64')
  if (bytes.length < 32)
    throw new Error(`${where} must be at least 32 random bytes in base64url or hexadecimal, for example from: openssl rand -hex 32`)
  return new Uint8Array(bytes.subarray(0, 32))
}

async function readKeyFile(path: string): Promise<Uint8Array | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  const { mode } = await stat(path)
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new Error(`Others on this machine can read the secret key ${path}. Close it with: chmod 600 ${path}`)
  }
  return parseKey(text, `The key file ${path}`)
}

/** Written aside, then linked into place: never half a key, and of two starts at once the first wins. */
async function makeKeyFile(path: string): Promise<void> {
  const aside = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  const file = await open(aside, 'wx', 0o600)
  try {
    await file.writeFile(`${randomBytes(32).toString('base64url')}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  try {
    await link(aside, path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    await unlink(aside)
  }
  await syncFolder(dirname(path))
}
