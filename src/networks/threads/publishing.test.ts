import { expect, test } from 'vitest'

import type { Delivery, NetworkEnvironment, PostContent } from '../network.ts'
import { type ClockedStage, stageForEach } from '../test-stand-in-stage.ts'
import { troubleOf, withResult, without } from '../test-steps.ts'
import { publishing } from './publishing.ts'
import { quotas } from './quota.ts'
import { longThread, testImage, testThread } from './test-content.ts'
import { runTo, setThreadsStage, startJob } from './test-stage.ts'

const first = { name: 'part 1', final: true }
const single = testThread([{ text: 'Bread at seven 🍞', media: [testImage('bread')] }])

const setStage = stageForEach(setThreadsStage)

async function begin(stage: ClockedStage, content: PostContent = single): Promise<Delivery> {
  return startJob(await stage.connect(), content)
}

test('a thread goes out part by part, each answering the one before, with everything chosen for it', async () => {
  const stage = await setStage()
  const job = await runTo(undefined, await begin(stage, longThread), stage.environment())
  const [third, second, root] = stage.standIn.posts()
  expect(root).toMatchObject({
    images: [{ alt: 'What fire shows' }],
    videos: [{ alt: 'A pattern that moves' }],
    visibility: 'followers_only',
  })
  expect(second).toMatchObject({ text: 'Bread at seven', replyTo: root?.id })
  expect(third).toMatchObject({ text: 'See you there: https://hearth.example', replyTo: second?.id })
  expect(publishing.published(job)).toEqual({ externalId: root?.id, url: root?.url })
  const names = 'quota,item 1.1,item 1.2,item 2.1,items 1,items 2,container 1,ready 1,part 1,container 2,ready 2,part 2'
  expect(Object.keys(job.results).join()).toBe(`${names},container 3,ready 3,part 3,permalink 1`)
})

test('a poll, a link and a topic reach the network', async () => {
  const stage = await setStage()
  const link = { url: 'https://hearth.example/menu', title: 'Menu', description: '' }
  const content = testThread([{ text: 'Tea or cake?', poll: { options: [' Tea', 'Cake'], minutes: 1440, multiple: false } }, { link }], {
    topic_tag: '#Bread',
  })
  await runTo(undefined, await begin(stage, content), stage.environment())
  const [second, root] = stage.standIn.posts()
  expect(root?.poll?.options.map(({ text }) => text)).toEqual(['Tea', 'Cake'])
  expect(second?.link?.url).toBe(link.url)
  expect(JSON.stringify(stage.standIn.state())).toContain('"topic":"Bread"')
})

test('a post of the account is quoted by its address; one that is not found stops the post before anything is seen', async () => {
  const stage = await setStage()
  const { id } = stage.standIn.act({ kind: 'post', by: stage.profile.id, text: 'Yesterday' })
  const [old] = stage.standIn.posts()
  await runTo(undefined, await begin(stage, testThread([{ text: 'As I said' }], { quote: old?.url ?? '' })), stage.environment())
  expect(JSON.stringify(stage.standIn.state())).toContain(`"quoteOf":"${id}"`)
  const lost = await runTo(
    'quote',
    await begin(stage, testThread([{ text: 'x' }], { quote: 'https://www.threads.net/t/DCkkKl_OGb1' })),
    stage.environment(),
  )
  expect(troubleOf(await publishing.perform({ name: 'quote', final: false }, lost, stage.environment()))).toMatchObject({
    kind: 'rejected',
    reason: { code: 'quote-not-found' },
  })
})

test('while a file is processed it asks again soon, then seldom, and in the end makes it anew', async () => {
  const stage = await setStage({ processingSeconds: 7200 })
  const job = await runTo('ready 1', await begin(stage), stage.environment())
  const ready = { name: 'ready 1', final: false }
  const waits = []
  for (const seconds of [0, 30, 60]) {
    stage.pass({ seconds })
    const trouble = troubleOf(await publishing.perform(ready, job, stage.environment()))
    expect(trouble).toMatchObject({ kind: 'slow-down', processing: true, reason: { code: 'being-processed' } })
    if (trouble.kind === 'slow-down') waits.push(trouble.until.since(stage.environment().now()).total('seconds'))
  }
  expect(waits).toEqual([2, 10, 60])
  stage.pass({ minutes: 15 })
  expect(troubleOf(await publishing.perform(ready, job, stage.environment()))).toMatchObject({
    kind: 'unavailable',
    forget: ['container 1', 'ready 1'],
  })
})

test('what ran out before it was published is made anew, and the thread goes on where it stopped', async () => {
  const stage = await setStage()
  const job = await runTo('part 2', await begin(stage, longThread), stage.environment())
  stage.pass({ hours: 25 })
  const trouble = troubleOf(await publishing.perform({ name: 'part 2', final: true }, job, stage.environment()))
  expect(trouble).toMatchObject({ kind: 'unavailable', forget: ['item 2.1', 'items 2', 'container 2', 'ready 2'] })
  const forget = trouble.kind === 'unavailable' ? (trouble.forget ?? []) : []
  await runTo(undefined, without(job, forget), stage.environment())
  expect(await stage.live()).toHaveLength(3)
})

test('items that ran out before their carousel was made are made anew', async () => {
  const stage = await setStage()
  const job = await runTo('container 1', await begin(stage, longThread), stage.environment())
  stage.pass({ hours: 25 })
  expect(troubleOf(await publishing.perform({ name: 'container 1', final: false }, job, stage.environment()))).toMatchObject({
    kind: 'unavailable',
    reason: { code: 'container-gone' },
    forget: ['item 1.1', 'item 1.2', 'items 1', 'container 1', 'ready 1'],
  })
})

test('a file of a later part that the network refuses stops the thread before its first part is seen', async () => {
  const stage = await setStage({ spoil: () => 'INVALID_DURATION' })
  const content = testThread([{ text: 'One' }, { media: [testImage('bread')] }])
  const job = await runTo('items 2', await begin(stage, content), stage.environment())
  expect(troubleOf(await publishing.perform({ name: 'items 2', final: false }, job, stage.environment()))).toMatchObject({
    kind: 'rejected',
    reason: { code: 'video-refused' },
  })
  expect(await stage.live()).toEqual([])
})

test.each([
  ['FAILED_DOWNLOADING_VIDEO', { kind: 'rejected', reason: { code: 'media-not-fetched' } }],
  ['UNKNOWN', { kind: 'unavailable', reason: { code: 'container-gone' }, forget: ['container 1', 'ready 1'] }],
])('a file whose processing fails with %s is refused or made anew', async (message, expected) => {
  const stage = await setStage({ spoil: () => message })
  const job = await runTo('ready 1', await begin(stage), stage.environment())
  expect(troubleOf(await publishing.perform({ name: 'ready 1', final: false }, job, stage.environment()))).toMatchObject(expected)
})

test('a request to publish that lands after the look-up said “not yet” makes no second post, and its post is adopted', async () => {
  const stage = await setStage()
  const job = await runTo('part 1', await begin(stage), stage.environment())
  const late = heldBack(stage.environment())
  expect(troubleOf(await publishing.perform(first, job, late.environment)).kind).toBe('unknown-outcome')
  expect(await publishing.lookUp(first, job, stage.environment())).toEqual({ ok: true, value: { found: false } })
  await late.arrive()
  expect(troubleOf(await publishing.perform(first, job, stage.environment()))).toMatchObject({
    kind: 'unknown-outcome',
    reason: { code: 'published-before' },
  })
  const [live] = await stage.live()
  expect(await publishing.lookUp(first, job, stage.environment())).toMatchObject({ ok: true, value: { found: true, result: { id: live } } })
})

test('a later part is found by what it answers, even among others that say the same', async () => {
  const stage = await setStage()
  const job = await runTo('part 2', await begin(stage, testThread([{ text: 'One' }, { text: 'Same' }])), stage.environment())
  const other = stage.standIn.act({ kind: 'post', by: stage.profile.id, text: 'Elsewhere' })
  await publishing.perform({ name: 'part 2', final: true }, job, stage.environment())
  const [made] = await stage.live()
  stage.standIn.act({ kind: 'reply', by: stage.profile.id, post: other.id, text: 'Same' })
  expect(await publishing.lookUp({ name: 'part 2', final: true }, job, stage.environment())).toMatchObject({
    ok: true,
    value: { found: true, result: { id: made } },
  })
})

test('a post that is out but not listed is looked for again; the last part counts as out in the end, an earlier one is needed', async () => {
  const stage = await setStage({ listingLagSeconds: 24 * 60 * 60 })
  const access = await stage.connect()
  for (const [content, expected] of [
    [single, { ok: true, value: { found: true, result: {} } }],
    [testThread([{ text: 'One' }, { text: 'Two' }]), { ok: false, trouble: { reason: { code: 'not-listed-yet' } } }],
  ] as const) {
    const job = await runTo('part 1', startJob(access, content), stage.environment())
    await publishing.perform(first, job, stage.environment())
    expect(troubleOf(await publishing.lookUp(first, job, stage.environment())).reason.code).toBe('not-listed-yet')
    stage.pass({ minutes: 16 })
    expect(await publishing.lookUp(first, job, stage.environment())).toMatchObject(expected)
  }
})

test('a container the network does not know yet is tried again, and nothing is made anew', async () => {
  const stage = await setStage()
  const job = await runTo('part 1', await begin(stage), stage.environment())
  const body = JSON.stringify({ error: { message: 'The requested resource does not exist', code: 24, error_subcode: 4279009 } })
  const hasty = stage.environment({
    fetch: async (input, init) => (init?.method === 'POST' ? new Response(body, { status: 400 }) : stage.environment().fetch(input, init)),
  })
  expect(troubleOf(await publishing.perform(first, job, hasty))).toMatchObject({
    kind: 'slow-down',
    processing: true,
    reason: { code: 'not-found-yet' },
  })
})

test('the day’s limits are read, and a used-up one means waiting before anything is made', async () => {
  const stage = await setStage()
  const access = await stage.connect()
  await runTo(undefined, startJob(access, testThread([{ text: 'One' }, { text: 'Two' }])), stage.environment())
  expect(await quotas.read?.(access, stage.environment())).toEqual({
    ok: true,
    value: [
      { name: 'posts', used: 1, max: 250, per: 'rolling-day' },
      { name: 'replies', used: 1, max: 1000, per: 'rolling-day' },
      { name: 'deletes', used: 0, max: 100, per: 'rolling-day' },
    ],
  })
  const answer = { data: [{ quota_usage: 3, config: { quota_total: 250 }, reply_quota_usage: 999, reply_config: { quota_total: 1000 } }] }
  const nearly = stage.environment({ fetch: async () => Response.json(answer) })
  const quota = { name: 'quota', final: false }
  expect(await publishing.perform(quota, startJob(access, testThread([{ text: '1' }, { text: '2' }])), nearly)).toMatchObject({ ok: true })
  const long = startJob(access, testThread([{ text: '1' }, { text: '2' }, { text: '3' }]))
  expect(troubleOf(await publishing.perform(quota, long, nearly))).toMatchObject({ kind: 'slow-down', reason: { code: 'quota-used' } })
})

test('taking down a thread whose first part the author deleted removes the rest', async () => {
  const stage = await setStage()
  const job = await runTo(undefined, await begin(stage, testThread([{ text: 'One' }, { text: 'Two' }])), stage.environment())
  await publishing.takeDown?.({ ...job, content: testThread([{ text: 'One' }]) }, stage.environment())
  expect(await stage.live()).toHaveLength(1)
  expect(await publishing.takeDown?.(job, stage.environment())).toMatchObject({ ok: true })
  expect(await stage.live()).toEqual([])
  const unseen = { ...job, results: { ...job.results, 'part 2': {} } }
  expect(troubleOf((await publishing.takeDown?.(unseen, stage.environment())) ?? { ok: true, value: undefined }).reason.code).toBe(
    'maybe-still-up',
  )
})

test('the real network is never given an address that it cannot reach', async () => {
  const stage = await setStage()
  const settings = { api: 'https://graph.threads.net', profile: 'https://www.threads.net/@campfire' }
  const silent = stage.environment({ fetch: () => Promise.reject(new Error('Nothing may be asked.')) })
  const job = { ...startJob({ ...(await stage.connect()), settings }, single), results: { quota: {} } }
  expect(troubleOf(await publishing.perform({ name: 'container 1', final: false }, job, silent))).toMatchObject({
    kind: 'rejected',
    reason: { code: 'media-out-of-reach', params: { address: expect.stringMatching(/^http:\/\/127/) } },
  })
})

/** The request to publish leaves, no answer comes, and it arrives only when the test says so. */
function heldBack(environment: NetworkEnvironment): { environment: NetworkEnvironment; arrive: () => Promise<void> } {
  const held: (() => Promise<Response>)[] = []
  const fetch: typeof globalThis.fetch = (input, init) => {
    if (init?.method !== 'POST') return environment.fetch(input, init)
    held.push(() => environment.fetch(input, init))
    return Promise.reject(new TypeError('The connection was reset.'))
  }
  return {
    environment: { ...environment, fetch },
    arrive: async () => {
      for (const send of held.splice(0)) await (await send()).text()
    },
  }
}

test('reading the address cannot undo a post: the profile serves instead', async () => {
  const stage = await setStage()
  const job = await runTo('permalink 1', await begin(stage), stage.environment())
  const deaf = stage.environment({ fetch: () => Promise.reject(new TypeError('The connection was reset.')) })
  const step = { name: 'permalink 1', final: false }
  const done = withResult(job, step, await publishing.perform(step, job, deaf))
  expect(publishing.published(done).url).toBe(`${stage.origin}/@campfire`)
})
