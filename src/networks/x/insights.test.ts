import { afterEach, beforeEach, expect, test } from 'vitest'

import type { AccountAccess, PostsReading } from '../network.ts'
import { figuresByPost, figuresOf } from '../test-figures.ts'
import type { StandInStage } from '../test-stand-in-stage.ts'
import { insights } from './insights.ts'
import { setXStage, standingClock, valueOf } from './test-stage.ts'

let stage: StandInStage
let clock: ReturnType<typeof standingClock>
let access: AccountAccess
beforeEach(async () => {
  clock = standingClock()
  stage = await setXStage({ now: clock.now })
  access = await stage.connect()
})
afterEach(() => stage.close())

const day = 24 * 60 * 60
const published = new Map<string, Temporal.Instant>()

function post(text: string): string {
  clock.pass(1)
  const { id } = stage.standIn.act({ kind: 'post', by: stage.profile.id, text })
  published.set(id, clock.now())
  return id
}

async function read(ids: readonly string[], fetch?: typeof globalThis.fetch): Promise<PostsReading> {
  const asked = ids.map((externalId) => ({ externalId, publishedAt: published.get(externalId) ?? clock.now(), type: undefined }))
  return valueOf(await insights.posts.read(asked, access, stage.environment(fetch ? { fetch } : {})))
}

test('what people here did with a post, and what many did, is counted; posts of one day are read in one go', async () => {
  const { standIn, friend } = stage
  const [one, other] = [post('Spring teas: example.com/teas'), post('And cups')]
  standIn.act({ kind: 'like', by: friend.id, post: one })
  standIn.act({ kind: 'repost', by: friend.id, post: one })
  standIn.act({ kind: 'reply', by: friend.id, post: one, text: 'Which?' })
  const before = await read([one])
  standIn.crowd?.({ on: one, figures: { impressions: 900, reactions: 41, shares: 4, saves: 3, clicks: 17 } })
  const after = await read([one, other])
  const { impressions = 0, saves = 0, clicks = 0 } = figuresByPost(before)[one] ?? {}
  expect(figuresByPost(before)[one]).toMatchObject({ reactions: 1, comments: 1, shares: 1 })
  expect(figuresByPost(after)[one]).toEqual({
    impressions: impressions + 900,
    reactions: 42,
    comments: 1,
    shares: 5,
    saves: saves + 3,
    clicks: clicks + 17,
  })
  expect(after).toMatchObject({ posts: [{ type: 'link' }, { externalId: other, type: 'text' }], cost: 0.002 })
  expect(standIn.posts({ profileId: stage.profile.id }).find(({ id }) => id === one)).toMatchObject({ likes: 42, reposts: 5 })
})

test('of what is older than thirty days no clicks are told, and everything else', async () => {
  const one = post('Spring teas: example.com/teas')
  clock.pass(30 * day)
  access = await stage.connect()
  expect(Object.keys(figuresByPost(await read([one, post('New')]))[one] ?? {}).toSorted()).toEqual([
    'comments',
    'impressions',
    'reactions',
    'saves',
    'shares',
  ])
})

test('what lies between two posts far apart is not paid for', async () => {
  const first = post('First')
  clock.pass(2 * day)
  post('Between')
  clock.pass(2 * day)
  const last = post('Last')
  access = await stage.connect()
  expect(await read([last, first])).toMatchObject({ posts: [{ externalId: last }, { externalId: first }], cost: 0.002 })
})

test('what is not in the list is asked for by its id, at the full price: what was deleted is gone', async () => {
  const [kept, dropped] = [post('Stays'), post('Goes')]
  const under = stage.standIn.act({ kind: 'reply', by: stage.profile.id, post: kept, text: 'As I said' }).id
  stage.standIn.act({ kind: 'delete', by: stage.profile.id, post: dropped })
  const reading = await read([kept, dropped, under])
  expect(reading).toMatchObject({ posts: [{ externalId: kept }, { externalId: under }], gone: [dropped] })
  expect(reading.cost).toBeCloseTo(0.006)
})

test('who follows is a level of this moment, and costs', async () => {
  const { standIn, profile, friend } = stage
  standIn.act({ kind: 'follow', by: friend.id, profile: profile.id })
  standIn.crowd?.({ on: profile.id, figures: { followers: 1200 } })
  const reading = valueOf(await insights.profile.read(undefined, access, stage.environment()))
  expect([figuresOf(reading), reading.cost]).toEqual([{ followers: 1201 }, 0.01])
})

/** As X's guides write it, which have the older names. */
const film = {
  data: [
    {
      id: '1346889436626259969',
      text: 'A film',
      attachments: { media_keys: ['13_1'] },
      public_metrics: { retweet_count: 2, reply_count: 1, like_count: 3, quote_count: 1, bookmark_count: 0, impression_count: 900 },
      non_public_metrics: { impression_count: 900, url_link_clicks: 5, user_profile_clicks: 2, engagements: 14 },
    },
  ],
  includes: { media: [{ media_key: '13_1', type: 'video', public_metrics: { view_count: 640 } }] },
  meta: { result_count: 1 },
}

test('a film tells everything that there is a source for', async () => {
  const { posts } = await read(['1346889436626259969'], async () => Response.json(film))
  const figures = figuresOf({ figures: posts[0]?.figures ?? [] })
  expect(figures).toEqual({ impressions: 900, reactions: 3, comments: 1, shares: 3, saves: 0, clicks: 5, videoViews: 640 })
  expect(Object.keys(figures)).toEqual(insights.posts.sources.map(({ metric }) => metric))
  expect(posts[0]?.type).toBe('video')
})
