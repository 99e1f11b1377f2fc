import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, test, vi } from 'vitest'

import { startEmbedded } from '#database/embedded'
import { openDatabase } from '#database/open'
import { systemClock } from '#kit/clock'
import { folderStorage } from '#kit/folder-storage'
import { readAll } from '#kit/storage'
import { addImage } from '#modules/media'
import { testDatabase } from '#testing/database'
import { testImage } from '#testing/images'
import { testWorkspace } from '#testing/workspace'

import { backUp } from './back-up.ts'
import { restore } from './restore.ts'

let folder: string
vi.setConfig({ testTimeout: 60_000 })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearth-backup-'))
  await chmod(folder, 0o711)
})
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }))

const secretKey = new Uint8Array(32).fill(7)
const quiet = () => undefined

async function hearthWithLife(name: string) {
  const database = await testDatabase()
  const team = await testWorkspace(database.db)
  const storage = folderStorage(join(folder, name))
  const needs = { db: database.db, clock: systemClock, storage, secretKey, publicUrl: 'http://127.0.0.1:4600' }
  const add = async (width: number) =>
    addImage(needs, team.publisher.call('media.upload'), {
      brandId: team.brandId,
      fileName: `cup\t"${width}"\\.jpg`,
      bytes: await testImage({ width }),
    })
  return { ...database, team, storage, add }
}

/** Every row of every table as PostgreSQL writes it, to compare two databases. */
async function contents(pool: { query: (sql: string) => Promise<{ rows: { name: string; rows: string }[] }> }, tables: readonly string[]) {
  const found: Record<string, string[]> = {}
  for (const name of tables) {
    const { rows } = await pool.query(`select '' as name, t::text as rows from ${name} t order by 2`)
    found[name] = rows.map((row) => row.rows)
  }
  return found
}

const compared = ['teams.workspace', 'teams.brand', 'teams.login', 'teams.member', 'teams.audit', 'media.item']

test('what was backed up is there again to the byte, on a database of its own', async () => {
  await using here = await hearthWithLife('first')
  const items = [await here.add(31), await here.add(32)]
  const file = join(folder, 'first.backup')
  const done = await backUp({ pool: here.pool, storage: here.storage, secretKey, passphrase: 'warm bread 熱麵包', tell: quiet }, file)
  expect(done).toMatchObject({ files: 4 })
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect(existsSync(`${file}.part`)).toBe(false)

  await using there = await testDatabase({ empty: true })
  const storage = folderStorage(join(folder, 'first-restored'))
  const target = { pool: there.pool, storage, dataDir: folder, hold: false, tell: quiet }
  await expect(restore(target, file)).rejects.toThrow(/passphrase/)
  await expect(restore({ ...target, passphrase: 'cold bread' }, file)).rejects.toThrow(/not the passphrase/)
  await expect(restore({ ...target, passphrase: 'warm bread 熱麵包' }, file)).resolves.toMatchObject({ files: 4, withoutKey: false })
  expect(await contents(there.pool, compared)).toEqual(await contents(here.pool, compared))
  for (const { id } of items) {
    for (const size of ['original', 'thumb']) {
      const [before, after] = await Promise.all([here.storage, storage].map((store) => store.get(`${here.team.workspaceId}/${id}/${size}`)))
      if (!before || !after) throw new Error('A file is missing.')
      expect(Buffer.compare(await readAll(after.stream), await readAll(before.stream))).toBe(0)
    }
  }
  expect(Buffer.from((await readFile(join(folder, 'secret.key'), 'utf8')).trim(), 'base64url')).toEqual(Buffer.from(secretKey))
  expect((await stat(join(folder, 'secret.key'))).mode & 0o777).toBe(0o600)
  await expect(restore({ ...target, passphrase: 'warm bread 熱麵包' }, file)).rejects.toThrow(/already/)
})

test('while writing goes on, a backup is one moment: everything of before, nothing half, and every file that it names', async () => {
  await using here = await hearthWithLife('busy')
  await here.pool.query('create schema busy; create table busy.debit (n int primary key); create table busy.credit (n int primary key)')
  await here.add(39)
  const writing = new AbortController()
  let acknowledged = 0
  const writer = (async () => {
    while (!writing.signal.aborted) {
      const client = await here.pool.connect()
      try {
        await client.query('begin')
        await client.query('insert into busy.debit values ($1)', [acknowledged + 1])
        await client.query('insert into busy.credit values ($1)', [acknowledged + 1])
        await client.query('commit')
        acknowledged += 1
      } finally {
        client.release()
      }
    }
  })()
  const pictures = (async () => {
    for (let width = 40; !writing.signal.aborted; width += 1) await here.add(width)
  })()
  await expect.poll(() => acknowledged, { timeout: 20_000 }).toBeGreaterThan(200)
  const before = acknowledged
  const file = join(folder, 'busy.backup')
  await backUp({ pool: here.pool, storage: here.storage, secretKey, tell: quiet }, file)
  const after = acknowledged
  writing.abort()
  await Promise.all([writer, pictures])

  await using there = await testDatabase({ empty: true })
  await there.pool.query('create schema busy; create table busy.debit (n int primary key); create table busy.credit (n int primary key)')
  const storage = folderStorage(join(folder, 'busy-restored'))
  await restore({ pool: there.pool, storage, dataDir: await mkdtemp(join(folder, 'data-')), hold: false, tell: quiet }, file)
  const { rows } = await there.pool.query<{ debit: number; credit: number; highest: number }>(
    'select (select count(*)::int from busy.debit) as debit, (select count(*)::int from busy.credit) as credit, (select max(n) from busy.debit) as highest',
  )
  const [found] = rows
  expect(found?.debit).toBe(found?.credit)
  expect(found?.highest).toBe(found?.debit)
  expect(found?.debit).toBeGreaterThanOrEqual(before)
  expect(found?.debit).toBeLessThanOrEqual(after + 1)
  const items = await there.pool.query<{ key: string }>("select workspace_id || '/' || id || '/original' as key from media.item")
  expect(items.rows.length).toBeGreaterThan(0)
  for (const { key } of items.rows) expect(await storage.exists(key)).toBe(true)
})

test('a file that was cut, changed or is something else restores nothing and says so', async () => {
  await using here = await hearthWithLife('broken')
  const file = join(folder, 'whole.backup')
  await backUp({ pool: here.pool, storage: here.storage, secretKey, tell: quiet }, file)
  const bytes = await readFile(file)
  const wrong = {
    cut: bytes.subarray(0, bytes.length - 200),
    changed: Buffer.concat([bytes.subarray(0, bytes.length >> 1), Buffer.from([0, 1, 2, 3]), bytes.subarray((bytes.length >> 1) + 4)]),
    other: Buffer.from('not a backup'),
  }
  await using there = await testDatabase({ empty: true })
  for (const [name, content] of Object.entries(wrong)) {
    await writeFile(join(folder, name), content)
    const target = { pool: there.pool, storage: here.storage, dataDir: folder, hold: false, tell: quiet }
    await expect(restore(target, join(folder, name))).rejects.toThrow(/not a whole backup|no backup that/)
  }
  const { rows } = await there.pool.query("select to_regclass('hearth.migration') as made")
  expect(rows).toEqual([{ made: null }])
})

test('what was due or under way asks a person after a restore, what is in doubt is looked up, what is planned stays so', async () => {
  await using here = await hearthWithLife('planned')
  const { workspaceId, brandId } = here.team
  await here.pool.query(
    `with post as (
       insert into publishing.post (workspace_id, id, brand_id, content, account_ids, first_line, parts, media, media_ids, words)
       select $1, gen_random_uuid(), $2, '{"parts": [], "languages": [], "variants": {}}', '{}', name, 1, 0, '{}', '' from unnest($3::text[]) name
       returning id, first_line)
     insert into publishing.delivery (workspace_id, id, post_id, brand_id, account_id, network, state, due_at, next_try_at,
       content, prepared, begun_at, unclear_step, unclear_since, live_parts, lease, lease_until)
     select $1, gen_random_uuid(), id, $2, gen_random_uuid(), 'tea', case first_line when 'under way' then 'sending' when 'in doubt' then 'unconfirmed' else 'waiting' end,
       now() + case first_line when 'ahead' then interval '1 day' else interval '-1 minute' end, now(),
       case when first_line in ('under way', 'in doubt') then '{}'::jsonb end, case when first_line in ('under way', 'in doubt') then '{}'::jsonb end,
       case when first_line in ('under way', 'in doubt') then now() end,
       case first_line when 'in doubt' then 'part 1' end, case first_line when 'in doubt' then now() end, 0,
       case first_line when 'under way' then gen_random_uuid() end, case first_line when 'under way' then now() + interval '20 seconds' end
     from post`,
    [workspaceId, brandId, ['ahead', 'due', 'under way', 'in doubt']],
  )
  const file = join(folder, 'planned.backup')
  await backUp({ pool: here.pool, storage: here.storage, secretKey, tell: quiet }, file)
  const statesAfter = async (hold: boolean) => {
    await using there = await testDatabase({ empty: true })
    const done = await restore({ pool: there.pool, storage: here.storage, dataDir: folder, hold, tell: quiet }, file)
    const { rows } = await there.pool.query<{ first_line: string; state: string }>(
      'select first_line, state from publishing.delivery d join publishing.post p on p.id = d.post_id order by 1',
    )
    return { held: done.held, withoutKey: done.withoutKey, states: Object.fromEntries(rows.map((row) => [row.first_line, row.state])) }
  }
  const settled = { due: 'missed', 'under way': 'needs-a-person', 'in doubt': 'unconfirmed' }
  expect(await statesAfter(false)).toEqual({ held: 2, withoutKey: true, states: { ...settled, ahead: 'waiting' } })
  expect(await statesAfter(true)).toEqual({ held: 3, withoutKey: true, states: { ...settled, ahead: 'missed' } })
})

/** Where a distribution puts another PostgreSQL; the packages of this project hold version 18 alone. */
const others = ['15', '16', '17'].map((version) => `/usr/lib/postgresql/${version}/bin`).filter((bin) => existsSync(join(bin, 'postgres')))

test.skipIf(others.length === 0)(
  'it is restored on another version of PostgreSQL (skipped where none is installed)',
  { timeout: 90_000 },
  async () => {
    await using here = await hearthWithLife('version')
    await here.add(51)
    const file = join(folder, 'version.backup')
    await backUp({ pool: here.pool, storage: here.storage, secretKey, tell: quiet }, file)
    const dataDir = await mkdtemp(join(folder, 'other-'))
    await chmod(dataDir, 0o711)
    await using server = await startEmbedded({ dataDir, forgetful: true, ...(others[0] ? { binFolder: others[0] } : {}) })
    await using there = openDatabase({ connection: server.connection })
    await restore({ pool: there.pool, storage: folderStorage(join(dataDir, 'media')), dataDir, hold: false, tell: quiet }, file)
    expect(await contents(there.pool, compared)).toEqual(await contents(here.pool, compared))
  },
)
