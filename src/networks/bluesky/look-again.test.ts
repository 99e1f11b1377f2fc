import { afterAll, beforeAll, expect, test } from 'vitest'

import type { AccountAccess } from '../network.ts'
import { lookFor } from '../test-look-again.ts'
import { type StandInStage, standInStage } from '../test-stand-in-stage.ts'
import { inbox } from './inbox.ts'
import { bluesky } from './index.ts'
import { standIn as kind } from './stand-in.ts'

let stage: StandInStage
let access: AccountAccess
let post: string
beforeAll(async () => {
  stage = await standInStage({ network: bluesky, kind, content: { parts: [], languages: [], settings: {} } })
  access = await stage.connect()
  post = stage.standIn.act({ kind: 'post', by: stage.profile.id, text: 'Spring teas are here' }).id
})
afterAll(() => stage?.close())

const byFriend = (text: string) => stage.standIn.act({ kind: 'reply', by: stage.friend.id, post, text }).id

function look(ids: readonly string[], fetch?: typeof globalThis.fetch) {
  return lookFor(ids, { inbox, access, environment: stage.environment(fetch ? { fetch } : {}) })
}

test('of many posts asked for at once, those that were deleted are missing', async () => {
  const ids = Array.from({ length: 25 }, (_, index) => byFriend(`Word ${index}`))
  const [dropped = ''] = ids
  stage.standIn.act({ kind: 'delete', by: stage.friend.id, post: dropped })
  const there = ids.slice(1).map((externalId) => ({ externalId }))
  expect(await look(ids)).toEqual({ ok: true, value: { found: there, missing: [dropped] } })
})

test('what the app does not show is there as long as its record is; where no repository is found, nothing is said', async () => {
  const [hidden, away] = [byFriend('Seen by few'), byFriend('From nowhere').replace(stage.friend.id, 'did:plc:nobodyoffthispds')]
  const { fetch } = stage.environment()
  const shows = (shown: readonly string[]) =>
    (async (input, init) => {
      const isList = new Request(input).url.includes('app.bsky.feed.getPosts')
      return isList ? Response.json({ posts: shown.map((uri) => ({ uri })) }) : fetch(input, init)
    }) satisfies typeof globalThis.fetch
  expect(await look([hidden, away], shows([]))).toEqual({ ok: true, value: { found: [{ externalId: hidden }], missing: [] } })
})

const failing = (status: number) => look([byFriend('Hello?')], async () => new Response('', { status }))

test('a server that does not answer says nothing of what is there', async () => {
  expect(await failing(502)).toMatchObject({ ok: false, trouble: { kind: 'unavailable' } })
  expect(await failing(429)).toMatchObject({ ok: false, trouble: { kind: 'slow-down' } })
})
