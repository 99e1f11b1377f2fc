import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import type { Pool } from 'pg'

import { runningEmbedded } from '#database/embedded'
import { openDatabase } from '#database/open'
import { parseKey, readOrMakeKeyFile } from '#kit/key-file'

import type { Config } from '../config.ts'
import { findDatabase, type FoundDatabase, openStorage } from '../foundation.ts'
import { backUp } from './back-up.ts'
import { restore } from './restore.ts'

interface Asked {
  readonly file: string
  readonly hold: boolean
  readonly passphrase: string | undefined
}

type Tell = (sentence: string) => void

/** `hearth backup FILE`: also while Hearth runs. */
export async function backupCommand(args: readonly string[], { config, tell }: { config: Config; tell: Tell }): Promise<void> {
  const { file, passphrase } = await read(args)
  const running = config.databaseUrl ? undefined : await runningEmbedded({ dataDir: config.dataDir })
  const database = running ? { ...running, stop: async () => undefined } : await findDatabase(config, tell)
  await withPool(database, async (pool) => {
    tell('Backing up …')
    const secretKey = await keyOf(config, database)
    const { bytes, rows, files } = await backUp({ pool, storage: openStorage(config, database.dataDir), secretKey, passphrase, tell }, file)
    tell(`Backed up ${rows} rows and ${files} files into ${file} (${(bytes / 1048576).toFixed(1)} MB).`)
    if (passphrase === undefined) {
      tell(
        'The secret key is not in it, so accounts would have to be connected again after a restore. Give a passphrase to include it, or keep secret.key apart.',
      )
    }
  })
}

/** `hearth restore FILE`: into an empty data folder or database. */
export async function restoreCommand(args: readonly string[], { config, tell }: { config: Config; tell: Tell }): Promise<void> {
  const { file, hold, passphrase } = await read(args)
  const database = await findDatabase(config, tell)
  await withPool(database, async (pool) => {
    const storage = openStorage(config, database.dataDir)
    const givenKey = config.secretKey ? parseKey(config.secretKey, 'HEARTH_SECRET_KEY') : undefined
    const done = await restore({ pool, storage, dataDir: database.dataDir, givenKey, passphrase, hold, tell }, file)
    tell(`Restored as of ${done.takenAt}, with ${done.files} files. Start Hearth as usual.`)
    if (done.held > 0) tell(`${done.held} posts that may have gone out since wait for your decision under Today.`)
    if (done.withoutKey) tell('Connect the accounts again under Settings, Accounts.')
    else if (!hold)
      tell(
        'Make sure that the Hearth the backup was taken from no longer runs: both would publish what is planned. (--hold restores a copy that publishes nothing by itself.)',
      )
  })
}

const usage =
  'Say which file: hearth backup FILE, hearth restore FILE [--hold]. A passphrase comes from HEARTH_BACKUP_PASSPHRASE or --passphrase-file.'

async function read(args: readonly string[]): Promise<Asked> {
  const { values, positionals } = parse(args)
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) throw new Error(usage)
  const written =
    values['passphrase-file'] === undefined ? process.env['HEARTH_BACKUP_PASSPHRASE'] : await readFile(values['passphrase-file'], 'utf8')
  const passphrase = written?.replace(/\r?\n$/, '') || undefined
  return { file, hold: values.hold, passphrase }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { hold: { type: 'boolean', default: false }, 'passphrase-file': { type: 'string' } },
    })
  } catch (cause) {
    throw new Error(usage, { cause })
  }
}

async function keyOf(config: Config, { dataDir }: FoundDatabase): Promise<Uint8Array> {
  return config.secretKey ? parseKey(config.secretKey, 'HEARTH_SECRET_KEY') : readOrMakeKeyFile(join(dataDir, 'secret.key'))
}

async function withPool(database: FoundDatabase, work: (pool: Pool) => Promise<void>): Promise<void> {
  try {
    await using open = openDatabase({ connection: database.connection, connections: 2, name: 'hearth backup' })
    await work(open.pool)
  } finally {
    await database.stop()
  }
}
