import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { testDatabase } from '#testing/database'

import { migrate, readMigrations } from './migrate.ts'

test('every migration applies on the one before, and a second run does nothing', async () => {
  await using database = await testDatabase({ empty: true })
  for (const { name } of await readMigrations()) {
    expect(await migrate(database.pool, { upTo: name })).toEqual({ applied: [name] })
  }
  expect(await migrate(database.pool)).toEqual({ applied: [] })
})

test('of several processes that start together each migration is applied by one', async () => {
  await using database = await testDatabase({ empty: true })
  const runs = await Promise.all([migrate(database.pool), migrate(database.pool), migrate(database.pool)])
  const names = (await readMigrations()).map(({ name }) => name)
  expect(runs.flatMap(({ applied }) => applied)).toEqual(names)
})

test('a migration that was changed after it was applied is refused', async () => {
  await using database = await testDatabase({ empty: true })
  await using folder = await folderOf({ '0001-notes.sql': 'create table note (text text)' })
  await migrate(database.pool, { folder: folder.path })
  await writeFile(join(folder.path, '0001-notes.sql'), 'create table note (text text, title text)')
  await expect(migrate(database.pool, { folder: folder.path })).rejects.toThrow('0001-notes was changed after it was applied')
})

test('a database of a newer Hearth is refused', async () => {
  await using database = await testDatabase({ empty: true })
  await using newer = await folderOf({ '0001-notes.sql': 'create table note (text text)', '0002-tags.sql': 'create table tag (text text)' })
  await migrate(database.pool, { folder: newer.path })
  await using older = await folderOf({ '0001-notes.sql': 'create table note (text text)' })
  await expect(migrate(database.pool, { folder: older.path })).rejects.toThrow('newer Hearth (0002-tags)')
})

test('a migration numbered before the last applied one is refused', async () => {
  await using database = await testDatabase({ empty: true })
  await using folder = await folderOf({ '0002-tags.sql': 'create table tag (text text)' })
  await migrate(database.pool, { folder: folder.path })
  await writeFile(join(folder.path, '0001-notes.sql'), 'create table note (text text)')
  await expect(migrate(database.pool, { folder: folder.path })).rejects.toThrow('0001-notes comes before 0002-tags')
})

test('a failing migration leaves nothing of itself, and those before it stay', async () => {
  await using database = await testDatabase({ empty: true })
  await using folder = await folderOf({
    '0001-notes.sql': 'create table note (text text)',
    '0002-broken.sql': 'create table tag (text text); select 1 from nowhere;',
  })
  await expect(migrate(database.pool, { folder: folder.path })).rejects.toThrow('0002-broken failed and was undone')
  const { rows } = await database.pool.query("select to_regclass('note') is not null as note, to_regclass('tag') is not null as tag")
  expect(rows).toEqual([{ note: true, tag: false }])
})

async function folderOf(files: Record<string, string>): Promise<{ path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), 'migrations-'))
  for (const [name, text] of Object.entries(files)) await writeFile(join(path, name), text)
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) }
}
