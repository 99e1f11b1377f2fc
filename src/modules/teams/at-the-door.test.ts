import { call, type Context } from '@orpc/server'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { type TestDatabase, testDatabase } from '#testing/database'
import { teamsNeeds } from '#testing/teams'
import { type TestWorkspace, testWorkspace } from '#testing/workspace'

import type { CallContext, Acting } from './acting.ts'
import type { ApiScope } from './contract.ts'
import { teamsRouter } from './http.ts'
import { members } from './members.ts'

let database: TestDatabase
let workspace: TestWorkspace
let router: ReturnType<typeof teamsRouter>

beforeAll(async () => {
  database = await testDatabase()
  workspace = await testWorkspace(database.db)
  router = teamsRouter(teamsNeeds(database.db))
})
afterAll(() => database[Symbol.asyncDispose]())

test('without a sign-in only the open procedures answer', async () => {
  await expect(call(router.setupStatus, undefined, as(undefined))).resolves.toMatchObject({ needed: false })
  await expect(call(router.me, undefined, as(undefined))).rejects.toMatchObject({ code: 'SIGN_IN_FIRST' })
})

test('a role that does not include a permission is turned away before anything happens', async () => {
  const { owner, publisher, agent } = workspace
  for (const member of [publisher, agent]) {
    const context = as(member.call('').acting)
    await expect(call(router.audit, {}, context)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
    await expect(call(router.removeMember, { memberId: owner.memberId }, context)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
    await expect(call(router.me, undefined, context)).resolves.toMatchObject({ memberId: member.memberId })
  }
  expect(await members(database.db, owner.call('').acting)).toHaveLength(3)
  await expect(call(router.audit, {}, as(owner.call('').acting))).resolves.toEqual({ entries: [], names: [] })
})

test('a key does what it is for and what its role may; who lacks a second factor does nothing', async () => {
  const { owner } = workspace
  const withScopes = (...scopes: ApiScope[]) => as({ ...owner.call('').acting, via: 'api-key', scopes })
  await expect(call(router.members, undefined, withScopes('read'))).resolves.toHaveLength(3)
  expect((await call(router.me, undefined, withScopes('read', 'inbox'))).permissions).toEqual(
    expect.not.arrayContaining(['posts.write', 'members.manage', 'audit.read']),
  )
  const name = { name: 'Mine now' }
  for (const scopes of [['read'], ['read', 'write', 'publish', 'inbox']] as const) {
    await expect(call(router.updateMe, name, withScopes(...scopes))).rejects.toMatchObject({ code: 'KEY_NOT_FOR_THIS' })
    await expect(call(router.audit, {}, withScopes(...scopes))).rejects.toMatchObject({ code: 'KEY_NOT_FOR_THIS' })
  }
  const more = { name: 'More', role: 'owner' } as const
  await expect(call(router.createApiKey, more, withScopes('read', 'manage'))).rejects.toMatchObject({ code: 'KEY_NOT_FOR_THIS' })
  const lacking = { context: { ...as(undefined).context, lacks: 'two-factors' as const } }
  await expect(call(router.me, undefined, lacking)).rejects.toMatchObject({ code: 'TWO_FACTORS_FIRST', status: 403 })
})

test('the Idempotency-Key of the request reaches the change', async () => {
  const { owner } = workspace
  const context = as(owner.call('').acting, { 'idempotency-key': 'k-1' })
  const input = { email: 'jo@tea.example', role: 'agent' } as const
  const [one, other] = [await call(router.invite, input, context), await call(router.invite, input, context)]
  expect(other).toEqual(one)
})

test('text that the database cannot keep is refused with a sentence', async () => {
  const context = as(workspace.owner.call('').acting)
  for (const name of ['Tea\0House', 'Tea \uD83C']) {
    await expect(call(router.updateWorkspace, { name }, context)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  }
  const naughty = `'; drop table teams.member; -- <script>alert(1)</script> ﷽ 🏳️‍🌈`
  await expect(call(router.updateWorkspace, { name: naughty }, context)).resolves.toMatchObject({ workspace: { name: naughty } })
})

function as(acting: Acting | undefined, headers: Record<string, string> = {}): { context: CallContext & Context } {
  return { context: { ...(acting ? { acting } : {}), headers: new Headers(headers), ip: '127.0.0.1' } }
}
