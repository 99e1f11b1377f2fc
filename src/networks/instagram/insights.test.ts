import { readFileSync } from 'node:fs'

import { afterAll, beforeAll, expect, test } from 'vitest'

import type { AccountAccess, NetworkEnvironment, PostContent } from '../network.ts'
import { figuresByPost, figuresOf } from '../test-figures.ts'
import { connectWithout } from '../test-sign-in.ts'
import type { ClockedStage } from '../test-stand-in-stage.ts'
import { troubleOf, valueOf } from '../test-steps.ts'
import { profile } from './account-insights.ts'
import { audience } from './audience-insights.ts'
import { connecting } from './connect.ts'
import { posts } from './media-insights.ts'
import { publishing } from './publishing.ts'
import { smallVideo, testImage, testPost } from './test-content.ts'
import { runTo, setInstagramStage, startJob } from './test-stage.ts'

let stage: ClockedStage
let access: AccountAccess
let post: string
const picture = { bytes: new Uint8Array([1]), mimeType: 'image/jpeg', alt: '' }
beforeAll(async () => {
  stage = await setInstagramStage()
  access = await stage.connect()
  const { standIn, friend } = stage
  // In California it is still the 23rd.
  stage.pass({ hours: -3 })
  standIn.crowd?.({ on: stage.profile.id, figures: { followers: 1000 }, at: Temporal.Instant.from('2026-11-01T12:00:00Z') })
  post = standIn.act({ kind: 'post', by: stage.profile.id, text: 'Spring teas', images: [picture, picture] }).id
  standIn.act({ kind: 'follow', by: friend.id, profile: stage.profile.id })
  standIn.act({ kind: 'like', by: friend.id, post })
  standIn.act({ kind: 'reply', by: friend.id, post, text: 'Is there oolong?' })
  standIn.crowd?.({ on: post, figures: { reactions: 9, saves: 4, impressions: 1000, reach: 800 } })
  standIn.crowd?.({ on: stage.profile.id, figures: { followers: -3, clicks: 5 } })
  stage.pass({ hours: 20 })
})
afterAll(() => stage?.close())

const day = (written: string) => Temporal.PlainDate.from(written)
const read = (environment: NetworkEnvironment = stage.environment()) =>
  profile.read({ from: day('2026-11-22'), to: day('2026-11-25') }, access, environment)
const readPosts = (ids: readonly string[], environment: NetworkEnvironment = stage.environment()) =>
  posts.read(
    ids.map((externalId) => ({ externalId, publishedAt: environment.now(), type: undefined })),
    access,
    environment,
  )
const publish = async (content: PostContent) =>
  publishing.published(await runTo(undefined, startJob(access, content), stage.environment())).externalId

test('each day of California that is over is told, with who came and who left; how many follow is of now', async () => {
  const reading = valueOf(await read())
  expect([...new Set(reading.figures.flatMap((figure) => figure.day?.toString() ?? []))]).toEqual(['2026-11-22', '2026-11-23'])
  expect(figuresOf(reading)).toEqual({ followers: 998 })
  expect(figuresOf(reading, '2026-11-22')).toMatchObject({ impressions: 0, reactions: 0 })
  expect(figuresOf(reading, '2026-11-22')).not.toHaveProperty('followersGained')
  const figures = figuresOf(reading, '2026-11-23')
  expect(figures).toMatchObject({ reactions: 10, comments: 1, followersGained: 1, followersLost: 3 })
  expect(figures.clicks).toBeGreaterThanOrEqual(5)
  expect([...Object.keys(figures), 'followers'].toSorted()).toEqual(profile.sources.map(({ metric }) => metric).toSorted())
})

test('as the documentation shows it: where only who came is told, nobody left', async () => {
  const written: unknown = JSON.parse(readFileSync(new URL('fixtures/follows-and-unfollows.json', import.meta.url), 'utf8'))
  const { fetch } = stage.environment()
  const told: typeof globalThis.fetch = async (input, init) => {
    return new Request(input, init).url.includes('follows_and_unfollows') ? Response.json(written) : fetch(input, init)
  }
  expect(figuresOf(valueOf(await read(stage.environment({ fetch: told }))), '2026-11-22')).toMatchObject({
    followersGained: 18,
    followersLost: 0,
  })
})

test('of a post is told what there is of its kind; what is gone stands in no list', async () => {
  const reel = await publish(testPost({ media: [smallVideo] }))
  const photo = await publish(testPost({ media: [testImage('one')] }))
  stage.standIn.crowd?.({ on: reel, figures: { watchSeconds: 4000 } })
  const reading = valueOf(await readPosts(['17841405793187218', post, reel, photo]))
  expect(reading.posts.map(({ externalId, type }) => [externalId, type])).toEqual([
    [post, 'gallery'],
    [reel, 'short'],
    [photo, 'image'],
  ])
  const figures = figuresByPost(reading)
  expect(figures[post]).toMatchObject({ reactions: 10, comments: 1, shares: 0 })
  expect(figures[post]?.saves).toBeGreaterThanOrEqual(4)
  expect(Object.keys(figures[post] ?? {}).toSorted()).toEqual(['comments', 'impressions', 'reach', 'reactions', 'saves', 'shares'])
  expect(figures[reel]?.watchSeconds).toBeGreaterThanOrEqual(4000)
})

test('stories are found and counted while they can be seen, from five viewers on', async () => {
  const story = await publish(testPost({ media: [testImage('door')] }, { kind: 'story' }))
  const listed = valueOf((await posts.vanishing?.(access, stage.environment())) ?? { ok: true, value: { posts: [] } })
  expect(listed.posts).toMatchObject([{ externalId: story, type: 'story', url: expect.stringContaining('/story/') }])
  expect(valueOf(await readPosts([story]))).toEqual({ posts: [{ externalId: story, type: 'story', figures: [] }] })
  stage.standIn.crowd?.({ on: story, figures: { impressions: 90, comments: 2, storyTaps: 40, storyExits: 9 } })
  const [reading] = valueOf(await readPosts([story])).posts
  expect(reading && figuresOf(reading)).toMatchObject({ comments: 2, storyTaps: 40, storyExits: 9 })
  stage.pass({ hours: 24 })
  expect(valueOf(await readPosts([story])).posts).toEqual([])
  stage.pass({ hours: -24 })
})

test('who follows is told by age, gender, country and city, and of accounts that few follow nothing', async () => {
  const { groups } = valueOf(await audience.read(access, stage.environment()))
  expect(new Set(groups.map(({ by }) => by))).toEqual(new Set(['age', 'gender', 'country', 'city']))
  expect(groups).toContainEqual({ by: 'gender', key: 'female', value: 558, unit: 'people' })
  expect(groups.filter(({ by, key }) => by === 'country' && !/^[A-Z]{2}$/.test(key))).toEqual([])
  const small = await setInstagramStage()
  const few = await small.connect()
  expect(valueOf(await audience.read(few, small.environment()))).toEqual({ groups: [] })
  const span = { from: day('2026-11-23'), to: day('2026-11-23') }
  const figures = figuresOf(valueOf(await profile.read(span, few, small.environment())), '2026-11-23')
  expect(figures).toMatchObject({ impressions: 0 })
  expect(figures).not.toHaveProperty('followersGained')
  await small.close()
})

test('a name that is refused is left out from then on; of a post that has no insights the counts that everybody sees are told', async () => {
  const asked: string[] = []
  const { fetch } = stage.environment()
  const refusing = (isRefused: (metric: string) => boolean): NetworkEnvironment =>
    stage.environment({
      fetch: async (input, init) => {
        const metric = new URL(new Request(input, init).url).searchParams.get('metric')
        if (metric !== null) asked.push(metric)
        const error = { message: '(#100) Not for this one', type: 'OAuthException', code: 100, error_subcode: 2108006 }
        return metric !== null && isRefused(metric) ? Response.json({ error }, { status: 400 }) : fetch(input, init)
      },
    })
  const withoutSaved = valueOf(
    await readPosts(
      [post, post],
      refusing((metric) => metric.split(',').includes('saved')),
    ),
  )
  expect(withoutSaved.posts.map(({ figures }) => figures.length)).toEqual([5, 5])
  expect(asked).toHaveLength(1 + 6 + 1)
  expect(
    figuresByPost(
      valueOf(
        await readPosts(
          [post],
          refusing(() => true),
        ),
      ),
    )[post],
  ).toEqual({ reactions: 10, comments: 1 })
})

test('without the right the account lacks it and reading is refused, but nobody is signed out', async () => {
  const without = await connectWithout(stage, connecting, 'instagram_business_manage_insights')
  expect(connecting.lacks?.(without.limits)).toEqual([{ code: 'insights-not-allowed' }])
  expect(connecting.lacks?.({ messages: true })).toHaveLength(1)
  expect(connecting.lacks?.(access.limits)).toEqual([])
  const refused = { kind: 'rejected', reason: { code: 'right-missing' } }
  const span = { from: day('2026-11-23'), to: day('2026-11-23') }
  expect(troubleOf(await profile.read(span, without, stage.environment()))).toMatchObject(refused)
  expect(troubleOf(await audience.read(without, stage.environment()))).toMatchObject(refused)
  const asked = [{ externalId: post, publishedAt: stage.environment().now(), type: undefined }]
  expect(troubleOf(await posts.read(asked, without, stage.environment()))).toMatchObject(refused)
})
