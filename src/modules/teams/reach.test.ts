import { randomUUID } from 'node:crypto'

import { expect, test } from 'vitest'

import { testDatabase } from '#testing/database'
import { teamsNeeds } from '#testing/teams'
import { addMember, testWorkspace } from '#testing/workspace'

import { acceptInvitation } from './accept-invitation.ts'
import { actingAs } from './acting-as.ts'
import { listAudit } from './audit/list-audit.ts'
import { addBrand, archiveBrand, archivedBrands, restoreBrand } from './brands.ts'
import { changeRole } from './change-role.ts'
import { invite } from './invite.ts'
import { me } from './me.ts'
import { members } from './members.ts'
import { verdictAt } from './reach.ts'
import { removeMember } from './remove-member.ts'

const ip = '192.0.2.7'

test('a brand is added, put away when nothing is done for it any more, and taken back; one always stays', async () => {
  await using database = await testDatabase()
  const { db } = database
  const { workspaceId, brandId, owner } = await testWorkspace(db)
  const call = owner.call('teams.brands')
  let isInUse = true
  const needs = teamsNeeds(db, { isBrandInUse: async () => isInUse })
  await expect(archiveBrand(needs, call, { brandId })).rejects.toMatchObject({ code: 'LAST_BRAND' })
  const coffee = await addBrand(db, call, { name: 'Coffee', language: 'en', timeZone: 'Europe/Berlin' })
  await expect(archiveBrand(needs, call, { brandId: coffee.id })).rejects.toMatchObject({ code: 'BRAND_IN_USE' })
  isInUse = false
  await archiveBrand(needs, call, { brandId: coffee.id })
  expect((await me(db, owner.call('').acting)).brands.map(({ name }) => name)).toEqual(['Tea House'])
  expect(await archivedBrands(db, workspaceId)).toEqual([{ id: coffee.id, name: 'Coffee' }])
  await expect(archiveBrand(needs, call, { brandId })).rejects.toMatchObject({ code: 'LAST_BRAND' })
  await restoreBrand(db, call, { brandId: coffee.id })
  expect((await me(db, owner.call('').acting)).brands).toHaveLength(2)
})

test('somebody is invited for one brand, sees it and who works there, and their rights are changed', async () => {
  await using database = await testDatabase()
  const { db } = database
  const { workspaceId, brandId, owner, publisher } = await testWorkspace(db)
  const needs = teamsNeeds(db)
  const call = owner.call('teams.changeRole')
  const coffee = await addBrand(db, call, { name: 'Coffee', language: 'en', timeZone: 'Europe/Berlin' })
  const grants = [{ brandId: coffee.id, role: 'analyst' as const }]
  const { link } = await invite(needs, call, { email: 'kim@tea.example', grants })
  const token = link?.split('/').at(-1) ?? ''
  await acceptInvitation(needs, { input: { token, name: 'Kim', password: 'keemun after the rain' }, ip })
  const joined = (await members(db, owner.call('').acting)).find(({ name }) => name === 'Kim')
  const kim = await actingAs(db, { workspaceId, memberId: joined?.id ?? '' })
  if (!kim) throw new Error('Kim is no member.')
  expect(await me(db, kim)).toMatchObject({ grants, permissions: [], brands: [{ id: coffee.id, inPart: false }] })
  await addMember(db, { workspaceId, grants: [{ brandId, role: 'agent' }] })
  expect(await members(db, kim)).toHaveLength(4)
  const foreign = changeRole(needs, call, { memberId: publisher.memberId, grants: [{ brandId: randomUUID(), role: 'agent' }] })
  await expect(foreign).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const accountless = [{ brandId, accountId: randomUUID(), role: 'agent' as const }]
  await expect(changeRole(needs, call, { memberId: publisher.memberId, grants: accountless })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const changed = await changeRole(needs, call, { memberId: kim.memberId, role: 'agent', grants: [{ brandId, role: 'publisher' }] })
  expect(changed).toMatchObject({ role: 'agent', grants: [{ brandId, role: 'publisher' }] })
})

test('an admin manages everyone but owners, and makes none', async () => {
  await using database = await testDatabase()
  const { db } = database
  const { workspaceId, owner, agent } = await testWorkspace(db)
  const needs = teamsNeeds(db)
  const call = (await addMember(db, { workspaceId, role: 'admin' })).call('teams.changeRole')
  await changeRole(needs, call, { memberId: agent.memberId, role: 'author' })
  const refused = [
    () => changeRole(needs, call, { memberId: agent.memberId, role: 'owner' }),
    () => changeRole(needs, call, { memberId: owner.memberId, role: 'agent' }),
    () => removeMember(needs, call, { memberId: owner.memberId }),
    () => invite(needs, call, { email: 'new@tea.example', role: 'owner' }),
  ]
  for (const one of refused) await expect(one()).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
})

test('whoever leaves names a successor of the same workspace, and the log says who it is', async () => {
  await using database = await testDatabase()
  const { db } = database
  const [here, there] = [await testWorkspace(db), await testWorkspace(db)]
  const needs = teamsNeeds(db)
  const call = here.owner.call('teams.removeMember')
  const leaving = { memberId: here.agent.memberId }
  await expect(removeMember(needs, call, { ...leaving, successorId: there.agent.memberId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await removeMember(needs, call, { ...leaving, successorId: here.publisher.memberId })
  const payload = { workspaceId: here.workspaceId, ...leaving, successorId: here.publisher.memberId }
  expect(needs.sent).toEqual([{ name: 'member.removed', payload }])
  const { entries } = await listAudit(db, { workspaceId: here.workspaceId, limit: 1 })
  expect(entries).toMatchObject([{ action: 'teams.removeMember', detail: { successor: 'The publisher' } }])
})

test('a role for a brand takes the place of the one everywhere; one for an account adds to it', () => {
  const [brandId, mine, theirs] = ['brand', 'mine', 'theirs']
  const standing = {
    everywhere: 'publisher' as const,
    grants: [
      { brandId, role: 'author' as const },
      { brandId, accountId: mine, role: 'publisher' as const },
    ],
  }
  const publishing = { permission: 'posts.publish', does: 'changes' as const, byAccount: true }
  expect(verdictAt(standing, { brandId: 'other' }, publishing)).toEqual({ role: 'publisher' })
  expect(verdictAt(standing, { brandId, accountIds: [mine] }, publishing)).toEqual({ role: 'publisher', within: [mine] })
  expect(verdictAt(standing, { brandId, accountIds: [mine, theirs] }, publishing)).toBe('refused')
  expect(verdictAt(standing, { brandId, accountIds: [mine, theirs] }, { ...publishing, does: 'reads' })).toMatchObject({ within: [mine] })
  const onlyMine = { grants: [{ brandId, accountId: mine, role: 'publisher' as const }] }
  expect(verdictAt(onlyMine, { brandId, accountIds: [theirs] }, publishing)).toBe('hidden')
  expect(verdictAt(onlyMine, { brandId }, { ...publishing, byAccount: false })).toBe('refused')
})
