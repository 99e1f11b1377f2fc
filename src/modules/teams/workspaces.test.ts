import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { type TestDatabase, testDatabase } from '#testing/database'
import { teamsNeeds } from '#testing/teams'
import { type TestMember, type TestWorkspace, testWorkspace } from '#testing/workspace'

import { addWorkspace } from './add-workspace.ts'
import { listAudit } from './audit/list-audit.ts'
import { change } from './change.ts'
import { me } from './me.ts'
import { removeWorkspace } from './remove-workspace.ts'

let database: TestDatabase
let home: TestWorkspace

beforeAll(async () => {
  database = await testDatabase()
  home = await testWorkspace(database.db)
})
afterAll(() => database[Symbol.asyncDispose]())

test('a person sees all their workspaces, an API key only its own', async () => {
  const demo = await addDemo(home.owner)
  const there = await me(database.db, demo.acting)
  expect(there.workspace).toEqual({ id: demo.workspaceId, name: 'Looking around', demo: true })
  expect(there.role).toBe('owner')
  const both = [{ id: home.workspaceId, name: 'Tea House', demo: false }, there.workspace]
  expect(there.workspaces).toEqual(both)
  expect((await me(database.db, home.owner.call('teams.me').acting)).workspaces).toEqual(both)
  expect((await me(database.db, { ...demo.acting, via: 'api-key' })).workspaces).toEqual([there.workspace])
  await removeWorkspace(teamsNeeds(database.db), demo.acting)
})

test('there is one demo at a time', async () => {
  const demo = await addDemo(home.owner)
  await expect(addDemo(home.publisher)).rejects.toMatchObject({ constraint: 'workspace_one_demo' })
  await removeWorkspace(teamsNeeds(database.db), demo.acting)
})

test('a removed demo leaves nothing, is told to the other modules, and stands in the audit log of home', async () => {
  const needs = teamsNeeds(database.db)
  const demo = await addDemo(home.owner)
  await change(database.db, demo.call, async () => ({ value: 1, subject: { kind: 'note', id: '1' }, topics: [] }))
  expect(await removeWorkspace(needs, demo.acting)).toEqual({ removed: true })
  expect(needs.sent).toContainEqual({ name: 'workspace.removed', payload: { workspaceId: demo.workspaceId } })
  const { rows } = await database.pool.query<{ left: number }>(
    `select (select count(*) from teams.workspace where workspace_id = $1) + (select count(*) from teams.member where workspace_id = $1)
      + (select count(*) from teams.brand where workspace_id = $1) + (select count(*) from teams.audit where workspace_id = $1)
      + (select count(*) from teams.idempotency where workspace_id = $1) as left`,
    [demo.workspaceId],
  )
  expect(Number(rows[0]?.left)).toBe(0)
  const { entries } = await listAudit(database.db, { workspaceId: home.workspaceId, limit: 1 })
  expect(entries[0]).toMatchObject({ action: 'teams.removeWorkspace', detail: { workspace: 'Looking around' } })
  await expect(removeWorkspace(needs, demo.acting)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('a workspace that is no demo stays', async () => {
  const needs = teamsNeeds(database.db)
  await expect(removeWorkspace(needs, home.owner.call('teams.removeWorkspace').acting)).rejects.toMatchObject({ code: 'NOT_A_DEMO' })
  expect(needs.sent).toEqual([])
})

test('a change that has begun ends before its workspace is removed, and none begins after', async () => {
  const { db } = database
  const needs = teamsNeeds(db)
  const demo = await addDemo(home.owner)
  const [begun, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const changing = change(db, demo.call, async () => {
    begun.resolve()
    await goOn.promise
    return { value: 'done', subject: { kind: 'note', id: '1' }, topics: [] }
  })
  await begun.promise
  const removing = removeWorkspace(needs, demo.acting)
  goOn.resolve()
  expect(await Promise.all([changing, removing])).toEqual(['done', { removed: true }])
  const late = change(db, demo.call, async () => ({ value: 1, subject: { kind: 'note', id: '2' }, topics: [] }))
  await expect(late).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect((await listAudit(db, { workspaceId: demo.workspaceId, limit: 5 })).entries).toEqual([])
})

async function addDemo(member: TestMember) {
  const brand = { name: 'Tea', language: 'en', timeZone: 'Asia/Taipei' } as const
  const added = await database.db
    .transaction()
    .execute((tx) => addWorkspace(tx, { loginId: member.userId, name: 'Looking around', language: 'en', brand, demo: true }))
  const { acting } = member.call('teams.me')
  const there = { ...acting, workspaceId: added.workspaceId, memberId: added.memberId }
  return { ...added, acting: there, call: { acting: there, path: 'notes.write', input: {}, idempotencyKey: randomUUID() } }
}
