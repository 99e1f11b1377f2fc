import { afterAll, beforeAll, expect, test } from 'vitest'

import { type Exchange, expectAsSpecified, isThere, keeping, signIn } from '../test-exchanges.ts'
import type { ClockedStage } from '../test-stand-in-stage.ts'
import { connecting } from './connect.ts'
import { publishing } from './publishing.ts'
import { carousel, smallVideo, testImage, testPost } from './test-content.ts'
import { specification } from './test-specification.ts'
import { runTo, setInstagramStage, startJob } from './test-stage.ts'
import { timeline } from './timeline.ts'

let stage: ClockedStage
const exchanges: Exchange[] = []

beforeAll(async () => {
  stage = await setInstagramStage()
  const access = await stage.connect()
  const environment = () => keeping(exchanges, stage.environment())
  const named = { collaborators: 'kindling', user_tags: 'kindling' }
  for (const content of [
    carousel,
    testPost({ text: 'One', media: [testImage('one')] }, { ...named, first_comment: 'The first' }),
    testPost({ text: 'Moving', media: [{ ...smallVideo, cover: { at: 1 } }] }, { ...named, kind: 'reel' }),
    testPost({ media: [{ ...smallVideo, cover: { picture: testImage('cover') } }] }),
    testPost({ media: [testImage('one'), smallVideo] }, named),
    testPost({ media: [smallVideo] }, { kind: 'story' }),
    testPost({ media: [testImage('one')] }, { kind: 'story' }),
  ]) {
    const job = await runTo('part 1', startJob(access, content), environment())
    await runTo(undefined, job, environment())
    await publishing.lookUp({ name: 'part 1', final: true }, job, environment())
  }
  await timeline.recent(stage.environment().now().subtract({ hours: 1 }), access, environment())
  stage.pass({ hours: 24 })
  await connecting.refresh(access, environment())
  await signIn(stage, connecting, environment())
})
afterAll(() => stage.close())

test.skipIf(!isThere(specification))('requests and answers are as the specification has them', async () => {
  expect(await expectAsSpecified(exchanges, specification)).toBeGreaterThan(40)
})

test('the posts of this file make every call there is', () => {
  const calls = exchanges.map(({ request }) => `${request.method} ${new URL(request.url).pathname.replaceAll(/\d{8,}/g, 'id')}`)
  expect([...new Set(calls)].toSorted()).toEqual([
    'GET /access_token',
    'GET /refresh_access_token',
    'GET /v25.0/id',
    'GET /v25.0/id/comments',
    'GET /v25.0/id/content_publishing_limit',
    'GET /v25.0/id/media',
    'GET /v25.0/id/stories',
    'GET /v25.0/me',
    'POST /oauth/access_token',
    'POST /v25.0/id/comments',
    'POST /v25.0/id/media',
    'POST /v25.0/id/media_publish',
  ])
})

test('a comment is never asked for fields', async () => {
  const comments = exchanges.filter(({ request: { method, url } }) => method === 'POST' && new URL(url).pathname.endsWith('/comments'))
  const sent = await Promise.all(
    comments.map(async ({ request }) => [new URL(request.url).search, [...new URLSearchParams(await request.clone().text()).keys()]]),
  )
  expect(sent).toEqual([['', ['message']]])
})

test('deleting a post is no part of this API', () => {
  expect('takeDown' in publishing).toBe(false)
})
