// oxlint-disable no-restricted-imports -- a network is tried as it is, by its stand-in
import { sql } from 'kysely'
import { expect, test } from 'vitest'

import type { Insights, Network, Outcome, PostsReading } from '#networks/network'

import { bluesky } from '../../../networks/bluesky/index.ts'
import { standIn as kind } from '../../../networks/bluesky/stand-in.ts'
import { clockedStage } from '../../../networks/test-stand-in-stage.ts'
import { readTimeline } from '../../publishing/read-timeline.ts'
import { figures } from '../queries/figures.ts'
import { listStatus } from '../queries/list-status.ts'
import { readPost } from '../queries/read-post.ts'
import { type AnalyticsWorld, analyticsWorld, teaInsights, usual } from '../test-analytics.ts'
import { nextLook } from './pace.ts'
import { readAccount } from './read-account.ts'
import { readDue } from './read-due.ts'
import type { Reading } from './readings.ts'

const signal = () => AbortSignal.timeout(20_000)
const today = Temporal.Now.instant()

function read(at: AnalyticsWorld, what: Reading['what'], index = 0): Promise<void> {
  return readAccount(at.needs, { workspaceId: at.ids.workspaceId, accountId: at.account(index), what }, signal())
}

async function rowOf(at: AnalyticsWorld, what: Reading['what']) {
  return at.db
    .selectFrom('analytics.reading')
    .selectAll()
    .where('account_id', '=', at.account())
    .where('what', '=', what)
    .executeTakeFirstOrThrow()
}

test('a post of the network’s own app is found, read and read again, and its numbers are shown; a silent reading writes nothing', async () => {
  await using at = await analyticsWorld()
  const stage = await clockedStage({ begin: today, network: bluesky, kind, content: { parts: [], languages: [], settings: {} } })
  try {
    const access = await stage.connect()
    const known = at.here.needs
    at.here.use({
      network: (id) => (id === 'tea' ? ({ ...bluesky, id: 'tea' } satisfies Network) : known.network(id)),
      accounts: { ...known.accounts, withAccess: (_, work) => work(access) },
      environment: () => ({ fetch: stage.environment().fetch, options: stage.standIn.options, now: () => stage.environment().now() }),
    })
    at.needs = { ...at.needs, publishing: at.here.needs, clock: { now: () => stage.environment().now() } }
    const { standIn, profile, friend } = stage
    const post = standIn.act({ kind: 'post', by: profile.id, text: 'Spring teas' }).id
    standIn.act({ kind: 'like', by: friend.id, post })
    standIn.act({ kind: 'follow', by: friend.id, profile: profile.id })
    stage.pass({ minutes: 5 })
    await readTimeline(at.here.needs, { workspaceId: at.ids.workspaceId, accountId: at.account() }, signal())
    await read(at, 'posts')
    await read(at, 'profile')
    const facts = async () => (await sql<{ n: number }>`select count(*) as n from analytics.fact`.execute(at.db)).rows[0]?.n
    const after = await facts()
    stage.pass({ minutes: 20 })
    await read(at, 'posts')
    expect(await facts()).toBe(after)
    standIn.crowd?.({ on: post, figures: { reactions: 41, shares: 3 } })
    stage.pass({ minutes: 20 })
    await read(at, 'posts')
    const day = stage.environment().now().toZonedDateTimeISO('Asia/Taipei').toPlainDate()
    const period = { from: day.subtract({ days: 2 }).toString(), to: day.toString() }
    const asked = { ...at.ids, ...usual, basis: 'activity', by: 'nothing', limit: 10, period } as const
    const { total } = await figures(at.needs, {
      ...asked,
      metrics: ['reactions', 'shares', 'engagements', 'followers', 'impressions', 'posts'],
    })
    expect(total.values).toEqual({ reactions: 42, shares: 3, engagements: 45, followers: 1, impressions: null, posts: 1 })
    const { id } = await at.db.selectFrom('analytics.post').select('id').executeTakeFirstOrThrow()
    const found = await readPost(at.needs, { workspaceId: at.ids.workspaceId, id })
    expect(found.post).toMatchObject({ firstLine: 'Spring teas', gone: false, values: { reactions: 42, engagements: 45 } })
    expect(found.growth.map(({ values }) => values.reactions)).toEqual([1, 42])
    standIn.act({ kind: 'delete', by: profile.id, post })
    stage.pass({ minutes: 20 })
    await read(at, 'posts')
    expect((await readPost(at.needs, { workspaceId: at.ids.workspaceId, id })).post).toMatchObject({
      gone: true,
      values: { reactions: 42 },
    })
  } finally {
    await stage.close()
  }
})

test('days that may still change are read again, those before a connection step by step, youngest first, as far as the network tells', async () => {
  await using at = await analyticsWorld()
  const asked: string[] = []
  at.insights['tea'] = tellingDays(({ from, to }) => void asked.push(`${from.toString()} ${to.toString()}`))
  at.clock.set('2026-03-20T20:00:00Z')
  await read(at, 'profile')
  // 20 March in Los Angeles; two days settle.
  expect(asked.splice(0)).toEqual(['2026-03-18 2026-03-20'])
  at.clock.advance({ hours: 24 * 40 })
  await read(at, 'profile')
  expect(asked.splice(0)).toEqual(['2026-03-18 2026-04-16', '2026-04-17 2026-04-29'])
  await read(at, 'history')
  expect(asked.splice(0)).toEqual(['2026-03-28 2026-04-26', '2026-02-26 2026-03-27', '2026-01-29 2026-02-25'])
  const [status] = await listStatus(at.needs, at.ids)
  expect(status?.history).toEqual({ days: 90, of: 90, done: true })
  expect((await rowOf(at, 'history')).next_at).toBeNull()
})

test('trouble is waited out, longer each time, and shown; what a network refuses is asked for a day later, and signs nobody out', async () => {
  await using at = await analyticsWorld()
  const answers: Outcome<PostsReading>[] = [
    { ok: false, trouble: { kind: 'unavailable', reason: { code: 'http-status', params: { status: 500 } } } },
    { ok: false, trouble: { kind: 'unavailable', reason: { code: 'unexpected' } } },
    { ok: false, trouble: { kind: 'slow-down', until: at.clock.now().add({ hours: 10 }), reason: { code: 'rate-limit' } } },
    { ok: false, trouble: { kind: 'signed-out', reason: { code: 'missing-scopes' } } },
  ]
  at.insights['tea'] = {
    ...teaInsights,
    posts: { ...postsOf(teaInsights), read: async () => answers.shift() ?? { ok: true, value: { posts: [] } } },
  }
  await at.post('one', { at: '2026-03-20T03:00:00Z' })
  const outcomes: string[] = []
  const known = at.here.needs.accounts
  at.needs = {
    ...at.needs,
    publishing: {
      ...at.needs.publishing,
      accounts: {
        ...known,
        withAccess: async (of, work) => {
          const outcome = await known.withAccess(of, work)
          if (!outcome.ok) outcomes.push(outcome.trouble.kind)
          return outcome
        },
      },
    },
  }
  const waits: number[] = []
  for (let turn = 0; turn < 4; turn += 1) {
    await read(at, 'posts')
    waits.push(((await rowOf(at, 'posts')).next_at?.getTime() ?? 0) - at.clock.now().epochMilliseconds)
  }
  expect(waits.map((wait) => wait / 60_000)).toEqual([15, 30, 600, 1440])
  expect(outcomes).toEqual(['unavailable', 'unavailable', 'slow-down', 'rejected'])
  const status = (await listStatus(at.needs, at.ids)).find(({ accountId }) => accountId === at.account())
  expect(status?.troubles).toMatchObject([{ what: 'posts', reason: { code: 'missing-scopes' }, failures: 4 }])
  await read(at, 'posts')
  expect(await rowOf(at, 'posts')).toMatchObject({ failures: 0, reason: null })
})

test('everything due is asked for once, each kind by a job of its own; a signed-out account is left alone', async () => {
  await using at = await analyticsWorld()
  await Promise.all([readDue(at.needs), readDue(at.needs)])
  const kinds = at.sent.map(({ payload }) => JSON.stringify(payload).replace(/.*"what":"(\w+)".*/, '$1'))
  expect(kinds.toSorted()).toEqual(['history', 'posts', 'posts', 'profile'])
  await readDue(at.needs)
  expect(at.sent).toHaveLength(4)
  const asked: unknown[] = []
  at.insights['tea'] = tellingDays((request) => void asked.push(request))
  const [account] = at.here.accounts
  if (account) at.here.accounts[0] = { ...account, signedOut: true }
  await read(at, 'profile')
  expect(asked).toEqual([])
})

const minutes = (hours: number, more = {}) => {
  const next = nextLook(more, { publishedAt: 0, now: hours * 3_600_000 })
  return next === undefined ? undefined : next / 60_000 - hours * 60
}

test('a post is looked at less and less often, as its network wants, and not at all once nothing is told', () => {
  expect([1, 3, 30, 200, 1000, 9000].map((hours) => minutes(hours))).toEqual([15, 60, 360, 1440, 10_080, 43_200])
  expect([1, 3].map((hours) => minutes(hours, { pace: [{ untilHours: 2, everyMinutes: 5 }] }))).toEqual([5, 43_200])
  expect([24, 25].map((hours) => minutes(hours, { forDays: 1 }))).toEqual([360, undefined])
})

function tellingDays(asked: (request: { from: Temporal.PlainDate; to: Temporal.PlainDate }) => void): Insights {
  const { profile } = teaInsights
  if (!profile) throw new Error('Tea tells days.')
  return {
    ...teaInsights,
    profile: {
      ...profile,
      read: async (request) => {
        asked(request)
        return { ok: true, value: { figures: [{ metric: 'reach', value: 5, day: request.to }] } }
      },
    },
  }
}

function postsOf({ posts }: Insights): NonNullable<Insights['posts']> {
  if (!posts) throw new Error('Tea tells of posts.')
  return posts
}
