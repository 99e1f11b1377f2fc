import { sql } from 'kysely'
import { expect, test } from 'vitest'

import { testDatabase } from './database.ts'

test('a test database is migrated, and what one test writes another does not see', async () => {
  await using mine = await testDatabase()
  await using other = await testDatabase()
  await sql`CREATE TABLE hearth.note (text text)`.execute(mine.db)
  const { rows } = await sql<{
    note: string | null
  }>`SELECT to_regclass('hearth.note')::text AS note, to_regclass('hearth.migration')::text AS ledger`.execute(other.db)
  expect(rows).toEqual([{ note: null, ledger: 'hearth.migration' }])
})

test('a test database is dropped at the end of its scope, also while something is still connected', async () => {
  await using observer = await testDatabase()
  let name = ''
  {
    await using passing = await testDatabase()
    name = new URL(passing.url).pathname.slice(1)
  }
  expect(name).toMatch(/^hearth_test_/)
  await expect
    .poll(async () => (await observer.pool.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])).rowCount, { timeout: 10_000 })
    .toBe(0)
})
