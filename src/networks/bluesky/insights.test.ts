import { afterAll, beforeAll, expect, test } from 'vitest'

import type { AccountAccess, PostContent } from '../network.ts'
import { figuresByPost, figuresOf } from '../test-figures.ts'
import { type StandInStage, standInStage } from '../test-stand-in-stage.ts'
import { stepsOf, valueOf } from '../test-steps.ts'
import { bluesky } from './index.ts'
import { insights } from './insights.ts'
import { publishing } from './publishing.ts'
import { standIn as kind } from './stand-in.ts'

let stage: StandInStage
let access: AccountAccess
beforeAll(async () => {
  stage = await standInStage({ network: bluesky, kind, content: { parts: [], languages: [], settings: {} } })
  access = await stage.connect()
})
afterAll(() => stage?.close())

function read(ids: readonly string[], fetch?: typeof globalThis.fetch) {
  const asked = ids.map((externalId) => ({ externalId, publishedAt: Temporal.Now.instant(), type: undefined }))
  return insights.posts.read(asked, access, stage.environment(fetch ? { fetch } : {}))
}

const span = { from: Temporal.PlainDate.from('2026-11-24'), to: Temporal.PlainDate.from('2026-11-24') }
const post = (text: string) => stage.standIn.act({ kind: 'post', by: stage.profile.id, text }).id

test('what people here did with a post, and what many did, is counted', async () => {
  const { standIn, friend } = stage
  const one = post('Spring teas are here')
  standIn.act({ kind: 'like', by: friend.id, post: one })
  standIn.act({ kind: 'repost', by: friend.id, post: one })
  standIn.act({ kind: 'reply', by: friend.id, post: one, text: 'Which?' })
  standIn.crowd?.({ on: one, figures: { reactions: 41, shares: 4, saves: 3 } })
  const figures = figuresByPost(valueOf(await read([one])))[one] ?? {}
  expect(figures).toEqual({ reactions: 42, comments: 1, shares: 5, saves: 3 })
  expect(Object.keys(figures)).toEqual(insights.posts.sources.map(({ metric }) => metric))
  expect(standIn.posts({ profileId: stage.profile.id })[0]).toMatchObject({ likes: 42, reposts: 5 })
})

test('who follows is a level of this moment', async () => {
  const { standIn, profile, friend } = stage
  standIn.act({ kind: 'follow', by: friend.id, profile: profile.id })
  standIn.crowd?.({ on: profile.id, figures: { followers: 1200 } })
  expect(figuresOf(valueOf(await insights.profile.read(span, access, stage.environment())))).toEqual({ followers: 1201 })
  expect(() => standIn.crowd?.({ on: profile.id, figures: { impressions: 1 } })).toThrow('Nobody counts impressions')
})

test('what was deleted is gone; what is only not shown is told nothing of, and a number that is left out is no 0', async () => {
  const [kept, dropped] = [post('Stays'), post('Goes')]
  stage.standIn.act({ kind: 'delete', by: stage.profile.id, post: dropped })
  expect(valueOf(await read([kept, dropped]))).toMatchObject({ posts: [{ externalId: kept }], gone: [dropped] })
  const { fetch } = stage.environment()
  const showing = (posts: readonly unknown[]): typeof globalThis.fetch => {
    return async (input, init) => (new Request(input, init).url.includes('getPosts') ? Response.json({ posts }) : fetch(input, init))
  }
  expect(valueOf(await read([kept], showing([])))).toEqual({ posts: [], gone: [] })
  const little = [{ uri: kept, likeCount: 2, repostCount: 1 }]
  expect(figuresByPost(valueOf(await read([kept], showing(little))))).toEqual({ [kept]: { reactions: 2 } })
})

const picture = (mediaId: string) =>
  ({ kind: 'image', mediaId, mimeType: 'image/png', bytes: 100, width: 64, height: 48, alt: '' }) as const
const link = { url: 'https://hearth.example/menu', title: 'Menu', description: '' }

test.each([
  ['text', { media: [] }],
  ['image', { media: [picture('fire')] }],
  ['gallery', { media: [picture('fire'), picture('tea')] }],
  ['link', { media: [], link }],
])('a post is known as %s', async (type, part) => {
  const content: PostContent = { parts: [{ text: 'Tonight', ...part }], languages: ['en'], settings: {} }
  const { startJob, runTo } = stepsOf(publishing)
  const job = await runTo(undefined, startJob(access, content, Temporal.Now.instant()), stage.environment())
  const { externalId } = publishing.published(job)
  expect(valueOf(await read([externalId]))).toMatchObject({ posts: [{ externalId, type }] })
})
