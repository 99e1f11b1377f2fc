import { afterAll, beforeAll, expect, test } from 'vitest'

import type { AccountAccess, NetworkEnvironment } from '../network.ts'
import { figuresByPost, figuresOf } from '../test-figures.ts'
import type { ClockedStage } from '../test-stand-in-stage.ts'
import { valueOf } from '../test-steps.ts'
import { insights } from './insights.ts'
import { publishing } from './publishing.ts'
import { quotas } from './quotas.ts'
import { film, picture } from './test-content.ts'
import { runTo, setPinterestStage, startJob } from './test-stage.ts'

let stage: ClockedStage
let access: AccountAccess
let pin: string
let moving: string
beforeAll(async () => {
  stage = await setPinterestStage()
  access = await stage.connect()
  const { standIn, friend } = stage
  pin = publishing.published(await runTo(undefined, startJob(access, picture), stage.environment())).externalId
  moving = publishing.published(await runTo(undefined, startJob(access, film), stage.environment())).externalId
  standIn.act({ kind: 'like', by: friend.id, post: pin })
  standIn.act({ kind: 'repost', by: friend.id, post: pin })
  standIn.act({ kind: 'reply', by: friend.id, post: pin, text: 'With butter?' })
  standIn.crowd?.({ on: pin, figures: { impressions: 1000, clicks: 7, saves: 4, reactions: 2 } })
  standIn.crowd?.({ on: moving, figures: { videoViews: 50 } })
  standIn.crowd?.({ on: stage.profile.id, figures: { followers: 300 } })
  stage.pass({ hours: 20 })
})
afterAll(() => stage?.close())

const { profile, posts } = insights
const day = (written: string) => Temporal.PlainDate.from(written)
const read = (as: AccountAccess, environment: NetworkEnvironment = stage.environment()) =>
  profile.read({ from: day('2026-11-23'), to: day('2026-11-25') }, as, environment)
const asked = (externalId: string, type?: 'video') => ({ externalId, publishedAt: Temporal.Instant.from('2026-11-24T09:00:00Z'), type })

test('days that are counted are told, and how many follow now', async () => {
  const reading = valueOf(await read(access))
  expect([...new Set(reading.figures.flatMap((figure) => figure.day?.toString() ?? []))]).toEqual(['2026-11-23', '2026-11-24'])
  expect(figuresOf(reading)).toEqual({ followers: 300 })
  expect(figuresOf(reading, '2026-11-23')).toEqual({ impressions: 0, saves: 0, clicks: 0 })
  const figures = figuresOf(reading, '2026-11-24')
  expect(figures.impressions).toBeGreaterThanOrEqual(0)
  expect(Object.keys(figures)).toEqual(['impressions', 'saves', 'clicks'])
})

test('a pin’s numbers, of a film its views too; what is gone is said, and no unknown metric is asked for', async () => {
  const reading = valueOf(await posts.read([asked(pin), asked(moving, 'video'), asked('12345')], access, stage.environment()))
  const figures = figuresByPost(reading)
  expect(figures[pin]).toMatchObject({ reactions: 3, comments: 1 })
  expect(figures[pin]?.impressions).toBeGreaterThanOrEqual(1000)
  expect(figures[pin]?.clicks).toBeGreaterThanOrEqual(7)
  expect(figures[pin]?.saves).toBeGreaterThanOrEqual(5)
  expect(Object.keys(figures[pin] ?? {})).not.toContain('videoViews')
  expect(figures[moving]?.videoViews).toBeGreaterThanOrEqual(50)
  expect(reading.gone).toEqual(['12345'])
})

test('an account that is no business tells how many follow, and the sandbox no numbers', async () => {
  const { fetch } = stage.environment()
  const forbidden: typeof fetch = async (input, init) =>
    new Request(input, init).url.includes('/analytics')
      ? Response.json({ code: 29, message: 'You are not permitted to access that resource.' }, { status: 403 })
      : fetch(input, init)
  expect(valueOf(await read(access, stage.environment({ fetch: forbidden }))).figures).toEqual([{ metric: 'followers', value: 300 }])
  const sandbox = { ...access, settings: { ...Object(access.settings), api: 'https://api-sandbox.pinterest.com' } }
  const paths: string[] = []
  const there = stage.environment({
    fetch: async (input, init) => {
      paths.push(new URL(new Request(input, init).url).pathname)
      return Response.json({ follower_count: 2 })
    },
  })
  expect(valueOf(await read(sandbox, there)).figures).toEqual([{ metric: 'followers', value: 2 }])
  expect(valueOf(await posts.read([asked(pin)], sandbox, there))).toEqual({ posts: [] })
  expect(paths).toEqual(['/v5/user_account'])
})

test('of Trial access it is told how much of the day’s thousand is used; of a minute’s limit nothing', async () => {
  for (const [standard, expected] of [
    [false, [{ name: 'requests', max: 1000, per: 'rolling-day', used: 4 }]],
    [true, []],
  ] as const) {
    const limited = await setPinterestStage({ standard }, { limited: true })
    const quota = valueOf((await quotas.read?.(await limited.connect(), limited.environment())) ?? { ok: true, value: [] })
    await limited.close()
    expect(quota).toEqual(expected)
  }
})
