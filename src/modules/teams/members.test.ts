import { afterAll, beforeAll, expect, test } from 'vitest'

import { testClock } from '#kit/clock'
import { openMail } from '#kit/mail'
import { type TestDatabase, testDatabase } from '#testing/database'
import { testMailServer } from '#testing/mail-server'
import { teamsNeeds } from '#testing/teams'
import { testWorkspace } from '#testing/workspace'

import { acceptInvitation } from './accept-invitation.ts'
import { listAudit } from './audit/list-audit.ts'
import { changeRole } from './change-role.ts'
import { invitation } from './invitation.ts'
import { invitations } from './invitations.ts'
import { invite } from './invite.ts'
import { mailInvitation } from './mail-invitation.ts'
import { membersWith } from './members-with.ts'
import { memberNames, members } from './members.ts'
import { removeMember } from './remove-member.ts'
import { withdrawInvitation } from './withdraw-invitation.ts'

const password = 'lapsang by the fire'
const ip = '192.0.2.1'
let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database[Symbol.asyncDispose]())

test('an invited person becomes a member with the role offered, once', async () => {
  const { db } = database
  const { workspaceId, owner } = await testWorkspace(db)
  const needs = teamsNeeds(db)
  const offered = await invite(needs, owner.call('teams.invite'), { email: 'Ana@Tea.example', role: 'publisher' })
  const token = tokenOf(offered.link)
  expect(await invitation(needs, { token })).toEqual({
    workspaceName: 'Tea House',
    email: 'ana@tea.example',
    role: 'publisher',
    grants: [],
    hasLogin: false,
  })
  const accept = () => acceptInvitation(needs, { input: { token, name: 'Ana', password, language: 'zh-TW' }, ip })
  const outcomes = await Promise.allSettled([accept(), accept()])
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  await expect(accept()).rejects.toMatchObject({ code: 'INVITATION_OVER' })
  const joined = (await members(db, owner.call('').acting)).find(({ email }) => email === 'ana@tea.example')
  expect(joined).toMatchObject({ name: 'Ana', role: 'publisher' })
  expect(needs.sent).toContainEqual({ name: 'member.joined', payload: { workspaceId, memberId: joined?.id, name: 'Ana' } })
  expect(await invitations(needs, workspaceId)).toEqual([])
})

test('someone who has a login joins with its password and no other', async () => {
  const { db } = database
  const [here, there] = [await testWorkspace(db), await testWorkspace(db)]
  const needs = teamsNeeds(db)
  const first = await invite(needs, here.owner.call('teams.invite'), { email: 'bo@tea.example', role: 'agent' })
  await acceptInvitation(needs, { input: { token: tokenOf(first.link), name: 'Bo', password }, ip })
  const second = await invite(needs, there.owner.call('teams.invite'), { email: 'bo@tea.example', role: 'owner' })
  const token = tokenOf(second.link)
  expect(await invitation(needs, { token })).toMatchObject({ hasLogin: true })
  const wrong = acceptInvitation(needs, { input: { token, password: 'another fine password' }, ip })
  await expect(wrong).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
  await acceptInvitation(needs, { input: { token, password }, ip })
  expect(await membersWith(db, { workspaceId: there.workspaceId, permission: 'members.manage', at: 'workspace' })).toMatchObject([
    {},
    { name: 'Bo' },
  ])
})

test('an invitation ends by time, by withdrawal and by a newer one', async () => {
  const { db } = database
  const { workspaceId, owner } = await testWorkspace(db)
  const clock = testClock('2026-11-24T09:00:00Z')
  const needs = teamsNeeds(db, { clock })
  const send = (email: string) => invite(needs, owner.call('teams.invite'), { email, role: 'agent' })
  const over = (link: string | undefined) =>
    expect(invitation(needs, { token: tokenOf(link) })).rejects.toMatchObject({ code: 'INVITATION_OVER' })
  const [older, newer] = [await send('cy@tea.example'), await send('cy@tea.example')]
  await over(older.link)
  const withdrawn = await send('di@tea.example')
  await withdrawInvitation(needs, owner.call('teams.withdrawInvitation'), { invitationId: withdrawn.id })
  await over(withdrawn.link)
  const again = withdrawInvitation(needs, owner.call('teams.withdrawInvitation'), { invitationId: withdrawn.id })
  await expect(again).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await invitations(needs, workspaceId)).toEqual([newer])
  clock.advance({ hours: 7 * 24 })
  await over(newer.link)
  await over('https://hearth.example/invitation/guessed')
})

test('a member cannot be invited again', async () => {
  const { owner, agent } = await testWorkspace(database.db)
  const again = invite(teamsNeeds(database.db), owner.call('teams.invite'), { email: agent.email.toUpperCase(), role: 'owner' })
  await expect(again).rejects.toMatchObject({ code: 'ALREADY_MEMBER' })
})

test('an invitation goes out by mail in the workspace’s language, names escaped', async () => {
  const { db } = database
  await using mailServer = await testMailServer()
  const { workspaceId, owner } = await testWorkspace(db)
  const name = '<b>茶屋</b>'
  await db.updateTable('teams.workspace').set({ language: 'zh-TW', name }).where('workspace_id', '=', workspaceId).execute()
  const needs = teamsNeeds(db, { mail: openMail({ url: mailServer.url, from: 'Hearth <hearth@tea.example>' }) })
  const offered = await invite(needs, owner.call('teams.invite'), { email: 'eve@tea.example', role: 'agent' })
  expect(offered.mailed).toBe(true)
  expect(needs.sent).toEqual([{ name: 'teams.mail-invitation', payload: { workspaceId, invitationId: offered.id, inviter: 'The owner' } }])
  await mailInvitation(needs, { workspaceId, invitationId: offered.id, inviter: 'The owner' })
  const [letter] = mailServer.letters
  expect(letter).toMatchObject({ to: 'eve@tea.example', subject: `The owner 邀請你加入「${name}」` })
  expect(letter?.text).toContain(offered.link)
  expect(letter?.html).toContain('&#60;b&#62;茶屋')
  expect(letter?.html).not.toContain('<b>')
})

test('the last owner can neither be demoted nor removed, even when two owners try at the same moment', async () => {
  const { db } = database
  const { owner, publisher } = await testWorkspace(db)
  const needs = teamsNeeds(db)
  const demote = (memberId: string) => changeRole(needs, owner.call('teams.changeRole'), { memberId, role: 'agent' })
  await expect(demote(owner.memberId)).rejects.toMatchObject({ code: 'LAST_OWNER' })
  await expect(removeMember(needs, owner.call('teams.removeMember'), owner)).rejects.toMatchObject({ code: 'LAST_OWNER' })
  await changeRole(needs, owner.call('teams.changeRole'), { memberId: publisher.memberId, role: 'owner' })
  const outcomes = await Promise.allSettled([demote(owner.memberId), removeMember(needs, owner.call('teams.removeMember'), publisher)])
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const owners = (await members(db, owner.call('').acting)).filter(({ role }) => role === 'owner')
  expect(owners).toHaveLength(1)
})

test('removing a member signs them out and tells the other modules; a member of elsewhere is not found', async () => {
  const { db } = database
  const [here, there] = [await testWorkspace(db), await testWorkspace(db)]
  const needs = teamsNeeds(db)
  const expires = new Date(Date.now() + 60_000)
  const session = { token: here.agent.memberId, login_id: here.agent.userId, expires_at: expires, ip_address: null, user_agent: null }
  await db.insertInto('teams.session').values(session).execute()
  await expect(removeMember(needs, here.owner.call('teams.removeMember'), there.agent)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await removeMember(needs, here.owner.call('teams.removeMember'), here.agent)
  expect(await db.selectFrom('teams.session').select('id').where('login_id', '=', here.agent.userId).execute()).toEqual([])
  expect(needs.sent).toEqual([{ name: 'member.removed', payload: { workspaceId: here.workspaceId, memberId: here.agent.memberId } }])
  const { entries } = await listAudit(db, { workspaceId: here.workspaceId, limit: 1 })
  expect(entries).toMatchObject([
    { action: 'teams.removeMember', subject: { kind: 'member', id: here.agent.memberId }, before: { role: 'agent' } },
  ])
  const names = await memberNames(db, { workspaceId: here.workspaceId, memberIds: [here.agent.memberId, here.owner.memberId] })
  expect([...names]).toEqual([[here.owner.memberId, 'The owner']])
})

function tokenOf(link: string | undefined): string {
  return link?.split('/').at(-1) ?? ''
}
