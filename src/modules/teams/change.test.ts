import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { openLog } from '#kit/log'
import { type TestDatabase, testDatabase } from '#testing/database'
import { teamsNeeds } from '#testing/teams'
import { type TestWorkspace, testWorkspace } from '#testing/workspace'

import { apiKeys } from './api-keys.ts'
import { listAudit } from './audit/list-audit.ts'
import { createAuth } from './auth.ts'
import { brandOf } from './brand-of.ts'
import { changeRole } from './change-role.ts'
import { change } from './change.ts'
import { createApiKey } from './create-api-key.ts'
import { invitations } from './invitations.ts'
import { invite } from './invite.ts'
import { me } from './me.ts'
import { removeMember } from './remove-member.ts'
import { revokeApiKey } from './revoke-api-key.ts'
import { tidyTeams } from './tidy-teams.ts'
import { updateBrand } from './update-brand.ts'
import { updateMe } from './update-me.ts'
import { updateWorkspace } from './update-workspace.ts'

let database: TestDatabase
let workspace: TestWorkspace

beforeAll(async () => {
  database = await testDatabase()
  workspace = await testWorkspace(database.db)
})
afterAll(() => database[Symbol.asyncDispose]())

test('a double click makes one row and answers both the same', async () => {
  const needs = teamsNeeds(database.db)
  const { workspaceId, owner } = await testWorkspace(database.db)
  const wanted = { email: 'flo@tea.example', role: 'agent' } as const
  const click = () => invite(needs, owner.call('teams.invite', wanted, 'click-1'), wanted)
  const answers = await Promise.all([click(), click(), click()])
  for (const answer of [...answers, await click()]) expect(answer).toEqual(answers[0])
  expect(await invitations(needs, workspaceId)).toHaveLength(1)
  const { entries } = await listAudit(database.db, { workspaceId, limit: 10 })
  expect(entries).toHaveLength(1)
})

test('a key used for another request is refused; another member’s same key is their own', async () => {
  const needs = teamsNeeds(database.db)
  const { owner, publisher } = workspace
  const [one, other] = [{ email: 'gus@tea.example', role: 'agent' } as const, { email: 'hal@tea.example', role: 'agent' } as const]
  await invite(needs, owner.call('teams.invite', one, 'key-2'), one)
  await expect(invite(needs, owner.call('teams.invite', other, 'key-2'), other)).rejects.toMatchObject({ code: 'KEY_REUSED' })
  await expect(invite(needs, publisher.call('teams.invite', other, 'key-2'), other)).resolves.toMatchObject({ email: other.email })
})

test('a change that fails leaves neither audit row nor key, so it can be tried again', async () => {
  const { db } = database
  const { workspaceId, owner } = await testWorkspace(db)
  const attempt = (fails: boolean) =>
    change(db, owner.call('test.change', {}, 'key-3'), async () => {
      if (fails) throw new Error('no')
      return { value: { done: true }, subject: { kind: 'test', id: '1' }, topics: [] }
    })
  await expect(attempt(true)).rejects.toThrow('no')
  expect(await listAudit(db, { workspaceId, limit: 10 })).toEqual({ entries: [] })
  expect(await attempt(false)).toEqual({ done: true })
})

test('every change writes who did what, and the log is read in pages that overlap nowhere', async () => {
  const { db } = database
  const { workspaceId, brandId, owner, publisher, agent } = await testWorkspace(db)
  const needs = teamsNeeds(db)
  await updateMe(db, agent.call('teams.updateMe'), { name: 'Ida', language: 'zh-TW' })
  await updateWorkspace(db, owner.call('teams.updateWorkspace'), { name: 'Tea & Co' })
  await updateBrand(needs, owner.call('teams.updateBrand'), { brandId, timeZone: 'Europe/Berlin' })
  await changeRole(needs, owner.call('teams.changeRole'), { memberId: publisher.memberId, role: 'agent' })
  const key = await createApiKey(needs, owner.call('teams.createApiKey'), { name: 'CI', role: 'agent' })
  await revokeApiKey(db, owner.call('teams.revokeApiKey'), { apiKeyId: key.id })
  await removeMember(needs, owner.call('teams.removeMember'), publisher)
  const actions: string[] = []
  let cursor: string | undefined
  do {
    const page = await listAudit(db, { workspaceId, limit: 3, cursor })
    actions.push(...page.entries.map(({ action }) => action))
    cursor = page.next
  } while (cursor)
  expect(actions).toEqual([
    'teams.removeMember',
    'teams.revokeApiKey',
    'teams.createApiKey',
    'teams.changeRole',
    'teams.updateBrand',
    'teams.updateWorkspace',
    'teams.updateMe',
  ])
  expect(await me(db, agent.call('teams.me').acting)).toMatchObject({ name: 'Ida', language: 'zh-TW', workspace: { name: 'Tea & Co' } })
  await expect(listAudit(db, { workspaceId, limit: 3, cursor: 'nonsense' })).rejects.toMatchObject({ code: 'BAD_CURSOR', status: 400 })
})

test('what a brand wants of alt text is kept and written down', async () => {
  const { workspaceId, brandId, owner } = await testWorkspace(database.db)
  await updateBrand(teamsNeeds(database.db), owner.call('teams.updateBrand'), { brandId, altTexts: 'required' })
  expect(await brandOf(database.db, { workspaceId, brandId })).toMatchObject({ altTexts: 'required', graceMinutes: expect.any(Number) })
  const { entries } = await listAudit(database.db, { workspaceId, limit: 1 })
  expect(entries).toMatchObject([{ action: 'teams.updateBrand', after: { altTexts: 'required' } }])
})

test('a changed time zone is told to whoever plans by it; another workspace’s brand is not found', async () => {
  const { workspaceId, brandId, owner } = await testWorkspace(database.db)
  const needs = teamsNeeds(database.db)
  const brand = await updateBrand(needs, owner.call('teams.updateBrand'), { brandId, timeZone: 'Asia/Kolkata', graceMinutes: 5 })
  expect(brand).toEqual({ id: brandId, name: 'Tea House', language: 'en', timeZone: 'Asia/Kolkata', graceMinutes: 5, altTexts: 'warn' })
  expect(await brandOf(database.db, { workspaceId, brandId })).toEqual(brand)
  expect(needs.sent).toEqual([
    { name: 'brand.changed', payload: { workspaceId, brandId, timeZone: 'Asia/Kolkata', timeZoneBefore: 'Asia/Taipei' } },
  ])
  await expect(brandOf(database.db, { workspaceId: workspace.workspaceId, brandId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const foreign = updateBrand(needs, workspace.owner.call('teams.updateBrand'), { brandId, name: 'Mine now' })
  await expect(foreign).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('an API key acts with its role, never above its maker’s, and dies when revoked, expired or left by its maker', async () => {
  const { db } = database
  const { workspaceId, owner, publisher } = await testWorkspace(db)
  const needs = teamsNeeds(db)
  const auth = createAuth({ ...needs, log: openLog({ level: 'silent' }) })
  const acting = (key: string, header = 'x-api-key') =>
    auth.resolveActing(new Headers({ [header]: header === 'authorization' ? `Bearer ${key}` : key }))
  await changeRole(needs, owner.call('teams.changeRole'), { memberId: publisher.memberId, role: 'owner' })
  const maker = { ...publisher.call('teams.createApiKey', { name: 'Bot' }, 'bot') }
  const made = await createApiKey(needs, maker, { name: 'Bot', role: 'publisher', expiresInDays: 30 })
  expect(await createApiKey(needs, maker, { name: 'Bot', role: 'publisher', expiresInDays: 30 })).toEqual(made)
  expect(made.key).toMatch(/^hearth_[\w-]{43}$/)
  expect(await acting(made.key)).toMatchObject({ role: 'publisher', via: 'api-key', memberId: publisher.memberId, workspaceId })
  expect(await acting(made.key, 'authorization')).toMatchObject({ role: 'publisher' })
  expect(await acting(`${made.key}x`)).toBeUndefined()
  const [listed] = await apiKeys(db, workspaceId)
  expect(listed).toMatchObject({ id: made.id, lastUsedAt: expect.any(String), start: made.key.slice(0, 11) })
  expect(JSON.stringify(await db.selectFrom('teams.api_key').selectAll().execute())).not.toContain(made.key)
  expect(JSON.stringify(await db.selectFrom('teams.idempotency').selectAll().execute())).not.toContain(made.key)

  await changeRole(needs, owner.call('teams.changeRole'), { memberId: publisher.memberId, role: 'agent' })
  expect(await acting(made.key)).toMatchObject({ role: 'agent' })
  await removeMember(needs, owner.call('teams.removeMember'), publisher)
  expect(await acting(made.key)).toBeUndefined()

  const [revoked, expired] = [
    await createApiKey(needs, owner.call('teams.createApiKey'), { name: 'A', role: 'owner' }),
    await createApiKey(needs, owner.call('teams.createApiKey'), { name: 'B', role: 'owner', expiresInDays: 1 }),
  ]
  await revokeApiKey(db, owner.call('teams.revokeApiKey'), { apiKeyId: revoked.id })
  await db
    .updateTable('teams.api_key')
    .set({ expires_at: new Date(0) })
    .where('id', '=', expired.id)
    .execute()
  expect([await acting(revoked.key), await acting(expired.key)]).toEqual([undefined, undefined])
  const again = revokeApiKey(db, owner.call('teams.revokeApiKey'), { apiKeyId: revoked.id })
  await expect(again).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('what has run out is removed and what still counts stays', async () => {
  const { db } = database
  const { workspaceId, owner } = await testWorkspace(db)
  const row = (key: string, age: string) => ({
    workspace_id: workspaceId,
    member_id: owner.memberId,
    key,
    request_hash: 'x',
    response: null,
    created_at: age,
  })
  await db
    .insertInto('teams.idempotency')
    .values([row('old', '2020-01-01T00:00:00Z'), row('young', new Date().toISOString())])
    .execute()
  const session = (expires: Date) => ({
    token: randomUUID(),
    login_id: owner.userId,
    expires_at: expires,
    ip_address: null,
    user_agent: null,
  })
  await db
    .insertInto('teams.session')
    .values([session(new Date(0)), session(new Date(Date.now() + 60_000))])
    .execute()
  await tidyTeams(db)
  const keys = await db.selectFrom('teams.idempotency').select('key').where('workspace_id', '=', workspaceId).execute()
  expect(keys).toEqual([{ key: 'young' }])
  expect(await db.selectFrom('teams.session').select('id').where('login_id', '=', owner.userId).execute()).toHaveLength(1)
})
