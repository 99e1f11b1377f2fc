import { randomUUID } from 'node:crypto'

import { expect, test } from 'vitest'

import type { By, Metric, Rate } from './contract.ts'
import { figures } from './queries/figures.ts'
import { listHours } from './queries/list-hours.ts'
import { overview } from './queries/overview.ts'
import { readPost } from './queries/read-post.ts'
import { tidy } from './rebuild/tidy.ts'
import { type AnalyticsWorld, analyticsWorld, milkInsights, usual } from './test-analytics.ts'

/** The same question has one answer, wherever and however it is asked. */

const week = { from: '2026-03-09', to: '2026-03-15' }
const weekBefore = { from: '2026-03-02', to: '2026-03-08' }

function ask(at: AnalyticsWorld, metrics: readonly Metric[], more: Partial<Parameters<typeof figures>[1]> = {}) {
  const plain = { ...at.ids, ...usual, period: week, basis: 'activity', by: 'nothing', limit: 100 } as const
  return figures(at.needs, { ...plain, ...more, metrics: [...metrics] })
}

const followers = (line: { values: Partial<Record<Metric, number | null>> } | undefined) => line?.values.followers

test('followers are held against days before only where the same accounts were known then', async () => {
  await using at = await analyticsWorld()
  const told = at.insights['tea']?.profile
  if (!told) throw new Error('Tea tells nothing.')
  at.insights['milk'] = { ...milkInsights, profile: { ...told, sources: [{ metric: 'followers', source: 'milk_followers' }], backDays: 0 } }
  await at.tellDays('2026-03-16T12:00:00Z', { '2026-03-02': { followers: 1000 }, '2026-03-11': { followers: 1010 } })
  // Milk is connected in the middle of the week.
  await at.tellDays('2026-03-12T04:00:00Z', { now: { followers: 8000 } }, 1)
  const seen = await overview(at.needs, { ...at.ids, ...usual, period: week })
  expect(seen.measures.find(({ metric }) => metric === 'followers')).toMatchObject({ now: 9010, before: null })
  const whole = await ask(at, ['followers', 'followerGrowth'], { against: weekBefore, by: 'account' })
  expect([whole.total.values, followers(whole.before)]).toEqual([{ followers: 9010, followerGrowth: 10 }, null])
  // Each account by itself can be compared, or is not known.
  expect(new Map(whole.linesBefore?.map((line) => [line.key, followers(line)]))).toEqual(
    new Map([
      [at.account(0), 1000],
      [at.account(1), null],
    ]),
  )
  expect(seen.byAccountBefore.map(followers)).toEqual(seen.byAccount.map(({ key }) => (key === at.account(0) ? 1000 : null)))
  const byDay = await ask(at, ['followers'], { against: weekBefore, per: 'day' })
  expect([byDay.lines.map(followers).at(-1), new Set(byDay.linesBefore?.map(followers))]).toEqual([9010, new Set([null])])
  const tea = await ask(at, ['followers'], { against: weekBefore, filter: { networks: ['tea'] } })
  expect([followers(tea.total), followers(tea.before)]).toEqual([1010, 1000])
  // The other way round nobody left.
  const back = await ask(at, ['followers'], { period: weekBefore, against: week })
  expect([followers(back.total), followers(back.before)]).toEqual([1000, null])
})

test('rates and what is not known are the same by account, by network, in all and over time', async () => {
  await using at = await analyticsWorld()
  await bothOnTea(at)
  const spring = randomUUID()
  await at.post('one', { at: '2026-03-10T01:00:00Z' })
  await at.post('two', { at: '2026-03-10T01:00:00Z', on: 1, campaignId: spring })
  await at.tellDays('2026-03-16T12:00:00Z', { '2026-03-10': { reach: 200 } })
  await at.tell('2026-03-11T02:00:00Z', { one: { comments: 16, shares: 4 } })
  // Of this account no reach and no shares are told.
  await at.tell('2026-03-11T02:00:00Z', { two: { comments: 30 } }, 1)
  const seen = await overview(at.needs, { ...at.ids, ...usual, period: week })
  const [rate, none] = [{ engagementRate: 10 }, { engagementRate: null }]
  expect(seen.measures.find(({ metric }) => metric === 'engagementRate')).toMatchObject({ now: 10 })
  const by = async (asked: By, more: object = {}) => {
    const { total, lines } = await ask(at, ['engagementRate'], { by: asked, ...more })
    return [total.values, ...lines.map(({ values }) => values)]
  }
  expect(await by('nothing')).toEqual([rate])
  expect(await by('network')).toEqual([rate, rate])
  expect(await by('account')).toEqual([rate, rate, none])
  expect(await by('nothing', { per: 'week' })).toEqual([rate, rate])
  const shares = async (asked: By) => {
    const { total, lines } = await ask(at, ['shares', 'comments'], { by: asked, filter: { campaignIds: [spring] } })
    return [total, ...lines.filter(({ values }) => values.comments === 30)].map(({ values }) => values.shares)
  }
  expect(await shares('nothing')).toEqual([null])
  expect(await shares('account')).toEqual([null, null])
  expect(await shares('campaign')).toEqual([null, null])
})

test('by the hour posts alone are told, and what is kept no longer is not nought', async () => {
  await using at = await analyticsWorld()
  await at.post('old', { at: '2026-01-05T01:00:00Z' })
  await at.tell('2026-01-05T02:00:00Z', { old: { impressions: 100, reactions: 7 } })
  await at.post('new', { at: '2026-03-10T01:00:00Z' })
  await at.tell('2026-03-10T02:00:00Z', { new: { impressions: 50, reactions: 5 } })
  await at.tellDays('2026-03-16T12:00:00Z', { '2026-01-05': { profileViews: 3 }, '2026-03-10': { reactions: 9, profileViews: 4 } })
  await tidy(at.needs)
  const on = async (day: string, metric: Metric) => {
    const { total, lines } = await ask(at, [metric], { per: 'hour', period: { from: day, to: day } })
    return [total.values[metric], new Set(lines.map(({ values }) => values[metric]))]
  }
  expect(await on('2026-03-10', 'impressions')).toEqual([50, new Set([0, 50])])
  expect(await on('2026-03-10', 'reactions')).toEqual([9, new Set([0, 5])])
  expect(await on('2026-03-10', 'profileViews')).toEqual([4, new Set([null])])
  expect(await on('2026-01-05', 'impressions')).toEqual([100, new Set([null])])
})

test('an hour of the week and a post have the rate that was chosen', async () => {
  await using at = await analyticsWorld()
  await at.post('one', { at: '2026-03-10T01:00:00Z' })
  await at.post('two', { at: '2026-03-10T01:30:00Z' })
  await at.tell('2026-03-11T02:00:00Z', {
    one: { impressions: 400, reach: 200, reactions: 20 },
    two: { impressions: 60, reach: 50, reactions: 1 },
  })
  const hour = async (rate: Rate) => {
    const asked = { ...at.ids, ...usual, period: week, rate }
    const { cells } = await listHours(at.needs, { ...asked, metric: 'engagementRate' })
    const { total } = await ask(at, ['engagementRate'], { basis: 'published', rate })
    return [cells.map(({ mean }) => mean), [total.values.engagementRate]]
  }
  for (const [rate, wanted] of [
    [{ base: 'reach', average: 'sums' }, (21 / 250) * 100],
    [{ base: 'impressions', average: 'sums' }, (21 / 460) * 100],
    [{ base: 'reach', average: 'means' }, (10 + 2) / 2],
  ] as const)
    expect((await hour(rate)).flat().map((value) => value?.toFixed(6))).toEqual([wanted.toFixed(6), wanted.toFixed(6)])
  const { lines } = await ask(at, ['reach', 'engagementRate'], {
    by: 'post',
    basis: 'published',
    rate: { base: 'impressions', average: 'sums' },
  })
  const asked = { workspaceId: at.ids.workspaceId, id: lines[0]?.key ?? '' }
  const { post } = await readPost(at.needs, { ...asked, base: 'impressions' })
  expect([lines[0]?.values.engagementRate, post.values.engagementRate]).toEqual([5, 5])
  expect((await readPost(at.needs, asked)).post.values.engagementRate).toBe(10)
})

test('what was before is told of the lines that are shown, however few they are', async () => {
  await using at = await analyticsWorld()
  const [spring, summer] = [randomUUID(), randomUUID()]
  await at.post('one', { at: '2026-03-03T01:00:00Z', campaignId: spring })
  await at.post('two', { at: '2026-03-03T01:00:00Z', campaignId: summer })
  await at.tell('2026-03-04T02:00:00Z', { one: { impressions: 10 }, two: { impressions: 90 } })
  await at.tell('2026-03-11T02:00:00Z', { one: { impressions: 60 }, two: { impressions: 91 } })
  const { lines, linesBefore } = await ask(at, ['impressions'], { by: 'campaign', against: weekBefore, limit: 1 })
  expect([lines, linesBefore]).toEqual([[{ key: spring, values: { impressions: 50 } }], [{ key: spring, values: { impressions: 10 } }]])
})

async function bothOnTea(at: AnalyticsWorld): Promise<void> {
  const [, milk] = at.here.accounts
  if (milk) at.here.accounts[1] = { ...milk, network: 'tea' }
  await at.db.updateTable('analytics.profile').set({ network: 'tea' }).execute()
}
