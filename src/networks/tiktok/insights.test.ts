import { afterAll, beforeAll, expect, test } from 'vitest'

import type { AccountAccess, NetworkEnvironment } from '../network.ts'
import { figuresByPost, figuresOf } from '../test-figures.ts'
import { connectWithout } from '../test-sign-in.ts'
import type { ClockedStage } from '../test-stand-in-stage.ts'
import { troubleOf, valueOf } from '../test-steps.ts'
import { connecting } from './connect.ts'
import { insights } from './insights.ts'
import { publishing } from './publishing.ts'
import { chosen, video } from './test-content.ts'
import { runTo, setTiktokStage, startJob } from './test-stage.ts'

let stage: ClockedStage
let access: AccountAccess
let post: string
beforeAll(async () => {
  stage = await setTiktokStage()
  access = await stage.connect()
  const { standIn, friend } = stage
  post = publishing.published(
    await runTo(undefined, startJob(access, { ...video, settings: { ...chosen, allow_comment: true } }), stage.environment()),
  ).externalId
  standIn.act({ kind: 'follow', by: friend.id, profile: stage.profile.id })
  standIn.act({ kind: 'like', by: friend.id, post })
  standIn.act({ kind: 'repost', by: friend.id, post })
  standIn.act({ kind: 'reply', by: friend.id, post, text: 'Which oven?' })
  standIn.crowd?.({ on: post, figures: { videoViews: 1000, reactions: 9, comments: 2 } })
  standIn.crowd?.({ on: stage.profile.id, figures: { followers: 4_200 } })
})
afterAll(() => stage?.close())

const readProfile = (whose = access) => {
  const day = Temporal.PlainDate.from('2026-11-24')
  return insights.profile?.read({ from: day, to: day }, whose, stage.environment()) ?? { ok: true as const, value: { figures: [] } }
}
const readPosts = (ids: readonly string[], environment: NetworkEnvironment = stage.environment()) => {
  const asked = ids.map((externalId) => ({ externalId, publishedAt: environment.now(), type: undefined }))
  return insights.posts?.read(asked, access, environment) ?? { ok: true as const, value: { posts: [] } }
}

test('how many follow is a level of this moment', async () => {
  expect(valueOf(await readProfile()).figures).toEqual([{ metric: 'followers', value: 4_201 }])
})

test('of a public post is told what everybody sees; what has no id of its own is not asked about, and nothing counts as gone', async () => {
  const reading = valueOf(await readPosts(['v_pub_file~v2.123', '7600000000000000001', post]))
  expect(Object.keys(reading)).toEqual(['posts'])
  const figures = figuresByPost(reading)
  expect(Object.keys(figures)).toEqual([post])
  expect(figures[post]).toMatchObject({ reactions: 10, comments: 3, shares: 1 })
  expect(figures[post]?.videoViews).toBeGreaterThanOrEqual(1000)
  const offline = stage.environment({ fetch: () => Promise.reject(new Error('Nothing may be asked.')) })
  expect(valueOf(await readPosts(['v_pub_file~v2.123'], offline))).toEqual({ posts: [] })
})

test('a number that is left out is not told', async () => {
  const little = { data: { videos: [{ id: post, view_count: 7 }] }, error: { code: 'ok', message: '', log_id: '' } }
  const environment = stage.environment({ fetch: async () => Response.json(little) })
  expect(figuresByPost(valueOf(await readPosts([post], environment)))).toEqual({ [post]: { videoViews: 7 } })
})

test('without the right the account lacks it and how many follow is refused, but nobody is signed out', async () => {
  const without = await connectWithout(stage, connecting, 'user.info.stats')
  expect(connecting.lacks?.(without.limits)).toEqual([{ code: 'insights-not-allowed' }])
  expect(connecting.lacks?.({ maxSeconds: 600 })).toHaveLength(1)
  expect(connecting.lacks?.(access.limits)).toEqual([])
  expect(valueOf((await connecting.readLimits?.(access, stage.environment())) ?? { ok: true, value: {} })).toEqual(access.limits)
  expect(troubleOf(await readProfile(without))).toMatchObject({ kind: 'rejected', reason: { code: 'insights-not-allowed' } })
  expect(figuresOf(valueOf(await readProfile()))).toEqual({ followers: 4_201 })
})
