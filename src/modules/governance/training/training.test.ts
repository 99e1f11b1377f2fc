import { afterAll, beforeAll, expect, test } from 'vitest'

import { systemClock } from '#kit/clock'
import type { Role } from '#modules/teams'
import { type TestMember, testWorkspace, type TestWorkspace } from '#testing/workspace'

import { type CrisisWorld, crisisWorld } from '../crisis/test-crisis.ts'
import type { GovernanceNeeds } from '../needs.ts'
import { content, createPost, world } from '../test-governance.ts'
import type { DocumentContent } from '../training-contract.ts'
import { dismissChecklist, listChecklists, tickItem } from './checklists.ts'
import { confirmDocument, openDocument } from './confirm-document.ts'
import { listDocuments, readDocumentPage } from './documents.ts'
import { holdBack } from './hold-back.ts'
import { addDocument, archiveDocument, changeDocument } from './keep-document.ts'
import { remindDue } from './remind-due.ts'
import { tellNewcomer } from './tell-newcomer.ts'
import { remindReaders } from './tell-readers.ts'
import { listReaders } from './unconfirmed.ts'

let crisis: CrisisWorld
beforeAll(async () => {
  crisis = await crisisWorld()
})
afterAll(() => crisis[Symbol.asyncDispose]())

interface Told {
  readonly key: string
  readonly member: string | undefined
  readonly what: string | undefined
}

async function room(): Promise<{ at: TestWorkspace; needs: GovernanceNeeds; told: Told[] }> {
  const at = await testWorkspace(crisis.db)
  const told: Told[] = []
  const { needs: others } = crisis
  const needs: GovernanceNeeds = {
    ...others,
    db: crisis.db,
    clock: systemClock,
    // As the module notifications does: the same key reaches a member once.
    notify: async (_, { key, members: [member] = [], params: { what } }) => {
      if (!told.some((each) => each.key === key && each.member === member)) told.push({ key, member, what })
    },
    facts: { networks: ['tea', 'milk'], connected: async () => ['tea'], hasPublished: async () => false },
  }
  return { at, needs, told }
}

const lesson: DocumentContent = {
  kind: 'lesson',
  title: 'How we answer',
  body: '# Warm\n\nSay *sorry* first.',
  roles: ['agent'],
  rights: ['inbox.work'],
  dueDays: 7,
}
const acting = (member: TestMember, path = 'governance.documents') => member.call(path).acting

test('a lesson is read, confirmed by version, and confirmed again only where it matters', async () => {
  const { at, needs, told } = await room()
  const { id: documentId } = await addDocument(needs, at.owner.call('governance.addDocument'), lesson)
  expect(told).toEqual([{ key: `training/${documentId}/1/new`, member: at.agent.memberId, what: 'new' }])
  expect(await listDocuments(needs.db, { acting: acting(at.agent), all: false })).toMatchObject([
    { title: 'How we answer', version: 1, mine: { concerned: true, confirmed: false, due: expect.any(String) } },
  ])
  expect(await listDocuments(needs.db, { acting: acting(at.publisher), all: false })).toMatchObject([{ mine: { concerned: false } }])
  await openDocument(needs, at.agent.call('governance.readDocument'), { documentId })
  const confirm = (version: number, call = at.agent.call('governance.confirmDocument')) =>
    confirmDocument(needs, call, { documentId, version })
  const byProgram = at.agent.call('governance.confirmDocument')
  await expect(confirm(1, { ...byProgram, acting: { ...byProgram.acting, via: 'api-key' } })).rejects.toMatchObject({
    code: 'NOT_BY_PROGRAM',
  })
  expect(await confirm(1)).toMatchObject({ mine: { confirmed: true, confirmedAt: expect.any(String) } })
  const change = (again: boolean, body: string) =>
    changeDocument(needs, at.owner.call('governance.changeDocument'), { ...lesson, documentId, again, body, note: 'Spelling' })
  expect(await change(false, 'Say sorry first, please.')).toMatchObject({ version: 2 })
  const page = () => readDocumentPage(needs.db, { acting: acting(at.agent), documentId })
  expect(await page()).toMatchObject({ mine: { confirmed: true }, versions: [{ version: 2, note: 'Spelling' }, { version: 1 }] })
  await change(true, 'Say sorry, then help.')
  expect(await page()).toMatchObject({ body: 'Say sorry, then help.', version: 3, mine: { confirmed: false } })
  expect(told.at(-1)).toMatchObject({ key: `training/${documentId}/3/new` })
  await expect(confirm(2)).rejects.toMatchObject({ code: 'NEWER_VERSION' })
  await expect(confirm(9)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await confirm(3)
  expect(await listReaders(needs.db, { workspaceId: at.workspaceId, now: systemClock.now() })).toMatchObject([
    { memberId: at.agent.memberId, documents: [{ documentId, state: 'confirmed', version: 3 }] },
  ])
})

test('a right waits until everything it needs is confirmed, for people and for keys, and for nobody else', async () => {
  const { at, needs } = await room()
  const { id: documentId } = await addDocument(needs, at.owner.call('governance.addDocument'), lesson)
  const ask = (member: TestMember, permission: string, role?: Role) =>
    holdBack(needs.db, { ...acting(member), ...(role ? { role } : {}) }, permission)
  const refused = { code: 'READ_FIRST', status: 403, data: { documents: [{ id: documentId, title: 'How we answer' }] } }
  await expect(ask(at.agent, 'inbox.work')).rejects.toMatchObject(refused)
  // A key with an agent's role is its maker's, who has not confirmed it either.
  await expect(ask(at.publisher, 'inbox.work', 'agent')).rejects.toMatchObject(refused)
  await ask(at.publisher, 'inbox.work')
  await ask(at.agent, 'workspace.read')
  await archiveDocument(needs, at.owner.call('governance.archiveDocument'), { documentId, archived: true })
  await ask(at.agent, 'inbox.work')
  await archiveDocument(needs, at.owner.call('governance.archiveDocument'), { documentId, archived: false })
  await confirmDocument(needs, at.agent.call('governance.confirmDocument'), { documentId, version: 1 })
  await ask(at.agent, 'inbox.work')
})

test('a post that is planned in the moment it is written asks for the right to publish too', async () => {
  await using here = await world({ proof: 'token' })
  const needs = { ...(await room()).needs, db: here.db }
  await addDocument(needs, here.at.owner.call('governance.addDocument'), { ...lesson, roles: [], rights: ['posts.publish'] })
  const call = { ...here.at.publisher.call('publishing.create'), holdBack: holdBack.bind(null, here.db) }
  const post = { brandId: here.at.brandId, content: content('Tea'), accountIds: here.accounts.map(({ id }) => id) }
  await expect(createPost(here.needs, call, { ...post, when: { kind: 'now' } })).rejects.toMatchObject({ code: 'READ_FIRST' })
  expect(await createPost(here.needs, call, post)).toMatchObject({ state: 'draft' })
})

test('whoever has one day left is reminded once, and once more when it is over; newcomers and the forgetful are told', async () => {
  const { at, needs, told } = await room()
  const { id: documentId } = await addDocument(needs, at.owner.call('governance.addDocument'), { ...lesson, dueDays: 2 })
  const now = systemClock.now()
  told.length = 0
  const remind = async (hours: number) => {
    await remindDue(needs, now.add({ hours }))
    await remindDue(needs, now.add({ hours }))
    return told.filter(({ key }) => key.includes(documentId)).map(({ what }) => what)
  }
  expect(await remind(1)).toEqual([])
  expect(await remind(25)).toEqual(['soon'])
  expect(await remind(49)).toEqual(['soon', 'overdue'])
  const { reminded } = await remindReaders(needs, at.owner.call('governance.remindReaders'), { documentId })
  expect([reminded, told.at(-1)?.what]).toEqual([1, 'asked'])
  await tellNewcomer(needs, { workspaceId: at.workspaceId, memberId: at.agent.memberId })
  expect(told.at(-1)).toEqual({ key: `training/${documentId}/1/new`, member: at.agent.memberId, what: 'new' })
})

test('a checklist ticks itself where facts are known, and people tick the rest of their own', async () => {
  const { at, needs } = await room()
  const lists = await listChecklists(needs, needs.db, acting(at.owner))
  expect(lists.map(({ list, name }) => [list, name])).toEqual([
    ['member', 'The owner'],
    ['brand', 'Tea House'],
  ])
  const states = Object.fromEntries((lists[1]?.items ?? []).map(({ id, by, done }) => [id, `${by} ${done}`]))
  expect(states).toMatchObject({
    'handle:tea': 'fact true',
    'handle:milk': 'hand false',
    accounts: 'fact true',
    rules: 'fact false',
    team: 'fact true',
  })
  const tick = (member: TestMember, item: string, list: 'member' | 'brand' = 'brand') =>
    tickItem(needs, member.call('governance.tickItem'), {
      list,
      subjectId: list === 'brand' ? at.brandId : member.memberId,
      item,
      done: true,
    })
  expect((await tick(at.owner, 'handle:milk'))[1]?.items.find(({ id }) => id === 'handle:milk')).toMatchObject({ done: true })
  await expect(tick(at.owner, 'accounts')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(tick(at.agent, 'handle:milk')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await tick(at.agent, 'profile', 'member')).toMatchObject([
    { list: 'member', items: expect.arrayContaining([{ id: 'profile', by: 'hand', done: true }]) },
  ])
  const away = { list: 'member', subjectId: at.agent.memberId, dismissed: true } as const
  expect(await dismissChecklist(needs, at.agent.call('governance.dismissChecklist'), away)).toMatchObject([{ dismissed: true }])
})
