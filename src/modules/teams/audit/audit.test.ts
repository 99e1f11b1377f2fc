import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import type { Tx } from '#kit/database'
import { type TestDatabase, testDatabase } from '#testing/database'
import { teamsNeeds } from '#testing/teams'
import { type TestWorkspace, testWorkspace } from '#testing/workspace'

import { change } from '../change.ts'
import { updateBrand } from '../update-brand.ts'
import { updateWorkspace } from '../update-workspace.ts'
import { setAuditKeeping } from './audit-keeping.ts'
import { auditKey } from './audit-key.ts'
import { checkAudit } from './check-audit.ts'
import { exportAudit } from './export-audit.ts'
import { forgetOldAudit } from './forget-old-audit.ts'
import { listAudit } from './list-audit.ts'
import { sealAudit } from './seal-audit.ts'
import { watching } from './watching.ts'

let database: TestDatabase
const key = auditKey(new Uint8Array(32).fill(7))

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database[Symbol.asyncDispose]())

test('an entry says what was and what is, and from where; only what differs', async () => {
  const { workspaceId, owner, brandId } = await testWorkspace(database.db)
  const wanted = { brandId, name: 'Tea & more', altTexts: 'required' } as const
  await updateBrand(teamsNeeds(database.db), { ...owner.call('teams.updateBrand', wanted), ip: '203.0.113.7' }, wanted)
  const { entries } = await listAudit(database.db, { workspaceId, limit: 1 })
  expect(entries[0]).toMatchObject({
    action: 'teams.updateBrand',
    actor: { via: 'web', ip: '203.0.113.7' },
    before: { name: 'Tea House', altTexts: 'warn' },
    after: { name: 'Tea & more', altTexts: 'required' },
  })
  expect(Object.keys(entries[0]?.after ?? {})).toEqual(['name', 'altTexts'])
})

test('a row that is watched is told as it was and as it is, without what nobody named, and whole where it comes or goes', async () => {
  const { db } = database
  const { workspaceId, brandId, owner } = await testWorkspace(db)
  const row = { table: 'teams.brand', workspaceId, key: { id: brandId }, columns: ['name', 'time_zone', 'archived_at'] } as const
  const deed = (path: string, work: (tx: Tx) => Promise<unknown>) =>
    change(db, watching(owner.call(path), row), async (tx) => {
      await work(tx)
      return { value: null, subject: { kind: 'brand', id: brandId }, topics: [] }
    })
  const brand = { workspace_id: workspaceId, id: brandId, name: 'Tea', language: 'en', time_zone: 'Asia/Taipei' } as const
  await deed('x.change', (tx) => tx.updateTable('teams.brand').set({ name: 'Tea', grace_minutes: 7 }).where('id', '=', brandId).execute())
  await deed('x.remove', (tx) => tx.deleteFrom('teams.brand').where('id', '=', brandId).execute())
  await deed('x.add', (tx) => tx.insertInto('teams.brand').values(brand).execute())
  const { entries } = await listAudit(db, { workspaceId, limit: 3 })
  const whole = { name: 'Tea', timeZone: 'Asia/Taipei', archivedAt: null }
  expect(entries.map(({ before, after }) => ({ before, after }))).toEqual([
    { before: undefined, after: whole },
    { before: whole, after: undefined },
    { before: { name: 'Tea House' }, after: { name: 'Tea' } },
  ])
})

test('the log is found by person, part, time and words, and exported as a spreadsheet that runs nothing', async () => {
  const { workspaceId, owner, publisher } = await testWorkspace(database.db)
  await rename(owner, '=HYPERLINK("https://evil.example")')
  await rename(publisher, 'Tea 茶行 100%')
  const found = async (wanted: Parameters<typeof exportAudit>[1] extends infer W ? Omit<W, 'workspaceId'> : never) =>
    (await listAudit(database.db, { workspaceId, limit: 10, ...wanted })).entries.map(({ actor }) => actor.memberId)
  expect(await found({ words: '茶行 100%' })).toEqual([publisher.memberId])
  expect(await found({ words: '0_%' })).toEqual([])
  expect(await found({ memberId: owner.memberId, area: 'teams' })).toEqual([owner.memberId])
  expect(await found({ area: 'team' })).toEqual([])
  expect(await found({ to: '2020-01-01T00:00:00.000Z' })).toEqual([])
  expect(await found({ from: '2020-01-01T00:00:00.000Z', via: 'web' })).toHaveLength(2)
  const csv = await (await exportAudit(teamsNeeds(database.db), { workspaceId })).text()
  expect(csv.split('\r\n')).toHaveLength(4)
  expect(csv).not.toMatch(/(^|,)"=/m)
})

test('nobody changes the log, not even with the database’s password, without the trigger out of the way', async () => {
  const { workspaceId, owner } = await testWorkspace(database.db)
  await rename(owner, 'One')
  const forge = database.db.updateTable('teams.audit').set({ action: 'x' }).where('workspace_id', '=', workspaceId)
  await expect(forge.execute()).rejects.toThrow('only appended to')
  await expect(database.db.deleteFrom('teams.audit').where('workspace_id', '=', workspaceId).execute()).rejects.toThrow('only appended to')
})

test('a sealed log holds, and every kind of tampering shows where it happened', async () => {
  const { workspaceId, owner } = await testWorkspace(database.db)
  for (const name of ['One', 'Two', 'Three']) {
    await rename(owner, name)
    await sealAudit(database.db, key)
  }
  await rename(owner, 'Four')
  const check = () => checkAudit(database.db, { workspaceId, key })
  expect(await check()).toMatchObject({ blocks: 3, sealedRows: 3, waitingRows: 1, earlierKey: false, head: { number: 3 } })
  expect(await check()).not.toHaveProperty('broken')

  const why = async (statement: string) => (await tampered(statement, workspaceId, check)).broken
  expect(await why(`update teams.audit set detail = '{"name":"None"}' where block = 2`)).toMatchObject({ number: 2, why: 'rows-changed' })
  expect(await why(`update teams.audit set actor_name = 'Someone' where block = 1`)).toMatchObject({ number: 1, why: 'rows-changed' })
  expect(await why('delete from teams.audit where block = 3')).toMatchObject({ number: 3, why: 'rows-missing' })
  expect(await why('delete from teams.audit_block where number = 2')).toMatchObject({ number: 2, why: 'block-missing' })
  expect(await why('delete from teams.audit_block where number = 3')).toMatchObject({ number: 3, why: 'block-missing' })
  expect(await why(`update teams.audit_block set hash = 'x' where number = 1`)).toMatchObject({ number: 1, why: 'seal-forged' })
  // Who says that rows were old enough to go must have waited for as long.
  expect(
    await why('with gone as (delete from teams.audit where block = 1) update teams.audit_block set forgotten_at = now() where number = 1'),
  ).toMatchObject({ number: 1, why: 'rows-missing' })
  expect(await check()).not.toHaveProperty('broken')

  const other = await checkAudit(database.db, { workspaceId, key: auditKey(new Uint8Array(32).fill(8)) })
  expect(other).toMatchObject({ earlierKey: true })
  expect(other).not.toHaveProperty('broken')
})

test('what is older than the workspace keeps goes, whole blocks and from the beginning; the rest still holds', async () => {
  const { workspaceId, owner } = await testWorkspace(database.db)
  for (const [name, months] of [
    ['One', 40],
    ['Two', 20],
    ['Three', 0],
  ] as const) {
    await rename(owner, name)
    await age(workspaceId, months)
    await sealAudit(database.db, key)
    await ageSeal(workspaceId, months)
  }
  const kept = async () => {
    await forgetOldAudit(database.db)
    return (await listAudit(database.db, { workspaceId, limit: 10 })).entries.filter(({ action }) => action === 'teams.updateWorkspace')
      .length
  }
  expect(await kept()).toBe(2)
  await setAuditKeeping(database.db, owner.call('teams.setAuditKeeping', { months: 12 }), { months: 12 })
  await sealAudit(database.db, key)
  expect(await kept()).toBe(1)
  const check = await checkAudit(database.db, { workspaceId, key })
  expect(check).toMatchObject({ forgottenBlocks: 2, blocks: 4 })
  expect(check).not.toHaveProperty('broken')
})

function rename(who: TestWorkspace['owner'], name: string) {
  return updateWorkspace(database.db, who.call('teams.updateWorkspace', { name }), { name })
}

/** Runs a statement past the trigger on one workspace's rows, looks, and takes it back. */
async function tampered<Value>(statement: string, workspaceId: string, look: () => Promise<Value>): Promise<Value> {
  const scoped = statement.replaceAll(/where (?=block|number)/g, `where workspace_id = '${workspaceId}' and `)
  await sql`create table keep_rows as select * from teams.audit`.execute(database.db)
  await sql`create table keep_blocks as select * from teams.audit_block`.execute(database.db)
  try {
    await pastTrigger(scoped)
    return await look()
  } finally {
    await pastTrigger('delete from teams.audit')
    await sql`insert into teams.audit select * from keep_rows`.execute(database.db)
    await sql`delete from teams.audit_block`.execute(database.db)
    await sql`insert into teams.audit_block select * from keep_blocks`.execute(database.db)
    await sql`drop table keep_rows, keep_blocks`.execute(database.db)
  }
}

async function pastTrigger(statement: string): Promise<void> {
  await sql`alter table teams.audit disable trigger append_only`.execute(database.db)
  await sql.raw(statement).execute(database.db)
  await sql`alter table teams.audit enable trigger append_only`.execute(database.db)
}

function age(workspaceId: string, months: number): Promise<void> {
  return pastTrigger(
    `update teams.audit set at = now() - interval '${months} months' where workspace_id = '${workspaceId}' and block is null`,
  )
}

/** As if it had been sealed then. */
async function ageSeal(workspaceId: string, months: number): Promise<void> {
  const block = await database.db
    .selectFrom('teams.audit_block')
    .select(['number', 'hash'])
    .where('workspace_id', '=', workspaceId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  const sealedAt = new Date(Date.now() - months * 30 * 86_400_000)
  await database.db
    .updateTable('teams.audit_block')
    .set({ sealed_at: sealedAt, mac: key.mac({ hash: block.hash, sealedAt }) })
    .where('workspace_id', '=', workspaceId)
    .where('number', '=', block.number)
    .execute()
}
