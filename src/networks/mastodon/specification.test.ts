import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { AccountAccess, Delivery, NetworkEnvironment, PostContent, PostImage } from '../network.ts'
import { type Exchange, isThere, keeping, specifications } from '../test-exchanges.ts'
import type { SpecificationChecker } from '../test-specification.ts'
import type { StandInStage } from '../test-stand-in-stage.ts'
import { connecting } from './connect.ts'
import { inbox } from './inbox.ts'
import { mentions } from './mentions.ts'
import { publishing } from './publishing.ts'
import { specification } from './test-specification.ts'
import { setMastodonStage } from './test-stage.ts'
import { timeline } from './timeline.ts'

describe.skipIf(!isThere(specification))('the published API document', () => {
  let stage: StandInStage
  let document: SpecificationChecker
  const exchanges: Exchange[] = []

  beforeAll(async () => {
    stage = await setMastodonStage()
    document = specification.open(specifications)
    await doEverything(stage, keeping(exchanges, stage.environment()).fetch)
  })
  afterAll(() => stage?.close())

  test('describes every request that Hearth sends', async () => {
    const wrong = await Promise.all(exchanges.map(({ request }) => document.wrongWith(request.clone())))
    expect(wrong.flat()).toEqual([])
    expect(new Set(exchanges.map(({ request }) => `${request.method} ${placeOf(request)}`))).toEqual(new Set(everything))
  })

  test('describes what the stand-in answers', async () => {
    const wrong = await Promise.all(exchanges.map(({ request, response }) => document.wrongWithAnswer(request.clone(), response.clone())))
    expect(wrong.flat()).toEqual([])
  })

  test('says no to a post without its status', async () => {
    const request = new Request('https://mastodon.example/api/v1/statuses', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer x' },
      body: JSON.stringify({ visibility: 'everybody' }),
    })
    expect(await document.wrongWith(request)).not.toEqual([])
  })
})

const everything = [
  'GET /api/v2/instance',
  'POST /api/v1/apps',
  'GET /.well-known/oauth-authorization-server',
  'POST /oauth/token',
  'GET /api/v1/accounts/verify_credentials',
  'POST /api/v2/media',
  'POST /api/v1/statuses',
  'GET /api/v1/accounts/{id}/statuses',
  'GET /api/v1/statuses/{id}/source',
  'PUT /api/v1/statuses/{id}',
  'DELETE /api/v1/statuses/{id}',
  'GET /api/v1/statuses',
  'GET /api/v1/statuses/{id}',
  'GET /api/v1/statuses/{id}/context',
  'GET /api/v1/notifications',
  'GET /api/v1/media/{id}',
  'GET /api/v2/search',
  'GET /api/v1/accounts/search',
  'POST /oauth/revoke',
]

function placeOf(request: Request): string {
  return new URL(request.url).pathname.replace(/\/\d{10,}/, '/{id}')
}

/** Connects twice, posts of every kind, looks them up, reads the profile, deletes, and ends the grant. */
async function doEverything(stage: StandInStage, fetch: typeof globalThis.fetch): Promise<void> {
  await connect(stage, fetch)
  const access = await connect(stage, fetch)
  const environment = stage.environment({ fetch })
  const { id } = stage.standIn.act({ kind: 'post', by: stage.friend.id, text: 'Tea is ready' })
  const quoting: PostContent = {
    parts: [{ text: 'A quote', media: [] }],
    languages: [],
    settings: { quote: `https://mastodon.example/@kindling/${id}`, quotes: 'followers' },
  }
  await mentions.find('kind', access, environment)
  for (const content of [...kinds, quoting]) {
    const job = await publish({ access, content, prepared: publishing.prepare(content, environment.now()), results: {} }, stage, fetch)
    await publishing.lookUp({ name: 'part 1', final: true }, { ...job, results: {} }, environment)
    await publishing.edit?.apply({ job, after: { ...content, languages: ['en'] } }, environment)
    await publishing.takeDown?.(job, environment)
    await publishing.takeDown?.(job, environment)
  }
  await readInbox({ access, environment }, stage)
  await timeline.recent(environment.now().subtract({ hours: 1 }), access, environment)
  await publishing.perform({ name: 'ready 1.1', final: false }, await uploaded(access, stage, fetch), environment)
  await connecting.refresh(access, environment)
  await connecting.readLimits?.(access, environment)
  await connecting.revoke(access, environment)
}

async function readInbox(
  at: { access: AccountAccess; environment: NetworkEnvironment },
  { standIn, friend, profile }: StandInStage,
): Promise<void> {
  const post = standIn.act({ kind: 'post', by: profile.id, text: 'Tea is ready' }).id
  const comment = standIn.act({ kind: 'reply', by: friend.id, post, text: 'Which one?' }).id
  standIn.act({ kind: 'repost', by: friend.id, post })
  standIn.act({ kind: 'reply', by: profile.id, post: comment, text: 'Oolong' })
  const since = at.environment.now().subtract({ hours: 1 })
  for (const source of ['notifications', 'own']) {
    const first = await inbox.read({ source, cursor: undefined, since }, at.access, at.environment)
    if (!first.ok) throw new Error(JSON.stringify(first.trouble))
    await inbox.read({ source, cursor: first.value.cursor, since }, at.access, at.environment)
  }
  const items = [comment, '1000000000001'].map((externalId) => ({ externalId, kind: 'comment' as const, answerTo: undefined }))
  await inbox.lookingAgain?.look(items, at.access, at.environment)
}

const image: PostImage = {
  kind: 'image',
  mediaId: 'a',
  mimeType: 'image/png',
  bytes: 100,
  width: 640,
  height: 480,
  alt: 'A fire',
  focus: { x: 0.2, y: 0.9 },
}
const kinds: readonly PostContent[] = [
  {
    parts: [
      { text: 'First https://hearth.example 開幕', media: [] },
      { text: 'Second', media: [] },
    ],
    languages: ['zh-TW'],
    settings: {},
  },
  { parts: [{ text: 'With images', media: [image, image] }], languages: [], settings: { spoiler: 'Fire', visibility: 'private' } },
  {
    parts: [{ text: '', media: [{ ...image, animated: true }, image] }],
    languages: ['en'],
    settings: { sensitive: true, visibility: 'unlisted' },
  },
  {
    parts: [{ text: 'Which?', media: [], poll: { options: ['One', 'Two'], minutes: 60, multiple: true } }],
    languages: ['en'],
    settings: {},
  },
]

async function connect(stage: StandInStage, fetch: typeof globalThis.fetch): Promise<AccountAccess> {
  const request = { ...stage.request('oauth', { server: stage.origin }), fetch }
  const begun = await connecting.begin(request)
  if (!begun.ok || !('redirect' in begun.value)) throw new Error(JSON.stringify(begun))
  const back = new URL(await stage.standIn.approve(begun.value.redirect, { profileId: stage.profile.id }))
  const finished = await connecting.finish({ ...request, parameters: Object.fromEntries(back.searchParams), pending: begun.value.pending })
  if (!finished.ok) throw new Error(JSON.stringify(finished))
  const { externalId, settings, limits = {}, secret } = finished.value
  return { externalId, settings, limits, secret: secret.value }
}

async function publish(start: Delivery, stage: StandInStage, fetch: typeof globalThis.fetch): Promise<Delivery> {
  let job = start
  for (let step = publishing.nextStep(job); step; step = publishing.nextStep(job)) {
    const done = await publishing.perform(step, job, stage.environment({ fetch }))
    if (!done.ok) throw new Error(JSON.stringify(done))
    job = { ...job, results: { ...job.results, [step.name]: done.value } }
  }
  return job
}

async function uploaded(access: AccountAccess, stage: StandInStage, fetch: typeof globalThis.fetch): Promise<Delivery> {
  const content = { parts: [{ text: 'x', media: [image] }], languages: [], settings: {} }
  const job: Delivery = { access, content, prepared: publishing.prepare(content, stage.environment().now()), results: {} }
  const done = await publishing.perform({ name: 'image 1.1', final: false }, job, stage.environment({ fetch }))
  if (!done.ok) throw new Error(JSON.stringify(done))
  return { ...job, results: { 'image 1.1': done.value } }
}
