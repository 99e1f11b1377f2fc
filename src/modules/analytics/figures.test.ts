import { randomUUID } from 'node:crypto'

import { sql } from 'kysely'
import { expect, test } from 'vitest'

import { testWorkspace } from '#testing/workspace'

import type { By, Metric, Period } from './contract.ts'
import { forgetAnalytics } from './forget.ts'
import { figures } from './queries/figures.ts'
import { listPosts } from './queries/list-posts.ts'
import { overview } from './queries/overview.ts'
import { readPost } from './queries/read-post.ts'
import { type AnalyticsWorld, analyticsWorld, milkInsights, usual } from './test-analytics.ts'

const [spring, green] = [randomUUID(), randomUUID()]
const week = { from: '2026-03-09', to: '2026-03-15' }

/**
 * On tea, which tells days of its profile (reach, reactions) and posts; on milk, which tells posts alone and no reach. Taipei is UTC+8.
 *
 * Tea's posts, as of each reading:        impressions reach reactions comments shares
 *   one (10 March, spring, green) 10 March         100    80         8        2      0
 *                                 12 March         300   200        20        4      1
 *   two (11 March, spring, video) 11 March          50    40         2        0      –
 *                                 13 March          70    50         1        0      –   (somebody took a like back)
 * Milk's post:
 *   sip (12 March)                12 March          60     –         6        3
 * Tea's profile: followers 1000 on 8 March, 1010 on 10 March, 1030 on 15 March; days: 10 March reach 90, reactions 9; 12 March reach 150, reactions 13.
 */
async function scene(): Promise<AnalyticsWorld> {
  const at = await analyticsWorld()
  await at.post('one', { at: '2026-03-10T01:00:00Z', campaignId: spring, labelIds: [green] })
  await at.post('two', { at: '2026-03-11T01:00:00Z', campaignId: spring, type: 'video' })
  await at.post('sip', { at: '2026-03-12T01:00:00Z', on: 1 })
  await at.tellDays('2026-03-16T12:00:00Z', {
    '2026-03-08': { followers: 1000 },
    '2026-03-10': { followers: 1010, reach: 90, reactions: 9 },
    '2026-03-12': { reach: 150, reactions: 13 },
    '2026-03-15': { followers: 1030 },
  })
  await at.tell('2026-03-10T02:00:00Z', { one: { impressions: 100, reach: 80, reactions: 8, comments: 2, shares: 0 } })
  await at.tell('2026-03-11T02:00:00Z', { two: { impressions: 50, reach: 40, reactions: 2, comments: 0 } })
  await at.tell('2026-03-12T02:00:00Z', { one: { impressions: 300, reach: 200, reactions: 20, comments: 4, shares: 1 } })
  await at.tell('2026-03-12T03:00:00Z', { sip: { impressions: 60, reactions: 6, comments: 3 } }, 1)
  await at.tell('2026-03-13T02:00:00Z', { two: { impressions: 70, reach: 50, reactions: 1, comments: 0 } })
  return at
}

function ask(at: AnalyticsWorld, metrics: readonly Metric[], more: Partial<Parameters<typeof figures>[1]> = {}) {
  return figures(at.needs, {
    ...at.ids,
    ...usual,
    period: week,
    basis: 'activity',
    by: 'nothing',
    limit: 100,
    ...more,
    metrics: [...metrics],
  })
}

test('what happened in a week, by the formulas', async () => {
  await using at = await scene()
  const { total, missing } = await ask(at, [
    'impressions',
    'reactions',
    'engagements',
    'reach',
    'followers',
    'followerGrowth',
    'engagementRate',
    'posts',
    'saves',
  ])
  expect(total.values).toEqual({
    // 300 + 70 on tea's posts, 60 on milk's.
    impressions: 430,
    // Tea tells its profile's own: 9 + 13; milk's posts 6.
    reactions: 28,
    // Reactions 28, comments 4 + 0 + 3, shares 1.
    engagements: 36,
    // Tea's days: (90 + 150) ÷ 2. Milk tells none, and days are not mixed with posts.
    reach: 120,
    followers: 1030,
    // 1030 − 1000 before the week.
    followerGrowth: 30,
    // Of tea alone, for milk has no base: (22 + 4 + 1) ÷ 240.
    engagementRate: (27 / 240) * 100,
    posts: 3,
    saves: null,
  })
  const [tea, milk] = [at.account(0), at.account(1)]
  const lacks = Object.fromEntries(missing.map(({ metric, accountIds }) => [metric, accountIds]))
  expect(lacks).toEqual({
    reach: [milk],
    followers: [milk],
    followerGrowth: [milk],
    engagementRate: [milk],
    saves: [tea, milk].toSorted(),
  })
})

test('before the first level that was told, followers follow from who came and left since; an account that comes later is no growth', async () => {
  await using at = await analyticsWorld()
  const told = at.insights['tea']?.profile
  if (!told) throw new Error('Tea tells nothing.')
  at.insights['milk'] = { ...milkInsights, profile: { ...told, sources: [{ metric: 'followers', source: 'milk_followers' }], backDays: 0 } }
  await at.tellDays('2026-03-16T12:00:00Z', {
    '2026-03-11': { followersGained: 9, followersLost: 0 },
    '2026-03-13': { followersGained: 5, followersLost: 1 },
    '2026-03-14': { followersGained: 20, followersLost: 2 },
    now: { followers: 1022 },
  })
  await at.tellDays('2026-03-16T12:00:00Z', { now: { followers: 50 } }, 1)
  const days = { period: { from: '2026-03-11', to: '2026-03-16' }, per: 'day' } as const
  const tea = await ask(at, ['followers', 'followerGrowth'], { ...days, filter: { accountIds: [at.account()] } })
  // 1022 now, of the 16th and the 15th nothing is told yet; − 18, − 4; of the 12th nothing was told, so the 11th is not known.
  expect(tea.lines.map(({ values }) => values.followers)).toEqual([null, 1000, 1004, 1022, 1022, 1022])
  expect(tea.total.values).toEqual({ followers: 1022, followerGrowth: 22 })
  const both = await ask(at, ['followers', 'followerGrowth'], days)
  expect(both.lines.map(({ values }) => values.followers)).toEqual([null, 1050, 1054, 1072, 1072, 1072])
  expect(both.total.values).toEqual({ followers: 1072, followerGrowth: 22 })
  // In days before anybody asked, too.
  const earlier = await ask(at, ['followers', 'followerGrowth'], { period: { from: '2026-03-13', to: '2026-03-14' } })
  expect(earlier.total.values).toEqual({ followers: 1022, followerGrowth: 22 })
})

test('rates of the posts published in a week, with each base and both averages', async () => {
  await using at = await scene()
  const rate = async (base: 'reach' | 'impressions' | 'followers', average: 'sums' | 'means') => {
    const { total } = await ask(at, ['engagementRate'], { basis: 'published', rate: { base, average } })
    return total.values.engagementRate
  }
  // One: 25 of 200 reached, 300 shown. Two: 1 of 50, 70. Sip: 9 of –, 60.
  expect(await rate('reach', 'sums')).toBeCloseTo((26 / 250) * 100)
  expect(await rate('reach', 'means')).toBeCloseTo((12.5 + 2) / 2)
  expect(await rate('impressions', 'sums')).toBeCloseTo((35 / 430) * 100)
  expect(await rate('impressions', 'means')).toBeCloseTo(((25 / 300 + 1 / 70 + 9 / 60) / 3) * 100)
  // 1010 followed on both days.
  expect(await rate('followers', 'sums')).toBeCloseTo((26 / 2020) * 100)
  expect(await rate('followers', 'means')).toBeCloseTo(((25 / 1010 + 1 / 1010) / 2) * 100)
})

test('the rate of a week against followers takes those of every day; means are over posts', async () => {
  await using at = await scene()
  const rate = async (average: 'sums' | 'means') =>
    (await ask(at, ['engagementRate'], { rate: { base: 'followers', average } })).total.values
  // 9 March 1000, 10 to 14 March 1010 each, 15 March 1030; 27 engagements on tea.
  expect((await rate('sums')).engagementRate).toBeCloseTo((27 / (1000 + 5 * 1010 + 1030)) * 100)
  expect((await rate('means')).engagementRate).toBeCloseTo(((25 / 1010 + 1 / 1010) / 2) * 100)
})

test('the same by account, network, campaign, label and type, and where fields must hold together', async () => {
  await using at = await scene()
  const by = async (asked: By, more: object = {}) => {
    const { lines } = await ask(at, ['engagements', 'reach'], { by: asked, ...more })
    return Object.fromEntries(lines.map(({ key, values }) => [key, [values.engagements, values.reach]]))
  }
  expect(await by('account')).toEqual({ [at.account(0)]: [27, 120], [at.account(1)]: [9, null] })
  expect(await by('network')).toEqual({ tea: [27, 120], milk: [9, null] })
  // Posts alone: 25 + 1 engagements; (200 + 50) ÷ 2 posts reached.
  expect(await by('campaign')).toEqual({ [spring]: [26, 125] })
  expect(await by('label')).toEqual({ [green]: [25, 200] })
  expect(await by('type')).toEqual({ text: [25 + 9, 200], video: [1, 50] })
  expect(await by('type', { filter: { campaignIds: [spring], networks: ['tea'] } })).toEqual({ text: [25, 200], video: [1, 50] })
  expect(await by('nothing', { filter: { campaignIds: [spring], types: ['video'] } })).toEqual({})
  const { total } = await ask(at, ['engagements', 'posts', 'followers'], { filter: { campaignIds: [spring], types: ['video'] } })
  expect(total.values).toEqual({ engagements: 1, posts: 1, followers: null })
})

test('as a series: nothing told after the first is 0, before it not known; levels stand until another is told', async () => {
  await using at = await scene()
  const { lines } = await ask(at, ['impressions', 'followers', 'engagements'], {
    per: 'day',
    period: { from: '2026-03-09', to: '2026-03-12' },
  })
  expect(lines.map(({ bucket, values }) => [bucket, values.impressions, values.followers, values.engagements])).toEqual([
    ['2026-03-09', 0, 1000, 0],
    ['2026-03-10', 100, 1010, 11],
    ['2026-03-11', 50, 1010, 0],
    // One: 200 more; sip: 60. Reactions 13 of the profile's and 6 of sip, comments 2 + 3, shares 1.
    ['2026-03-12', 260, 1010, 25],
  ])
  const hours = await ask(at, ['impressions'], { per: 'hour', period: { from: '2026-03-10', to: '2026-03-10' } })
  // The day in Taipei begins at four in the afternoon before.
  expect(hours.lines).toHaveLength(24)
  expect(hours.lines.filter(({ values }) => values.impressions === 100).map(({ bucket }) => bucket)).toEqual(['2026-03-10T02:00:00.000Z'])
  const quarter = ask(at, ['impressions'], { per: 'hour', period: { from: '2026-01-01', to: '2026-03-10' } })
  await expect(quarter).rejects.toThrow('62 days')
  const before = await ask(at, ['impressions'], { period: { from: '2026-01-01', to: '2026-01-31' } })
  expect(before.total.values).toEqual({ impressions: null })
})

test('the overview sets the days beside those before, or any others, and names the posts that made the change', async () => {
  await using at = await scene()
  const period: Period = { from: '2026-03-12', to: '2026-03-13' }
  const { measures, movers, byAccount } = await overview(at.needs, { ...at.ids, ...usual, period })
  const found = Object.fromEntries(measures.map(({ metric, now, before }) => [metric, [now, before]]))
  // 10 and 11 March: 100 + 50 shown; 12 and 13 March: 200 + 60 + 20.
  expect(found['impressions']).toEqual([280, 150])
  expect(found['followers']).toEqual([1010, 1010])
  // One gained 200 after 100, sip 60 after none, two 20 after 50.
  const shown = movers.filter(({ metric }) => metric === 'impressions').map(({ change, post }) => [post?.firstLine, change])
  expect(shown).toEqual([
    ['one', 100],
    ['sip', 60],
    ['two', -30],
  ])
  expect(byAccount.map(({ key, values }) => [key, values.impressions])).toEqual(
    [
      [at.account(0), 220],
      [at.account(1), 60],
    ].toSorted(([a = ''], [b = '']) => String(a).localeCompare(String(b))),
  )
  const againstOne = await overview(at.needs, { ...at.ids, ...usual, period, against: { from: '2026-03-10', to: '2026-03-10' } })
  expect(againstOne.measures.find(({ metric }) => metric === 'impressions')).toMatchObject({ now: 280, before: 100 })
  // One gained 200 after 100, sip and two what they gained.
  expect(againstOne.movers.filter(({ metric }) => metric === 'impressions').map(({ change, post }) => [post?.firstLine, change])).toEqual([
    ['one', 100],
    ['sip', 60],
    ['two', 20],
  ])
  const lastYear = await overview(at.needs, { ...at.ids, ...usual, period, against: { from: '2025-03-12', to: '2025-03-13' } })
  expect(lastYear.measures.map(({ before }) => before)).toEqual([null, null, null, null, null, null])
  expect(lastYear.byAccountBefore).toHaveLength(2)
})

test('posts are ranked by what they have gathered, or by what happened in the period; those of which it is not known come last', async () => {
  await using at = await scene()
  const rank = async (basis: 'activity' | 'published', by: Metric) => {
    const { posts, count } = await listPosts(at.needs, {
      ...at.ids,
      ...usual,
      period: { from: '2026-03-11', to: '2026-03-12' },
      basis,
      by,
      metrics: [by],
      direction: 'highest',
      limit: 2,
      offset: 0,
    })
    return [count, ...posts.map(({ firstLine, values }) => [firstLine, values[by]])]
  }
  expect(await rank('published', 'reach')).toEqual([2, ['two', 50], ['sip', null]])
  expect(await rank('activity', 'reach')).toEqual([3, ['one', 120], ['two', 40]])
})

test('another workspace sees none of it, and nothing stays of one that is gone', async () => {
  await using at = await scene()
  const stranger = await testWorkspace(at.db)
  await expect(ask(at, ['impressions'], { workspaceId: stranger.workspaceId })).rejects.toThrow('does not exist')
  const theirs = await ask(at, ['impressions', 'posts'], { ...stranger, filter: { accountIds: [at.account()], campaignIds: [spring] } })
  expect(theirs.total.values).toEqual({ impressions: null, posts: 0 })
  const { posts } = await listPosts(at.needs, {
    ...at.ids,
    ...usual,
    period: week,
    basis: 'published',
    by: 'posts',
    metrics: ['posts'],
    direction: 'highest',
    limit: 1,
    offset: 0,
  })
  const id = posts[0]?.id ?? ''
  await expect(readPost(at.needs, { workspaceId: stranger.workspaceId, id })).rejects.toThrow('does not exist')
  await forgetAnalytics(at.db, at.ids)
  const { rows } = await sql<{ name: string }>`
    select name from (values ('profile'), ('post'), ('belonging'), ('fact'), ('latest'), ('post_rollup'), ('rollup'), ('reading'), ('audience')) t (name)
    where xpath_exists('//row', query_to_xml('select 1 from analytics.' || name || ' limit 1', false, false, ''))`.execute(at.db)
  expect(rows).toEqual([])
})
