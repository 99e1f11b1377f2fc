import { afterAll, beforeAll, expect, test } from 'vitest'

import type { AccountAccess, NetworkEnvironment } from '../network.ts'
import { type Exchange, expectAsSpecified, isThere, keeping, signIn } from '../test-exchanges.ts'
import type { ClockedStage } from '../test-stand-in-stage.ts'
import { answering } from './answering.ts'
import { connecting } from './connect.ts'
import { inbox } from './inbox.ts'
import { insights } from './insights.ts'
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
  await useInbox(access, environment())
  await readNumbers(access, environment())
  stage.pass({ hours: 24 })
  await connecting.refresh(access, environment())
  await signIn(stage, connecting, environment())
})
afterAll(() => stage.close())

/** Everything that is asked for numbers. */
async function readNumbers(access: AccountAccess, environment: NetworkEnvironment): Promise<void> {
  const { standIn, profile } = stage
  standIn.crowd?.({ on: profile.id, figures: { followers: 500 } })
  const posts = standIn.posts({ profileId: profile.id }).filter(({ replyTo }) => replyTo === undefined)
  for (const { id } of posts) standIn.crowd?.({ on: id, figures: { impressions: 20 } })
  const to = environment.now().toZonedDateTimeISO('UTC').toPlainDate()
  await insights.profile?.read({ from: to.subtract({ days: 3 }), to }, access, environment)
  const asked = posts.map(({ id }) => ({ externalId: id, publishedAt: environment.now(), type: undefined }))
  expect(await insights.posts?.read(asked, access, environment)).toMatchObject({
    value: { posts: asked.map(({ externalId }) => ({ externalId })) },
  })
  await insights.posts?.vanishing?.(access, environment)
  await insights.audience?.read(access, environment)
}

/** Everything that is asked for the inbox. */
async function useInbox(access: AccountAccess, environment: NetworkEnvironment): Promise<void> {
  const { standIn, friend, profile } = stage
  const images = [{ bytes: new Uint8Array([1]), mimeType: 'image/jpeg', alt: '' }]
  const post = standIn.act({ kind: 'post', by: profile.id, text: 'Spring teas', images }).id
  const comment = standIn.act({ kind: 'reply', by: friend.id, post, text: 'Is there oolong?' }).id
  const media = standIn.act({ kind: 'post', by: friend.id, text: 'Tea at @campfire', images }).id
  const named = standIn.act({ kind: 'reply', by: friend.id, post: media, text: '@campfire look' }).id
  standIn.act({ kind: 'message', by: friend.id, to: profile.id, text: 'Hello?' })
  await inbox.subscribe?.(access, environment)
  const since = environment.now().subtract({ hours: 24 })
  for (const { name } of inbox.sources) await inbox.read({ source: name, cursor: undefined, since }, access, environment)
  await inbox.hide?.({ externalId: comment, kind: 'comment', answerTo: undefined, hidden: true }, access, environment)
  const targets = [
    { kind: 'comment', to: { on: comment } },
    { kind: 'mention', to: { media } },
    { kind: 'message', to: { to: friend.id } },
    { kind: 'message', to: { comment, from: friend.id } },
  ] as const
  for (const answers of targets) {
    const content = { ...testPost({ text: 'It is' }), answers }
    const job = { access, content, prepared: answering.publishing.prepare(content, environment.now()), results: {} }
    const step = { name: 'answer 1', final: true }
    await answering.publishing.perform(step, job, environment)
    await answering.publishing.lookUp(step, job, environment)
  }
  const time = environment.now().epochMilliseconds / 1000
  const events = [{ media_id: media }, { media_id: media, comment_id: named }].map((value) => ({ time, field: 'mentions', value }))
  const commented = { time, field: 'comments', value: { id: '18', from: { id: friend.id }, media: { id: post } } }
  const unknown = { known: async () => new Map(), people: async () => new Set<string>() }
  await inbox.told?.({ events: [...events, commented], ...unknown }, access, environment)
}

test.skipIf(!isThere(specification))('requests and answers are as the specification has them', async () => {
  expect(await expectAsSpecified(exchanges, specification)).toBeGreaterThan(60)
})

test('the posts of this file make every call there is', () => {
  const calls = exchanges.map(({ request }) => `${request.method} ${new URL(request.url).pathname.replaceAll(/\d{8,}/g, 'id')}`)
  expect([...new Set(calls)].toSorted()).toEqual([
    'GET /access_token',
    'GET /refresh_access_token',
    'GET /v25.0/id',
    'GET /v25.0/id/comments',
    'GET /v25.0/id/content_publishing_limit',
    'GET /v25.0/id/conversations',
    'GET /v25.0/id/insights',
    'GET /v25.0/id/media',
    'GET /v25.0/id/replies',
    'GET /v25.0/id/stories',
    'GET /v25.0/id/tags',
    'GET /v25.0/me',
    'GET /v25.0/t_id_id/messages',
    'POST /oauth/access_token',
    'POST /v25.0/id',
    'POST /v25.0/id/comments',
    'POST /v25.0/id/media',
    'POST /v25.0/id/media_publish',
    'POST /v25.0/id/mentions',
    'POST /v25.0/id/messages',
    'POST /v25.0/id/replies',
    'POST /v25.0/id/subscribed_apps',
  ])
})

test('a comment is never asked for fields', async () => {
  const comments = exchanges.filter(
    ({ request: { method, url } }) => method === 'POST' && /\/(?:comments|replies)$/.test(new URL(url).pathname),
  )
  const sent = await Promise.all(
    comments.map(async ({ request }) => [new URL(request.url).search, [...new URLSearchParams(await request.clone().text()).keys()]]),
  )
  expect(sent.length).toBeGreaterThan(1)
  expect(sent.filter(([search, names]) => search !== '' || String(names) !== 'message')).toEqual([])
})

test('deleting a post is no part of this API', () => {
  expect('takeDown' in publishing).toBe(false)
})
