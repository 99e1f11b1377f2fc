import { randomUUID } from 'node:crypto'

import type { Pool } from 'pg'

import { openDatabase } from '#database/open'
import type { Db } from '#kit/database'

import { connect, onDatabase, templateName } from './postgres.ts'

let leaving: Promise<void> | undefined

export interface TestDatabase extends AsyncDisposable {
  db: Db
  pool: Pool
  /** This database's DATABASE_URL, for a child process or a second pool. */
  url: string
}

export interface TestDatabaseOptions {
  /** The server's DATABASE_URL; vitest's own unless given. */
  url?: string
  /** Without any table, to try the migrations on. */
  empty?: boolean
}

/**
 * A migrated database of the test's own, gone at the end of its scope: `await using database = await testDatabase()`.
 * Vitest starts the server; a script starts one with `startTestPostgres()` and passes its answer.
 */
export async function testDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const server = options.url ?? serverOfThisRun()
  const name = `hearth_test_${randomUUID().replaceAll('-', '')}`
  // Copied as files, a tenth of the time that copying through the write-ahead log takes.
  await runOn(server, `CREATE DATABASE ${name} TEMPLATE ${options.empty ? 'template0' : await templateName()} STRATEGY FILE_COPY`)
  const url = onDatabase(server, name)
  const open = openDatabase({ connection: url })
  const dispose = async (): Promise<void> => {
    await open.close()
    // One may still be on its way out while the next test runs: that takes the server longer than many a test.
    await leaving
    leaving = runOn(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    if (options.url) await leaving
  }
  return { db: open.db, pool: open.pool, url, [Symbol.asyncDispose]: dispose }
}

function serverOfThisRun(): string {
  const url = process.env['HEARTH_TEST_DATABASE_URL']
  if (!url) throw new Error('No test database is running. Run tests with vitest, or pass the answer of startTestPostgres().')
  return url
}

async function runOn(url: string, statement: string): Promise<void> {
  await using server = await connect(url)
  await server.client.query(statement)
}
