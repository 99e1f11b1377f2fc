import { readFileSync } from 'node:fs'

import { afterAll, beforeAll, expect, test } from 'vitest'

import type { AccountAccess, NetworkEnvironment, PostType } from '../network.ts'
import { figuresByPost, figuresOf } from '../test-figures.ts'
import { testVideo } from '../test-media.ts'
import { connectWithout } from '../test-sign-in.ts'
import type { ClockedStage } from '../test-stand-in-stage.ts'
import { troubleOf, valueOf } from '../test-steps.ts'
import { connecting } from './connect.ts'
import { profile } from './page-insights.ts'
import { posts } from './post-insights.ts'
import { publishing } from './publishing.ts'
import { testPhoto, testPost } from './test-content.ts'
import { runTo, setFacebookStage, startJob } from './test-stage.ts'

let stage: ClockedStage
let access: AccountAccess
let post: string
beforeAll(async () => {
  // In California it is still the 23rd.
  stage = await setFacebookStage({}, Temporal.Instant.from('2026-11-24T06:00:00Z'))
  access = await stage.connect()
  const { standIn, friend } = stage
  standIn.crowd?.({ on: stage.profile.id, figures: { followers: 500 }, at: Temporal.Instant.from('2026-11-01T12:00:00Z') })
  post = standIn.act({ kind: 'post', by: stage.profile.id, text: 'Spring teas are here' }).id
  standIn.act({ kind: 'follow', by: friend.id, profile: stage.profile.id })
  standIn.act({ kind: 'like', by: friend.id, post })
  standIn.act({ kind: 'reply', by: friend.id, post, text: 'Is there oolong?' })
  standIn.crowd?.({ on: stage.profile.id, figures: { followers: -3 } })
  standIn.crowd?.({ on: post, figures: { reactions: 9, impressions: 1000, reach: 800, clicks: 30 } })
  stage.pass({ hours: 20 })
})
afterAll(() => stage?.close())

const day = (written: string) => Temporal.PlainDate.from(written)
const read = (environment: NetworkEnvironment = stage.environment(), from = '2026-11-22', to = '2026-11-25') =>
  profile.read({ from: day(from), to: day(to) }, access, environment)
const readPosts = (ids: readonly string[], type?: PostType, environment: NetworkEnvironment = stage.environment()) =>
  posts.read(
    ids.map((externalId) => ({ externalId, publishedAt: environment.now(), type })),
    access,
    environment,
  )

test('a figure belongs to the day of California that ends at its time; the day that is not over is not told', async () => {
  const reading = valueOf(await read())
  expect([...new Set(reading.figures.flatMap((figure) => figure.day?.toString() ?? []))]).toEqual(['2026-11-22', '2026-11-23'])
  expect(figuresOf(reading)).toEqual({ followers: 498 })
  expect(figuresOf(reading, '2026-11-22')).toMatchObject({ followers: 500, followersGained: 0, impressions: 0 })
  const figures = figuresOf(reading, '2026-11-23')
  expect(figures).toMatchObject({ followers: 498, followersGained: 1, followersLost: 3 })
  expect(figures.impressions).toBeGreaterThan(1000)
  expect(Object.keys(figures).toSorted()).toEqual(profile.sources.map(({ metric }) => metric).toSorted())
})

test('the days on which the clocks are changed are no others', async () => {
  const { figures } = valueOf(await read(stage.environment(), '2026-10-31', '2026-11-02'))
  const days = figures.flatMap((figure) => (figure.metric === 'reach' ? figure.day?.toString() : []))
  expect(days).toEqual(['2026-10-31', '2026-11-01', '2026-11-02'])
})

test('as the documentation shows it: what has no value, or a name nobody asked for, is left out; none is told as 0', async () => {
  const written: unknown = JSON.parse(readFileSync(new URL('fixtures/page-insights.json', import.meta.url), 'utf8'))
  const environment = answering((url) => url.pathname.endsWith('/insights'), written)
  const { figures } = valueOf(await read(environment, '2026-03-07', '2026-03-09'))
  expect(figures.flatMap(({ metric, value, day: of }) => (of ? [`${of.toString()} ${metric} ${value}`] : []))).toEqual([
    '2026-03-07 impressions 66226',
    '2026-03-08 impressions 78037',
    '2026-03-07 followersLost 0',
  ])
})

test('of a Page that few follow only how many is told', async () => {
  const small = await setFacebookStage({})
  const reading = await profile.read({ from: day('2026-11-20'), to: day('2026-11-24') }, await small.connect(), small.environment())
  await small.close()
  expect(figuresOf(valueOf(reading))).toEqual({ followers: 0 })
  expect(valueOf(reading).figures).toHaveLength(1)
})

test('of a post all is told, kinds of reactions added up; what is gone stands in no list', async () => {
  const gone = stage.standIn.act({ kind: 'post', by: stage.profile.id, text: 'Short-lived' }).id
  await publishing.takeDown?.({ ...startJob(access, testPost({ text: 'x' })), results: { 'part 1': { id: gone } } }, stage.environment())
  const reading = valueOf(await readPosts([gone, post]))
  expect(reading).toEqual({ posts: [{ externalId: post, type: 'text', figures: expect.anything() }] })
  const figures = figuresByPost(reading)[post]
  expect(figures).toMatchObject({ reactions: 10, comments: 1, shares: 0 })
  expect(figures?.impressions).toBeGreaterThan(figures?.reach ?? 0)
  const byType = { like: 4, love: 2, haha: 1 }
  const kinds = answering((url) => url.pathname.endsWith('/insights'), {
    data: [{ name: 'post_reactions_by_type_total', values: [{ value: byType }] }],
  })
  expect(figuresByPost(valueOf(await readPosts([post], 'text', kinds)))[post]).toEqual({ reactions: 7, comments: 1, shares: 0 })
})

test('what a post is, is told by what is attached to it', async () => {
  const link = { url: 'https://hearth.example/menu', title: 'Menu', description: '' }
  const made = new Map<string, PostType>()
  const contents = [
    ['image', testPost({ text: 'One', media: [testPhoto('one')] })],
    ['gallery', testPost({ text: 'Two', media: [testPhoto('one'), testPhoto('two')] })],
    ['link', testPost({ text: 'Read', link })],
    ['short', testPost({ text: 'Reel', media: [testVideo()] }, { kind: 'reel' })],
    ['video', testPost({ text: 'Film', media: [testVideo({ width: 640, height: 360 })] })],
  ] as const
  for (const [type, content] of contents) {
    const done = await runTo(undefined, startJob(access, content), stage.environment())
    made.set(publishing.published(done).externalId, type)
  }
  const reading = valueOf(await readPosts([...made.keys()]))
  expect(new Map(reading.posts.map(({ externalId, type }) => [externalId, type]))).toEqual(made)
  const plays = reading.posts.flatMap(({ figures }) => figures.filter(({ metric }) => metric === 'videoViews'))
  expect(plays).toHaveLength(2)
})

test('stories are found while they can be seen, under the ids that publishing gives, and have numbers of their own', async () => {
  const ids: string[] = []
  for (const media of [[testPhoto('door')], [testVideo()]]) {
    const done = await runTo(undefined, startJob(access, testPost({ media }, { kind: 'story' })), stage.environment())
    ids.push(publishing.published(done).externalId)
  }
  const listed = valueOf((await posts.vanishing?.(access, stage.environment())) ?? { ok: true, value: { posts: [] } })
  expect(listed.posts.map(({ externalId }) => externalId).toSorted()).toEqual(ids.toSorted())
  const [photo = ''] = ids
  stage.standIn.crowd?.({ on: `${access.externalId}_${photo}`, figures: { comments: 2, impressions: 50 } })
  const reading = figuresByPost(valueOf(await readPosts(ids, 'story')))
  expect(Object.keys(reading)).toEqual(ids)
  expect(reading[photo]).toMatchObject({ comments: 2 })
  stage.pass({ hours: 25 })
  expect(valueOf((await posts.vanishing?.(access, stage.environment())) ?? { ok: true, value: { posts: [] } }).posts).toEqual([])
})

test('a name that is refused fails the call; the others are told all the same, and it is not asked for again', async () => {
  const asked: string[] = []
  const { fetch } = stage.environment()
  const withoutClicks: typeof globalThis.fetch = (input, init) => {
    const metric = new URL(new Request(input, init).url).searchParams.get('metric')
    if (metric !== null) asked.push(metric)
    const error = { message: '(#100) The value must be a valid insights metric', type: 'OAuthException', code: 100 }
    return metric?.includes('post_clicks') ? Promise.resolve(Response.json({ error }, { status: 400 })) : fetch(input, init)
  }
  const other = stage.standIn.act({ kind: 'post', by: stage.profile.id, text: 'Another' }).id
  const reading = valueOf(await readPosts([post, other], 'text', stage.environment({ fetch: withoutClicks })))
  for (const { figures } of reading.posts) {
    expect(figures.map(({ metric }) => metric).toSorted()).toEqual(['comments', 'impressions', 'reach', 'reactions', 'shares'])
  }
  expect(asked).toHaveLength(1 + 4 + 1)
})

test('without the right the account lacks it and reading is refused, but nobody is signed out', async () => {
  const without = await connectWithout(stage, connecting, 'read_insights')
  expect(connecting.lacks?.(without.limits)).toEqual([{ code: 'insights-not-allowed' }])
  expect(connecting.lacks?.({ comments: true })).toHaveLength(1)
  expect(connecting.lacks?.(access.limits)).toEqual([])
  const span = { from: day('2026-11-23'), to: day('2026-11-23') }
  const refused = { kind: 'rejected', reason: { code: 'right-missing' } }
  expect(troubleOf(await profile.read(span, without, stage.environment()))).toMatchObject(refused)
  const asked = [{ externalId: post, publishedAt: stage.environment().now(), type: undefined }]
  expect(troubleOf(await posts.read(asked, without, stage.environment()))).toMatchObject(refused)
})

function answering(isMeant: (url: URL) => boolean, answer: unknown): NetworkEnvironment {
  const { fetch } = stage.environment()
  return stage.environment({
    fetch: async (input, init) => (isMeant(new URL(new Request(input, init).url)) ? Response.json(answer) : fetch(input, init)),
  })
}
