import { afterAll, beforeAll, expect, test } from 'vitest'

import type { AccountAccess, NetworkEnvironment } from '../network.ts'
import { figuresByPost, figuresOf } from '../test-figures.ts'
import { connectWithout } from '../test-sign-in.ts'
import type { ClockedStage } from '../test-stand-in-stage.ts'
import { troubleOf, valueOf } from '../test-steps.ts'
import { profile } from './channel-insights.ts'
import { connecting } from './connect.ts'
import { answering, googleError, setYouTubeStage } from './test-stage.ts'
import { posts } from './video-insights.ts'

let stage: ClockedStage
let access: AccountAccess
let video: string
beforeAll(async () => {
  // On the Pacific coast it is still the 27th, also for the channel.
  stage = await setYouTubeStage({ begin: '2026-11-28T06:00:00Z' })
  const { standIn, friend } = stage
  const images = [{ bytes: new Uint8Array([1]), mimeType: 'image/jpeg', alt: '' }]
  video = standIn.act({ kind: 'post', by: stage.profile.id, text: 'Bread at dawn', images }).id
  standIn.act({ kind: 'follow', by: friend.id, profile: stage.profile.id })
  standIn.act({ kind: 'like', by: friend.id, post: video })
  standIn.act({ kind: 'reply', by: friend.id, post: video, text: 'Is it good?' })
  standIn.crowd?.({ on: video, figures: { videoViews: 1000, watchSeconds: 6000, reactions: 9, shares: 4 } })
  standIn.crowd?.({ on: stage.profile.id, figures: { followers: 12_345 } })
  standIn.crowd?.({ on: stage.profile.id, figures: { followers: -3 } })
  stage.pass({ hours: 72 })
  access = await stage.connect()
})
afterAll(() => stage?.close())

const day = (written: string) => Temporal.PlainDate.from(written)
const read = (whose = access, fetch?: typeof globalThis.fetch) =>
  profile.read({ from: day('2026-11-25'), to: day('2026-11-30') }, whose, stage.environment(fetch ? { fetch } : {}))
const readPosts = (ids: readonly string[], environment: NetworkEnvironment = stage.environment(), whose = access) =>
  posts.read(
    ids.map((externalId) => ({ externalId, publishedAt: environment.now(), type: undefined })),
    whose,
    environment,
  )

test('days are those of the Pacific coast, as far as reports know of them; subscribers are told rounded, as of now', async () => {
  const reading = valueOf(await read())
  expect(reading.uses).toEqual([{ name: 'units', amount: 1 }])
  expect([...new Set(reading.figures.flatMap((figure) => figure.day?.toString() ?? []))]).toEqual(['2026-11-27', '2026-11-28'])
  expect(figuresOf(reading)).toEqual({ followers: 12_300 })
  const figures = figuresOf(reading, '2026-11-27')
  expect(figures).toMatchObject({ followersGained: 12_346, followersLost: 3, reactions: 10, comments: 1, shares: 4 })
  expect(figures.videoViews).toBeGreaterThan(1000)
  expect(figures.watchSeconds).toBeGreaterThan(6000)
  expect([...Object.keys(figures), 'followers'].toSorted()).toEqual(profile.sources.map(({ metric }) => metric).toSorted())
})

test('what everybody sees is counted at once, and what only reports know follows days later; what was deleted is gone', async () => {
  const images = [{ bytes: new Uint8Array([1]), mimeType: 'image/jpeg', alt: '' }]
  const fresh = stage.standIn.act({ kind: 'post', by: stage.profile.id, text: 'Just now', images }).id
  stage.standIn.crowd?.({ on: fresh, figures: { videoViews: 50, shares: 7 } })
  const reading = valueOf(await readPosts([video, fresh, 'dQw4w9WgXcQ']))
  expect(reading.gone).toEqual(['dQw4w9WgXcQ'])
  expect(reading.uses).toEqual([{ name: 'units', amount: 1 }])
  const figures = figuresByPost(reading)
  expect(figures[video]).toMatchObject({ reactions: 10, comments: 1, shares: 4 })
  expect(Object.keys(figures[video] ?? {}).toSorted()).toEqual(posts.sources.map(({ metric }) => metric).toSorted())
  expect(figures[fresh]).toEqual({ videoViews: 50, reactions: 0, comments: 0 })
})

test('a number that YouTube hides is left out', async () => {
  const hidden = { items: [{ id: access.externalId, statistics: { subscriberCount: '0', hiddenSubscriberCount: true } }] }
  const channels = answering(
    stage,
    ({ url }) => url.includes('/channels'),
    () => Response.json(hidden),
  )
  expect(figuresOf(valueOf(await read(access, channels)))).toEqual({})
  const silent = answering(
    stage,
    ({ url }) => url.includes('/videos'),
    () => Response.json({ items: [{ id: video, statistics: { viewCount: '7' } }] }),
  )
  const figures = figuresByPost(valueOf(await readPosts([video], stage.environment({ fetch: silent }))))[video] ?? {}
  expect(Object.keys(figures).toSorted()).toEqual(['shares', 'videoViews', 'watchSeconds'])
})

test('without the right, or the API switched on, reports are refused and nobody is signed out; what everybody sees is told all the same', async () => {
  const without = await connectWithout(stage, connecting, 'yt-analytics.readonly')
  expect(connecting.lacks?.(without.limits)).toEqual([{ code: 'insights-not-allowed' }])
  expect(connecting.lacks?.({ audited: true })).toHaveLength(1)
  expect(connecting.lacks?.(access.limits)).toEqual([])
  expect(valueOf((await connecting.readLimits?.(access, stage.environment())) ?? { ok: true, value: {} })).toEqual(access.limits)
  expect(troubleOf(await read(without))).toMatchObject({ kind: 'rejected', reason: { code: 'insights-not-allowed' } })
  expect(Object.keys(figuresByPost(valueOf(await readPosts([video], stage.environment(), without)))[video] ?? {})).toHaveLength(3)
  const off = answering(
    stage,
    ({ url }) => url.includes('/v2/reports'),
    () => googleError(403, 'accessNotConfigured'),
  )
  expect(troubleOf(await read(access, off))).toMatchObject({ kind: 'rejected', reason: { code: 'analytics-not-enabled' } })
  const used = answering(
    stage,
    ({ url }) => url.includes('/v2/reports'),
    () => googleError(403, 'rateLimitExceeded'),
  )
  expect(troubleOf(await readPosts([video], stage.environment({ fetch: used })))).toMatchObject({ kind: 'slow-down' })
})
