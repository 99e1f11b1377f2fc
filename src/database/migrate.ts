import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'

import type { Pool, PoolClient } from 'pg'

export interface Migration {
  /** The file's name without `.sql`, such as `0001-teams`. */
  name: string
  sql: string
  checksum: string
}

export interface MigrateOptions {
  /** Stop after this migration (its name or number). */
  upTo?: string
  /** Another folder of migrations, for tests. */
  folder?: string
}

/** Brings the database up to this code, one transaction a file. Of several processes that start together, one does it and the others wait. */
export async function migrate(pool: Pool, options: MigrateOptions = {}): Promise<{ applied: string[] }> {
  const migrations = await readMigrations(options.folder)
  const client = await pool.connect()
  try {
    await client.query('SET search_path TO public')
    await client.query('SELECT pg_advisory_lock($1)', [lockKey])
    await createLedger(client)
    const pending = await pendingOf(client, migrations)
    const wanted = pending.filter(({ name }) => !options.upTo || name.slice(0, options.upTo.length) <= options.upTo)
    for (const migration of wanted) await apply(client, migration)
    return { applied: wanted.map(({ name }) => name) }
  } finally {
    // Closing the session frees the lock, whatever state a failure left it in.
    client.release(true)
  }
}

/** The migrations in their order. */
export async function readMigrations(folder = join(import.meta.dirname, 'migrations')): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).toSorted()
  const odd = files.find((file) => !/^\d{4}-[a-z0-9-]+\.sql$/.test(file))
  if (odd) throw new Error(`The migration ${odd} must be named like 0007-what-it-brings.sql.`)
  const twice = files.find((file, index) => file.slice(0, 4) === files[index + 1]?.slice(0, 4))
  if (twice) throw new Error(`Two migrations have the number of ${twice}. Give the newer one the next free number.`)
  return Promise.all(files.map((file) => readMigration(folder, file)))
}

const lockKey = 0x4845_4152

async function readMigration(folder: string, file: string): Promise<Migration> {
  const sql = (await readFile(join(folder, file), 'utf8')).replaceAll('\r\n', '\n')
  return { name: file.replace(/\.sql$/, ''), sql, checksum: createHash('sha256').update(sql).digest('hex') }
}

async function createLedger(client: PoolClient): Promise<void> {
  await client.query(`
    CREATE SCHEMA IF NOT EXISTS hearth;
    CREATE TABLE IF NOT EXISTS hearth.migration (
      name text PRIMARY KEY,
      checksum text NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT now()
    )`)
}

async function pendingOf(client: PoolClient, migrations: Migration[]): Promise<Migration[]> {
  const { rows } = await client.query<{ name: string; checksum: string }>('SELECT name, checksum FROM hearth.migration ORDER BY name')
  for (const { name, checksum } of rows) {
    const known = migrations.find((migration) => migration.name === name)
    if (!known)
      throw new Error(
        `This database was brought up to date by a newer Hearth (${name}). Start that version, or restore a backup made before it.`,
      )
    if (known.checksum !== checksum) {
      throw new Error(
        `The migration ${name} was changed after it was applied here. Put the file back as it was and write a new migration for the change.`,
      )
    }
  }
  const applied = new Set(rows.map(({ name }) => name))
  const pending = migrations.filter(({ name }) => !applied.has(name))
  const last = rows.at(-1)?.name
  const late = pending.find(({ name }) => last && name < last)
  if (late)
    throw new Error(`The migration ${late.name} comes before ${last}, which is applied here already. Give it a number after the last.`)
  return pending
}

async function apply(client: PoolClient, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('BEGIN')
  try {
    await client.query(sql)
    await client.query('INSERT INTO hearth.migration (name, checksum) VALUES ($1, $2)', [name, checksum])
    await client.query('COMMIT')
  } catch (cause) {
    await client.query('ROLLBACK')
    throw new Error(`The migration ${name} failed and was undone: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
}
