import { randomUUID } from 'node:crypto'

import { sql } from 'kysely'
import { expect, test } from 'vitest'

import type { Keeping } from '../contract.ts'
import { keepingOf, setKeeping } from '../keeping/keeping.ts'
import { moveBelonging } from '../posts/belonging.ts'
import { type AnalyticsWorld, analyticsWorld, type Told } from '../test-analytics.ts'
import { putTogetherOld } from './put-together.ts'
import { rebuild } from './rebuild.ts'

const campaign = randomUUID()

/** Random numbers that are the same on each run. */
function dice(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return Math.floor((state / 2 ** 31) * sides)
  }
}

/** Readings of three posts over weeks: counters grow, or stand still. The first post was months old before anybody looked. */
function readings(roll: (sides: number) => number) {
  const counters = new Map<string, Record<'impressions' | 'reactions' | 'comments', number>>()
  const told: { at: string; said: Record<string, Told> }[] = []
  for (let step = 0; step < 24; step += 1) {
    const at = new Date(Date.parse('2026-02-20T10:00:00Z') + step * 9 * 3_600_000 + roll(3_600_000)).toISOString()
    const said: Record<string, Told> = {}
    for (const post of ['old', 'one', 'two']) {
      if (roll(4) === 0) continue
      const before = counters.get(post) ?? { impressions: 40, reactions: 2, comments: 0 }
      const after = {
        impressions: before.impressions + roll(9),
        reactions: before.reactions + roll(3),
        comments: before.comments + roll(2),
      }
      counters.set(post, after)
      said[post] = after
    }
    told.push({ at, said })
  }
  return told
}

/** The same days told several times, each time as it then seemed. */
function days(roll: (sides: number) => number) {
  return Array.from({ length: 8 }, (_, step) => ({
    at: `2026-03-${String(10 + step).padStart(2, '0')}T20:00:00Z`,
    said: Object.fromEntries(
      [0, 1, 2].map((back) => [`2026-03-${String(10 + step - back).padStart(2, '0')}`, { reach: 50 + roll(40), profileViews: roll(20) }]),
    ),
  }))
}

async function scene(): Promise<AnalyticsWorld> {
  const at = await analyticsWorld()
  await at.post('old', { at: '2025-11-01T01:00:00Z', campaignId: campaign })
  await at.post('one', { at: '2026-02-20T09:00:00Z', campaignId: campaign, labelIds: [campaign], type: 'video' })
  await at.post('two', { at: '2026-02-25T01:00:00Z' })
  return at
}

const zero = (row: unknown) => JSON.parse(JSON.stringify(row, (_, value: unknown) => (value === null ? 0 : value)))

/** Every rollup but for what is 0 or never told, without ids that each world draws anew. */
async function rollups(at: AnalyticsWorld): Promise<unknown> {
  const { rows } = await sql`
    select dimension, grain, bucket, member, impressions, reach, reactions, comments, profile_views, reach_days from analytics.rollup
    where coalesce(nullif(impressions, 0), nullif(reach, 0), nullif(reactions, 0), nullif(comments, 0), nullif(profile_views, 0)) is not null
    order by 1, 2, 3, 4`.execute(at.db)
  const { rows: posts } = await sql`
    select p.external_id, r.grain, r.bucket, coalesce(r.impressions, 0) as impressions, coalesce(r.reactions, 0) as reactions, coalesce(r.comments, 0) as comments
    from analytics.post_rollup r join analytics.post p on p.subject = r.subject
    where coalesce(nullif(r.impressions, 0), nullif(r.reactions, 0), nullif(r.comments, 0)) is not null order by 1, 2, 3`.execute(at.db)
  const { rows: latest } = await sql`
    select p.external_id, l.impressions, l.reactions, l.comments from analytics.latest l join analytics.post p on p.subject = l.subject order by 1`.execute(
    at.db,
  )
  return { rollups: rows.map(zero), posts, latest }
}

async function differences(at: AnalyticsWorld): Promise<[string, number][]> {
  const { tables } = await rebuild(at.db, { repair: false, now: at.clock.now() })
  return tables.map(({ table, different }) => [table, different])
}

const none = [
  ['analytics.latest', 0],
  ['analytics.post_rollup', 0],
  ['analytics.rollup', 0],
]

test('in whatever order and however often readings arrive, rollups are the same, and what the facts add up to', async () => {
  const told = readings(dice(7))
  const ofDays = days(dice(8))
  await using ordered = await scene()
  for (const { at, said } of told) await ordered.tell(at, said)
  for (const { at, said } of ofDays) await ordered.tellDays(at, said)
  const expected = await rollups(ordered)
  expect(await differences(ordered)).toEqual(none)
  for (const seed of [1, 2, 3]) {
    const roll = dice(seed)
    await using shuffled = await scene()
    const twice = [...told, ...told.slice(0, 5)].map((each) => ({ ...each, place: roll(1000) })).toSorted((a, b) => a.place - b.place)
    for (const { at, said } of twice) await shuffled.tell(at, said)
    for (const { at, said } of ofDays.map((each) => ({ ...each, place: roll(1000) })).toSorted((a, b) => a.place - b.place))
      await shuffled.tellDays(at, said)
    expect(await rollups(shuffled)).toEqual(expected)
    expect(await differences(shuffled)).toEqual(none)
  }
})

test('a post that moves takes all it has gathered along, once; putting facts together that are older than the workspace keeps them changes no sum', async () => {
  await using at = await scene()
  for (const { at: when, said } of readings(dice(5))) await at.tell(when, said)
  const subject = await at.subject('one')
  const come = [{ subject, dimension: 'campaign', member: 'other' } as const]
  const gone = [{ subject, dimension: 'campaign', member: campaign } as const]
  const move = () => at.hold(0, (tx, { workspaceId, accountId }) => moveBelonging(tx, { workspaceId, accountId, gone, come }))
  await move()
  await move()
  expect(await differences(at)).toEqual(none)
  const ofCampaign = async (member: string) => {
    const { rows } = await sql<{ sum: number | null }>`
      select sum(reactions)::float8 as sum from analytics.rollup where dimension = 'campaign' and grain = 'month' and member = ${member}`.execute(
      at.db,
    )
    return rows[0]?.sum
  }
  const latest = await sql<{ reactions: number }>`select reactions from analytics.latest where subject = ${subject}`.execute(at.db)
  expect(await ofCampaign('other')).toBe(latest.rows[0]?.reactions)
  const before = await rollups(at)
  const count = () => sql<{ n: number }>`select count(*) as n from analytics.fact`.execute(at.db).then(({ rows }) => rows[0]?.n ?? 0)
  const facts = await count()
  const putTogether = async (now: string, months?: Keeping['months']) => {
    if (months) await setKeeping(at.needs, at.here.at.owner.call('analytics.setKeeping'), { months })
    else await at.db.deleteFrom('analytics.keeping').execute()
    at.clock.set(now)
    await putTogetherOld(at.db, at.clock.now())
    return count()
  }
  // Nearly all of February 2026.
  expect(await putTogether('2028-02-28T00:00:00Z')).toBe(facts)
  expect(await putTogether('2028-06-01T00:00:00Z', 36)).toBe(facts)
  expect(await putTogether('2027-02-28T00:00:00Z', 12)).toBe(facts)
  expect(await putTogether('2027-03-01T00:00:00Z', 12)).toBeLessThan(facts)
  expect(await rollups(at)).toEqual(before)
  await at.tell('2026-02-24T09:00:00Z', { two: { impressions: 500 } })
  await at.tell('2026-02-24T10:00:00Z', { two: { impressions: 501 } })
  const [more, later] = [await count(), await rollups(at)]
  expect(await putTogether('2028-03-01T00:00:00Z')).toBeLessThan(more)
  expect(await keepingOf(at.db, at.ids)).toEqual({ months: 24 })
  expect(await rollups(at)).toEqual(later)
  expect(await differences(at)).toEqual(none)
})

test('what differs from the facts is said, and put right when asked to', async () => {
  await using at = await scene()
  for (const { at: when, said } of readings(dice(6))) await at.tell(when, said)
  await sql`update analytics.rollup set reactions = reactions + 1 where dimension = 'account' and grain = 'week'`.execute(at.db)
  await sql`delete from analytics.post_rollup where grain = 'month'`.execute(at.db)
  await sql`insert into analytics.rollup (workspace_id, dimension, grain, bucket, account_id, member, reach)
    select workspace_id, 'account', 'day', '2020-01-01Z', account_id, '', 5 from analytics.profile limit 1`.execute(at.db)
  const found = await rebuild(at.db, { repair: true, now: at.clock.now() })
  expect(found.tables.map(({ different }) => different > 0)).toEqual([false, true, true])
  expect(found.tables[2]?.examples.join()).toContain('"grain": "')
  expect(await differences(at)).toEqual(none)
})
