import { afterAll, beforeAll, expect, test } from 'vitest'

import { testWorkspace } from '#testing/workspace'

import { type World, world } from '../test-world.ts'
import { cadenceWarnings } from './cadence-warnings.ts'
import { listCadences } from './cadences.ts'
import { freeSlots } from './free-slots.ts'
import { setCadence } from './set-cadence.ts'

let at: World
beforeAll(async () => {
  at = await world({ proof: 'never' })
  await at.db.updateTable('teams.brand').set({ time_zone: 'Europe/Berlin' }).where('id', '=', at.at.brandId).execute()
})
afterAll(() => at[Symbol.asyncDispose]())

const ids = () => at.accounts.map(({ id }) => id)
const brand = () => ({ workspaceId: at.at.workspaceId, brandId: at.at.brandId })
const set = (account: number, wanted: { slots: string[]; mostDaysApart?: number; mostPerDay?: number }) =>
  setCadence(at.needs, at.at.publisher.call('publishing.setCadence'), { accountId: ids()[account] ?? '', ...wanted })
const plan = (local: string, accounts = 1) => at.create('Tea', { when: { kind: 'at', local }, accounts })

/** A Friday; clocks go forward two days later, at 02:00 of the Sunday. */
const now = Temporal.Instant.from('2027-03-26T08:00:00Z')

test('the next free weekly times of several accounts are by the brand’s clock, also where it changes, and without what is taken', async () => {
  await set(0, { slots: ['5T09:30', '7T02:30', '5T08:00', '5T09:30'] })
  await set(1, { slots: ['5T09:30', '1T18:00'] })
  expect((await listCadences(at.db, brand())).find(({ accountId }) => accountId === ids()[0])?.slots).toHaveLength(3)
  await plan('2027-04-02T09:30')
  const free = await freeSlots(at.needs, { ...brand(), accountIds: ids(), to: '2027-04-04', limit: 20 }, now)
  const [oolong, sencha] = ids()
  expect(free.map(({ local, at: instant, accountIds }) => [local, instant, new Set(accountIds)])).toEqual([
    ['2027-03-26T09:30', '2027-03-26T08:30:00Z', new Set([oolong, sencha])],
    // The clock skips 02:30 that night.
    ['2027-03-28T03:30', '2027-03-28T01:30:00Z', new Set([oolong])],
    ['2027-03-29T18:00', '2027-03-29T16:00:00Z', new Set([sencha])],
    ['2027-04-02T08:00', '2027-04-02T06:00:00Z', new Set([oolong])],
    ['2027-04-02T09:30', '2027-04-02T07:30:00Z', new Set([sencha])],
    ['2027-04-04T02:30', '2027-04-04T00:30:00Z', new Set([oolong])],
  ])
  expect(await freeSlots(at.needs, { ...brand(), accountIds: ids(), from: '2027-03-01', limit: 1 }, now)).toHaveLength(1)
})

test('a gap that is too long and a day that is too full are told, and what is as wanted is not', async () => {
  await set(0, { slots: [], mostDaysApart: 3, mostPerDay: 1 })
  await set(1, { slots: [] })
  for (const local of ['2027-03-27T10:00', '2027-03-30T10:00', '2027-03-30T15:00']) await plan(local)
  const warnings = await cadenceWarnings(at.needs, brand(), now)
  const [accountId] = ids()
  expect(warnings).toEqual([
    { kind: 'gap', accountId, from: '2027-04-02', to: '2027-04-09', days: 7 },
    { kind: 'overfull', accountId, day: '2027-03-30', posts: 2 },
  ])
})

test('another workspace neither sees nor sets them', async () => {
  const other = await testWorkspace(at.db)
  expect(await listCadences(at.db, { workspaceId: other.workspaceId, brandId: at.at.brandId })).toEqual([])
  const asked = freeSlots(at.needs, { workspaceId: other.workspaceId, brandId: at.at.brandId, accountIds: ids(), limit: 1 }, now)
  await expect(asked).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
