import { afterAll, beforeAll, expect, test } from 'vitest'

import type { AccountAccess, NetworkEnvironment, PostContent } from '../network.ts'
import { figuresByPost, figuresOf } from '../test-figures.ts'
import { connectWithout } from '../test-sign-in.ts'
import type { ClockedStage } from '../test-stand-in-stage.ts'
import { troubleOf, valueOf } from '../test-steps.ts'
import { connecting } from './connect.ts'
import { insights } from './insights.ts'
import { publishing } from './publishing.ts'
import { smallVideo, testImage, testThread } from './test-content.ts'
import { runTo, setThreadsStage, startJob } from './test-stage.ts'

const { profile, posts, audience } = insights
let stage: ClockedStage
let access: AccountAccess
let post: string
beforeAll(async () => {
  stage = await setThreadsStage()
  access = await stage.connect()
  const { standIn, friend } = stage
  // In California it is still the 23rd.
  stage.pass({ hours: -3 })
  post = standIn.act({ kind: 'post', by: stage.profile.id, text: 'Spring teas: https://hearth.example/teas' }).id
  standIn.act({ kind: 'like', by: friend.id, post })
  standIn.act({ kind: 'repost', by: friend.id, post })
  const reply = standIn.act({ kind: 'reply', by: friend.id, post, text: 'Is there oolong?' }).id
  standIn.act({ kind: 'reply', by: stage.profile.id, post: reply, text: 'There is' })
  standIn.crowd?.({ on: post, figures: { reactions: 9, impressions: 1000, clicks: 7 } })
  standIn.crowd?.({ on: stage.profile.id, figures: { followers: 1000, profileViews: 30 } })
  stage.pass({ hours: 20 })
})
afterAll(() => stage?.close())

const day = (written: string) => Temporal.PlainDate.from(written)
const read = (from: string, to: string, fetch?: typeof globalThis.fetch) =>
  profile.read({ from: day(from), to: day(to) }, access, stage.environment(fetch ? { fetch } : {}))
const readPosts = (ids: readonly string[], environment: NetworkEnvironment = stage.environment()) =>
  posts.read(
    ids.map((externalId) => ({ externalId, publishedAt: environment.now(), type: undefined })),
    access,
    environment,
  )

test('each day of California that is over is told; how many follow is of now', async () => {
  const reading = valueOf(await read('2026-11-22', '2026-11-25'))
  expect([...new Set(reading.figures.flatMap((figure) => figure.day?.toString() ?? []))]).toEqual(['2026-11-22', '2026-11-23'])
  expect(figuresOf(reading)).toEqual({ followers: 1000 })
  expect(figuresOf(reading, '2026-11-22')).toEqual({ profileViews: 0, reactions: 0, comments: 0, shares: 0, clicks: 0 })
  const figures = figuresOf(reading, '2026-11-23')
  expect(figures).toMatchObject({ reactions: 10, comments: 2, shares: 1 })
  expect(figures.profileViews).toBeGreaterThanOrEqual(30)
  expect(figures.clicks).toBeGreaterThanOrEqual(7)
  expect(['followers', ...Object.keys(figures)]).toEqual(profile.sources.map(({ metric }) => metric))
})

test('of days before there were numbers nothing is asked', async () => {
  const asked: URLSearchParams[] = []
  const { fetch } = stage.environment()
  const reading = await read('2024-04-11', '2024-04-14', (input, init) => {
    asked.push(new URL(new Request(input, init).url).searchParams)
    return fetch(input, init)
  })
  const days = new Set(valueOf(reading).figures.flatMap((figure) => figure.day?.toString() ?? []))
  expect([...days]).toEqual(['2024-04-13', '2024-04-14'])
  expect(asked.map((query) => query.get('since'))).toEqual([null, '1712991600', '1712991600', '1713078000'])
  expect(figuresOf(valueOf(await read('2024-04-01', '2024-04-12')))).toEqual({ followers: 1000 })
})

test('of a post everything is told until now, and what it is; what is gone stands in no list', async () => {
  const { standIn, friend } = stage
  standIn.act({ kind: 'post', by: friend.id, text: 'Look' })
  const reading = valueOf(await readPosts(['18061045123456787', post]))
  expect(reading).toMatchObject({ posts: [{ externalId: post, type: 'text' }] })
  const figures = figuresByPost(reading)[post] ?? {}
  expect(figures).toMatchObject({ reactions: 10, comments: 2 })
  expect(figures.impressions).toBeGreaterThan(1000)
  expect(figures.shares).toBeGreaterThanOrEqual(1)
  expect(Object.keys(figures)).toEqual(posts.sources.map(({ metric }) => metric))
  expect(standIn.posts({ profileId: stage.profile.id })).toContainEqual(expect.objectContaining({ id: post, likes: 10 }))
})

const poll = { options: ['Tea', 'Cake'], minutes: 1440, multiple: false }
test.each([
  ['image', { media: [testImage('one')] }],
  ['video', { media: [smallVideo] }],
  ['gallery', { media: [testImage('one'), testImage('two')] }],
  ['poll', { text: 'Which?', poll }],
  ['link', { text: 'See', link: { url: 'https://hearth.example', title: 'Menu', description: '' } }],
])('a post is known as %s', async (type, part) => {
  const content: PostContent = testThread([part])
  const { externalId } = publishing.published(await runTo(undefined, startJob(access, content), stage.environment()))
  expect(valueOf(await readPosts([externalId]))).toMatchObject({ posts: [{ externalId, type }] })
})

test('a number that is told no more is left out, and does not take the others with it', async () => {
  const { fetch } = stage.environment()
  const refusing: typeof globalThis.fetch = async (input, init) => {
    const metric = new URL(new Request(input, init).url).searchParams.get('metric')
    const error = { message: '(#100) Param metric[5] must be one of', type: 'OAuthException', code: 100 }
    return metric?.split(',').includes('shares') ? Response.json({ error }, { status: 400 }) : fetch(input, init)
  }
  const reading = valueOf(await readPosts([post], stage.environment({ fetch: refusing })))
  expect(figuresByPost(reading)[post]).toMatchObject({ reactions: 10, comments: 2, shares: 1 })
})

test('who follows is told by age, gender, country and city, and of profiles that few follow nothing', async () => {
  const { groups } = valueOf(await audience.read(access, stage.environment()))
  expect(new Set(groups.map(({ by }) => by))).toEqual(new Set(['age', 'gender', 'country', 'city']))
  expect(groups).toContainEqual({ by: 'gender', key: 'female', value: 540, unit: 'people' })
  const small = await setThreadsStage()
  expect(valueOf(await audience.read(await small.connect(), small.environment()))).toEqual({ groups: [] })
  await small.close()
})

test('without the right the account lacks it and reading is refused, but nobody is signed out', async () => {
  const without = await connectWithout(stage, connecting, 'threads_manage_insights')
  expect(connecting.lacks?.(without.limits)).toEqual([{ code: 'insights-not-allowed' }])
  expect(connecting.lacks?.({})).toHaveLength(1)
  expect(connecting.lacks?.(access.limits)).toEqual([])
  const refused = { kind: 'rejected', reason: { code: 'right-missing' } }
  const span = { from: day('2026-11-23'), to: day('2026-11-23') }
  expect(troubleOf(await profile.read(span, without, stage.environment()))).toMatchObject(refused)
  expect(troubleOf(await audience.read(without, stage.environment()))).toMatchObject(refused)
  const asked = [{ externalId: post, publishedAt: stage.environment().now(), type: undefined }]
  expect(troubleOf(await posts.read(asked, without, stage.environment()))).toMatchObject(refused)
})
