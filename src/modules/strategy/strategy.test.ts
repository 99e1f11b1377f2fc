import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { systemClock } from '#kit/clock'
import { Refusal } from '#kit/errors'
import { testDatabase, type TestDatabase } from '#testing/database'
import { testWorkspace, type TestWorkspace } from '#testing/workspace'

import { listCampaigns } from './campaigns.ts'
import { changeCampaign } from './change-campaign.ts'
import { changeHashtagGroup } from './change-hashtag-group.ts'
import { changeLabel } from './change-label.ts'
import type { Campaign } from './contract.ts'
import { createCampaign } from './create-campaign.ts'
import { createHashtagGroup } from './create-hashtag-group.ts'
import { createLabel } from './create-label.ts'
import { listHashtagGroups } from './hashtag-groups.ts'
import { knownOf } from './known.ts'
import { listLabels } from './labels.ts'
import { removeCampaign } from './remove-campaign.ts'
import { removeHashtagGroup } from './remove-hashtag-group.ts'
import { removeLabel } from './remove-label.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database[Symbol.asyncDispose]())

test('a campaign is created, changed, archived and taken up again', async () => {
  const { at, needs, campaign } = await room()
  const spring = await campaign('Spring teas', { from: '2027-03-01', to: '2027-05-31' })
  expect(spring).toMatchObject({ name: 'Spring teas', colour: 'teal', from: '2027-03-01', to: '2027-05-31', archived: false })
  const change = (wanted: object) =>
    changeCampaign(needs, at.publisher.call('strategy.changeCampaign'), { campaignId: spring.id, ...wanted })
  expect(await change({ name: 'Spring', to: null })).toMatchObject({ name: 'Spring', colour: 'teal', from: '2027-03-01', archived: false })
  expect(await change({ archived: true })).toMatchObject({ archived: true })
  expect(await change({ colour: 'plum' })).toMatchObject({ archived: true, colour: 'plum' })
  expect(await change({ archived: false })).toMatchObject({ archived: false })
  expect(await list(at)).toEqual([
    { id: spring.id, brandId: at.brandId, name: 'Spring', colour: 'plum', from: '2027-03-01', archived: false },
  ])
})

test('what runs comes first by its first day, then what has none, then the archive', async () => {
  const { at, needs, campaign } = await room()
  const over = await campaign('Over')
  await campaign('Always')
  await campaign('Winter', { from: '2027-12-01' })
  await campaign('Autumn', { from: '2027-09-01' })
  await changeCampaign(needs, at.publisher.call('strategy.changeCampaign'), { campaignId: over.id, archived: true })
  expect((await list(at)).map(({ name }) => name)).toEqual(['Autumn', 'Winter', 'Always', 'Over'])
})

test('two that run do not share a name, whatever its case; an archived one gives its name free', async () => {
  const { at, needs, campaign } = await room()
  const first = await campaign('Launch')
  expect(await codeOf(campaign('LAUNCH'))).toBe('NAME_TAKEN')
  const both = await Promise.allSettled([campaign('Twice'), campaign('twice')])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const change = (wanted: object) =>
    changeCampaign(needs, at.publisher.call('strategy.changeCampaign'), { campaignId: first.id, ...wanted })
  await change({ archived: true })
  await campaign('Launch')
  expect(await codeOf(change({ archived: false }))).toBe('NAME_TAKEN')
})

test('a campaign does not end before it begins, however its days were changed', async () => {
  const { at, needs, campaign } = await room()
  expect(await codeOf(campaign('Backwards', { from: '2027-05-02', to: '2027-05-01' }))).toBe('DATES_CROSSED')
  const { id } = await campaign('Forwards', { from: '2027-05-01', to: '2027-05-02' })
  const change = changeCampaign(needs, at.publisher.call('strategy.changeCampaign'), { campaignId: id, from: '2027-05-03' })
  expect(await codeOf(change)).toBe('DATES_CROSSED')
})

test('a label is created, renamed and removed, and each is told to who keeps posts', async () => {
  const { at, needs, label, campaign, events } = await room()
  const tips = await label('Tips')
  expect(await codeOf(label('tips'))).toBe('NAME_TAKEN')
  const renamed = await changeLabel(needs, at.publisher.call('strategy.changeLabel'), { labelId: tips.id, name: 'Brewing tips' })
  expect(renamed).toMatchObject({ name: 'Brewing tips', colour: 'sky' })
  await label('Beans')
  expect((await listLabels(database.db, at)).map(({ name }) => name)).toEqual(['Beans', 'Brewing tips'])
  await removeLabel(needs, at.publisher.call('strategy.removeLabel'), { labelId: tips.id })
  const { id } = await campaign('Short')
  await removeCampaign(needs, at.publisher.call('strategy.removeCampaign'), { campaignId: id })
  expect(events).toEqual(['label.removed', 'campaign.removed'])
  expect(await codeOf(removeLabel(needs, at.publisher.call('strategy.removeLabel'), { labelId: tips.id }))).toBe('NOT_FOUND')
})

test('a brand has at most two hundred labels', async () => {
  const { at, label } = await room()
  const rows = Array.from({ length: 200 }, (_, index) => ({
    workspace_id: at.workspaceId,
    id: randomUUID(),
    brand_id: at.brandId,
    name: `Label ${index}`,
    colour: 'sky' as const,
  }))
  await database.db.insertInto('strategy.label').values(rows).execute()
  expect(await codeOf(label('One more'))).toBe('TOO_MANY')
})

test('another workspace sees none of it and can change none of it', async () => {
  const mine = await room()
  const theirs = await room()
  const { id } = await mine.campaign('Mine')
  const tag = await mine.label('Mine')
  const call = theirs.at.publisher.call('strategy.changeCampaign')
  expect(await list(theirs.at)).toEqual([])
  expect(await codeOf(changeCampaign(theirs.needs, call, { campaignId: id, name: 'Theirs' }))).toBe('NOT_FOUND')
  expect(await codeOf(removeCampaign(theirs.needs, call, { campaignId: id }))).toBe('NOT_FOUND')
  const wanted = { campaignId: id, labelIds: [tag.id, tag.id, randomUUID()] }
  expect(await knownOf(database.db, { ...mine.at, ...wanted })).toEqual({ campaignId: id, labelIds: [tag.id] })
  expect(await knownOf(database.db, { ...theirs.at, ...wanted })).toEqual({ campaignId: null, labelIds: [] })
})

async function room() {
  const at = await testWorkspace(database.db)
  const events: string[] = []
  const needs = {
    db: database.db,
    clock: systemClock,
    events: { emit: async (_: unknown, { name }: { name: string }) => void events.push(name), isHeard: () => true },
  }
  return {
    at,
    needs,
    events,
    campaign: (name: string, days: Pick<Campaign, 'from' | 'to'> = {}) =>
      createCampaign(needs, at.publisher.call('strategy.createCampaign'), { brandId: at.brandId, name, colour: 'teal', ...days }),
    label: (name: string) => createLabel(needs, at.publisher.call('strategy.createLabel'), { brandId: at.brandId, name, colour: 'sky' }),
  }
}

function list(at: TestWorkspace) {
  return listCampaigns(database.db, at)
}

async function codeOf(promise: Promise<unknown>): Promise<string | undefined> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return error instanceof Refusal ? error.code : undefined
}

test('a group of hashtags is kept without signs and repeats, changed and removed, and no name is given twice', async () => {
  const { at, needs } = await room()
  const create = (name: string, tags: string[]) =>
    createHashtagGroup(needs, at.publisher.call('strategy.createHashtagGroup'), { brandId: at.brandId, name, tags })
  const winter = await create('Winter', ['#Oolong', '冬茶', 'oolong'])
  expect(winter).toMatchObject({ name: 'Winter', tags: ['Oolong', '冬茶'] })
  expect(await codeOf(create('winter', ['tea']))).toBe('NAME_TAKEN')
  await create('Always', ['tea'])
  const changed = await changeHashtagGroup(needs, at.publisher.call('strategy.changeHashtagGroup'), { groupId: winter.id, tags: ['roast'] })
  expect(changed).toEqual({ ...winter, tags: ['roast'] })
  const groups = () => listHashtagGroups(needs.db, at)
  expect((await groups()).map(({ name }) => name)).toEqual(['Always', 'Winter'])
  const remove = () => removeHashtagGroup(needs, at.publisher.call('strategy.removeHashtagGroup'), { groupId: winter.id })
  await remove()
  expect(await codeOf(remove())).toBe('NOT_FOUND')
  expect((await groups()).map(({ name }) => name)).toEqual(['Always'])
})
