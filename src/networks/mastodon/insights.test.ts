import { readFileSync } from 'node:fs'

import { afterAll, beforeAll, expect, test } from 'vitest'

import type { AccountAccess } from '../network.ts'
import { figuresByPost, figuresOf } from '../test-figures.ts'
import type { StandInStage } from '../test-stand-in-stage.ts'
import { valueOf } from '../test-steps.ts'
import { insights } from './insights.ts'
import { setMastodonStage } from './test-stage.ts'

let stage: StandInStage
let old: StandInStage
beforeAll(async () => {
  stage = await setMastodonStage({ rates: false })
  old = await setMastodonStage({ rates: false, lists: false, quotes: false })
})
afterAll(() => Promise.all([stage?.close(), old?.close()]))

async function read(on: StandInStage, ids: readonly string[], fetch?: typeof globalThis.fetch) {
  const asked = ids.map((externalId) => ({ externalId, publishedAt: Temporal.Now.instant(), type: undefined }))
  return insights.posts.read(asked, await on.connect(), on.environment(fetch ? { fetch } : {}))
}

function answering(body: unknown, status = 200): typeof globalThis.fetch {
  return async () => Response.json(body, { status })
}

const post = ({ standIn, profile }: StandInStage, text: string) => standIn.act({ kind: 'post', by: profile.id, text }).id

test('what people here did with a post, and what many did, is counted, by a list or one by one on an older server', async () => {
  for (const on of [stage, old]) {
    const { standIn, friend } = on
    const [one, dropped] = [post(on, 'Spring teas are here'), post(on, 'Never mind')]
    standIn.act({ kind: 'like', by: friend.id, post: one })
    standIn.act({ kind: 'repost', by: friend.id, post: one })
    standIn.act({ kind: 'reply', by: friend.id, post: one, text: 'Which?' })
    standIn.act({ kind: 'delete', by: on.profile.id, post: dropped })
    standIn.crowd?.({ on: one, figures: { reactions: 41, shares: 4 } })
    const reading = valueOf(await read(on, [one, dropped]))
    const figures = figuresByPost(reading)
    expect(figures).toEqual({ [one]: { reactions: 42, comments: 1, shares: 5 } })
    expect(Object.keys(figures[one] ?? {})).toEqual(insights.posts.sources.map(({ metric }) => metric))
    expect(reading).toMatchObject({ posts: [{ type: 'text' }], gone: [dropped] })
    expect(standIn.posts({ profileId: on.profile.id }).find(({ id }) => id === one)).toMatchObject({ likes: 42, reposts: 5 })
  }
})

test('who follows is a level of this moment; a server that hides it tells nothing', async () => {
  const { standIn, profile, friend } = stage
  standIn.act({ kind: 'follow', by: friend.id, profile: profile.id })
  standIn.crowd?.({ on: profile.id, figures: { followers: 1200 } })
  const access: AccountAccess = await stage.connect()
  expect(figuresOf(valueOf(await insights.profile.read(undefined, access, stage.environment())))).toEqual({ followers: 1201 })
  expect(
    valueOf(
      await insights.profile.read(
        undefined,
        access,
        stage.environment({ fetch: answering({ id: '1', username: 'campfire', followers_count: -1 }) }),
      ),
    ),
  ).toEqual({ figures: [] })
  expect(() => standIn.crowd?.({ on: profile.id, figures: { impressions: 1 } })).toThrow('Nobody counts impressions')
})

const status = JSON.parse(readFileSync(new URL('fixtures/status.json', import.meta.url), 'utf8'))
const [picture] = status.media_attachments

test.each([
  ['image', {}],
  ['gallery', { media_attachments: [picture, picture] }],
  ['video', { media_attachments: [{ ...picture, type: 'video' }] }],
  ['poll', { media_attachments: [], poll: { id: '1' } }],
  ['link', { media_attachments: [], card: { url: 'https://hearth.example' } }],
  ['text', { media_attachments: [] }],
  [undefined, { media_attachments: [{ ...picture, type: 'audio' }] }],
])('a post as the documentation has it, of a server without quotes, is known as %s', async (type, changes) => {
  const { posts } = valueOf(await read(stage, [status.id], answering([{ ...status, ...changes }])))
  expect(posts.map((each) => each.type)).toEqual([type])
  expect(figuresOf({ figures: posts[0]?.figures ?? [] })).toEqual({ reactions: 3, comments: 1, shares: 2 })
})

test('a sign-in without the right to read loses nothing else', async () => {
  expect(await read(stage, ['1'], answering({ error: 'This action is outside the authorized scopes' }, 403))).toMatchObject({
    ok: false,
    trouble: { kind: 'rejected', reason: { code: 'right-missing' } },
  })
})
