import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, expect, test } from 'vitest'

import type { Json } from '#kit/json'
import { type TestDatabase, testDatabase } from '#testing/database'
import { teamsNeeds } from '#testing/teams'
import { type TestWorkspace, testWorkspace } from '#testing/workspace'

import { createLabel } from '../modules/strategy/create-label.ts'
import { removeLabel } from '../modules/strategy/remove-label.ts'
import { exportAudit } from '../modules/teams/audit/export-audit.ts'
import { readAudit } from '../modules/teams/audit/read-audit.ts'
import { change } from '../modules/teams/change.ts'
import { removeMember } from '../modules/teams/remove-member.ts'
import { nameFinders } from './names.ts'
import { toldFields } from './test-told-fields.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database[Symbol.asyncDispose]())

test('every field of the log that can be an id is named, but for ids that only hold a list together', () => {
  const ids = [...toldFields()].filter(([name, { isId }]) => isId || /(^i|I)ds?$/.test(name)).map(([name]) => name)
  expect(ids.length).toBeGreaterThan(15)
  expect(ids.filter((name) => !(name in nameFinders))).toEqual(['id', 'clientId'].filter((name) => ids.includes(name)))
})

test('what entries name by an id has its name now, or had when it was removed, in one question for each kind', async () => {
  const { db } = database
  const [here, there] = [await testWorkspace(db), await testWorkspace(db)]
  const accountId = await anAccount(here)
  const [kept, gone, foreign] = [await aLabel(here, 'Kept'), await aLabel(here, 'Gone'), await aLabel(there, 'Foreign')]
  const about = await aLabel(here, 'About')
  const [guestId, roleId, unknown] = [await aRemovedGuest(here), randomUUID(), randomUUID()]
  await told(here, {
    before: { labelIds: [kept, gone], assigneeId: here.agent.memberId, brandId: here.brandId },
    after: { labelIds: [foreign, unknown], assigneeId: null, brandId: null },
  })
  await told(here, {
    before: { steps: [] },
    after: {
      steps: [{ name: 'Check', members: [here.agent.memberId, here.publisher.memberId], guests: [guestId], escalateTo: [] }],
      content: { roles: [{ id: roleId, name: 'Speaker' }], steps: [{ id: randomUUID(), text: 'Say so', roleId }] },
      grants: [{ brandId: here.brandId, accountId, role: 'agent' }],
    },
  })
  await removeLabel({ db, events: teamsNeeds(db).events }, here.owner.call('strategy.removeLabel'), { labelId: gone })
  await removeMember(teamsNeeds(db), here.owner.call('teams.removeMember'), { memberId: here.publisher.memberId })

  const asked = new Map<string, number>()
  const counted = Object.fromEntries(
    Object.entries(nameFinders).map(([field, { kind, find }]) => {
      const counting: typeof find = (of, wanted) => (asked.set(kind, (asked.get(kind) ?? 0) + 1), find?.(of, wanted) ?? Promise.resolve([]))
      return [field, find ? { kind, find: counting } : { kind }]
    }),
  )
  const needs = teamsNeeds(db, { nameFinders: counted })
  const { entries, names } = await readAudit(needs, { workspaceId: here.workspaceId, limit: 20 })
  expect(new Map(names.map(({ id, ...name }) => [id, name]))).toEqual(
    new Map<string, object>([
      [about, { kind: 'label', name: 'About', gone: false }],
      [kept, { kind: 'label', name: 'Kept', gone: false }],
      [gone, { kind: 'label', name: 'Gone', gone: true }],
      [foreign, { kind: 'label', gone: true }],
      [unknown, { kind: 'label', gone: true }],
      [here.agent.memberId, { kind: 'member', name: 'The agent', gone: false }],
      [here.publisher.memberId, { kind: 'member', name: 'The publisher', gone: true }],
      [here.brandId, { kind: 'brand', name: 'Tea House', gone: false }],
      [accountId, { kind: 'account', name: '@tea.example · Bluesky', gone: false }],
      [guestId, { kind: 'guest', name: 'A client', gone: true }],
      [roleId, { kind: 'crisis-role', name: 'Speaker', gone: false }],
    ]),
  )
  expect([...asked.values()]).toEqual([...asked.keys()].map(() => 1))
  // The log itself keeps the ids.
  expect(entries.find(({ before }) => before?.['assigneeId'])).toMatchObject({ before: { labelIds: [kept, gone] } })

  const csv = await (await exportAudit(needs, { workspaceId: here.workspaceId })).text()
  expect(csv).toContain(`""Kept (${kept})"",""Gone (deleted, ${gone})""`)
  expect(csv).toContain(`""(deleted, ${foreign})""`)
  expect(csv).not.toContain('Foreign')
})

function told({ owner, brandId }: TestWorkspace, both: { before: Record<string, Json>; after: Record<string, Json> }) {
  return change(database.db, owner.call('inbox.change'), async () => ({
    value: null,
    subject: { kind: 'brand', id: brandId },
    topics: [],
    ...both,
  }))
}

async function aLabel({ owner, brandId }: TestWorkspace, name: string): Promise<string> {
  return (await createLabel(database, owner.call('strategy.createLabel'), { brandId, name, colour: 'teal' })).id
}

async function anAccount({ workspaceId, brandId }: TestWorkspace): Promise<string> {
  const id = randomUUID()
  await database.db
    .insertInto('connections.account')
    .values({
      workspace_id: workspaceId,
      id,
      brand_id: brandId,
      network: 'bluesky',
      external_id: 'did:plc:tea',
      handle: 'tea.example',
      display_name: 'Tea',
      avatar_url: null,
      profile_url: 'https://bsky.app/profile/tea.example',
      settings: '{}',
      state: 'connected',
      connected_at: new Date(),
      refreshed_at: null,
      problem: null,
      problem_at: null,
      limits_at: null,
      removed_at: null,
      scopes: null,
    })
    .execute()
  return id
}

async function aRemovedGuest({ workspaceId, brandId }: TestWorkspace): Promise<string> {
  const id = randomUUID()
  const guest = { workspace_id: workspaceId, id, brand_id: brandId, name: 'A client', email: 'client@tea.example', language: 'en' } as const
  await database.db
    .insertInto('governance.guest')
    .values({ ...guest, removed_at: new Date() })
    .execute()
  return id
}
