import { expect, test } from 'vitest'
import { z } from 'zod'

import type { Delivery, NetworkEnvironment, PostContent } from '../network.ts'
import { type ClockedStage, stageForEach } from '../test-stand-in-stage.ts'
import { troubleOf, valueOf, withResult } from '../test-steps.ts'
import { publishing } from './publishing.ts'
import { longPost, testImage, testLink, testPoll, testPost } from './test-content.ts'
import { runTo, setDiscordStage, startJob } from './test-stage.ts'

const setStage = stageForEach(setDiscordStage)
const first = { name: 'part 1', final: true }
const hello = testPost([{ text: 'Bread at seven' }])

/** Ready to send its first part. */
async function begin(stage: ClockedStage, content: PostContent = hello): Promise<Delivery> {
  return runTo('part 1', startJob(await stage.connect(), content), stage.environment())
}

/** Everything that was sent, read as the network reads it. */
function listening(stage: ClockedStage): { readonly environment: NetworkEnvironment; readonly sent: Promise<Record<string, unknown>>[] } {
  const sent: Promise<Record<string, unknown>>[] = []
  const { fetch } = stage.environment()
  const environment = stage.environment({
    fetch: (input, init) => {
      const request = new Request(input, init)
      if (request.method === 'POST') sent.push(payloadOf(request))
      return fetch(input, init)
    },
  })
  return { environment, sent }
}

async function payloadOf(request: Request): Promise<Record<string, unknown>> {
  if (!request.headers.get('content-type')?.startsWith('multipart')) return z.record(z.string(), z.unknown()).parse(await request.json())
  const payload = (await request.formData()).get('payload_json')
  return z.record(z.string(), z.unknown()).parse(JSON.parse(payload instanceof Blob ? await payload.text() : '{}'))
}

test('messages go out one below the other with files, cards and everything chosen; nobody is called', async () => {
  const stage = await setStage()
  const { environment, sent } = listening(stage)
  const job = await runTo(undefined, await begin(stage, longPost), environment)
  expect(Object.keys(job.results)).toEqual(['place', 'files', 'part 1', 'part 2', 'part 3'])
  const [one, two] = await Promise.all(sent)
  expect(one).toMatchObject({
    allowed_mentions: { parse: [] },
    enforce_nonce: true,
    nonce: expect.stringMatching(/^[\da-f]{20}-1$/),
    flags: 4096,
    attachments: [
      { id: '0', filename: 'SPOILER_image-1.png', description: 'What fire shows', is_spoiler: true },
      { id: '1', filename: 'SPOILER_video-2.mp4' },
    ],
  })
  // The network would make a card of its own beside ours.
  expect(two).toMatchObject({
    content: 'All our teas: <https://hearth.example/menu>',
    embeds: [{ url: testLink.url, title: 'Menu', description: 'All our teas', color: 0xc8_55_2b, image: { url: 'attachment://card.jpg' } }],
  })
  const [last, middle, top] = stage.standIn.posts()
  expect([top?.images.length, top?.videos?.length, middle?.images.length, middle?.link?.title, last?.text]).toEqual([
    1,
    1,
    0,
    'Menu',
    'See you there',
  ])
  expect(publishing.published(job)).toEqual({ externalId: top?.id, url: top?.url })
})

test('whoever may be called is called; a poll asks, in whole hours', async () => {
  const stage = await setStage()
  const { environment, sent } = listening(stage)
  await runTo(undefined, await begin(stage, testPost([{ text: '@everyone Tea?', poll: testPoll }], { mentions: 'everyone' })), environment)
  expect(await sent[0]).toMatchObject({
    poll: { question: { text: '@everyone Tea?' }, duration: 2, allow_multiselect: true },
    allowed_mentions: { parse: ['users', 'roles', 'everyone'] },
  })
})

test('for some minutes the nonce makes a second sending harmless; afterwards and in forums absence settles, and of a webhook it proves nothing', async () => {
  const stage = await setStage()
  const job = await begin(stage)
  const once = valueOf(await publishing.perform(first, job, stage.environment()))
  stage.pass({ minutes: 2 })
  expect(valueOf(await publishing.perform(first, job, stage.environment()))).toEqual(once)
  expect(await stage.live()).toHaveLength(1)
  expect(publishing.absenceOn?.(job.access, job.prepared)).toEqual({ proof: 'token', forSeconds: 120 })
  const forum = await begin(await setStage({ type: 15 }), testPost([{ text: 'One' }], { thread_name: 'Opening' }))
  expect(publishing.absenceOn?.(forum.access, forum.prepared)).toMatchObject({ proof: 'settles' })
  const hook = await begin(await setStage({ way: 'webhook' }))
  expect(publishing.absenceOn?.(hook.access, hook.prepared)).toMatchObject({ proof: 'never' })
})

test('a message under our nonce that somebody deleted meanwhile is not sent a second time', async () => {
  const stage = await setStage()
  const job = await begin(stage)
  await publishing.perform(first, job, stage.environment())
  const [made = ''] = await stage.live()
  stage.standIn.act({ kind: 'delete', by: stage.profile.id, post: made })
  expect(troubleOf(await publishing.perform(first, job, stage.environment()))).toMatchObject({
    kind: 'rejected',
    reason: { code: 'made-and-deleted' },
  })
  expect(await stage.live()).toEqual([])
})

test.each([false, true])(
  'a message is found among what others say and what says the same, whether lists tell nonces or not (%s)',
  async (tellsNonces) => {
    const stage = await setStage({ tellsNonces })
    const access = await stage.connect()
    const one = await runTo('part 1', startJob(access, hello), stage.environment())
    const other = await runTo('part 1', startJob(access, hello), stage.environment())
    const before = valueOf(await publishing.perform(first, one, stage.environment()))
    for (let number = 0; number < 60; number += 1)
      stage.standIn.act({ kind: 'reply', by: stage.friend.id, post: (await stage.live())[0] ?? '', text: 'Bread at seven' })
    const taken = async (ids: readonly string[]) => new Set(ids.filter((id) => JSON.stringify(before).includes(id)))
    expect(valueOf(await publishing.lookUp(first, other, stage.environment({ taken })))).toEqual({ found: false })
    const made = valueOf(await publishing.perform(first, other, stage.environment()))
    expect(valueOf(await publishing.lookUp(first, other, stage.environment({ taken })))).toEqual({ found: true, result: made })
  },
)

test('an empty list proves nothing where the channel has something new', async () => {
  const stage = await setStage()
  const job = await begin(stage)
  await publishing.perform(first, job, stage.environment())
  const { fetch } = stage.environment()
  const blind = stage.environment({
    fetch: async (input, init) => (new Request(input).url.includes('/messages?') ? Response.json([]) : fetch(input, init)),
  })
  expect(troubleOf(await publishing.lookUp(first, job, blind))).toMatchObject({
    kind: 'unavailable',
    reason: { code: 'history-not-readable' },
  })
})

test.each(['bot', 'webhook'] as const)(
  'in a forum a %s begins a thread, puts the rest into it, and the thread is taken down',
  async (way) => {
    const stage = await setStage({ type: 15, way })
    const content = testPost([{ text: 'One', media: [testImage('one')] }, { text: 'Two' }], { thread_name: 'Opening' })
    const start = await begin(stage, content)
    expect(valueOf(await publishing.lookUp(first, start, stage.environment()))).toEqual({ found: false })
    const job = await runTo(undefined, start, stage.environment())
    const [two, one] = stage.standIn.posts()
    expect([one?.title, one?.replies, two?.text]).toEqual(['Opening', 1, 'Two'])
    expect(publishing.published(job).externalId).toBe(`${one?.id}:${one?.id}`)
    const looked = valueOf(await publishing.lookUp(first, start, stage.environment()))
    // A webhook has no list to look into, and deletes messages alone.
    expect(looked.found).toBe(way === 'bot')
    const down = await publishing.takeDown?.(job, stage.environment())
    expect(await stage.live()).toEqual([])
    expect(down).toMatchObject(way === 'bot' ? { ok: true } : { ok: false, trouble: { reason: { code: 'thread-by-hand' } } })
  },
)

test('a thread that was closed since is found among the closed ones, and one that was closed before is not taken for it', async () => {
  const stage = await setStage({ type: 15 })
  const content = testPost([{ text: 'One' }], { thread_name: 'Opening' })
  await runTo(undefined, await begin(stage, content), stage.environment())
  stage.pass({ hours: 80 })
  const start = await begin(stage, content)
  const look = () => publishing.lookUp(first, start, stage.environment())
  expect(valueOf(await look())).toEqual({ found: false })
  const made = valueOf(await publishing.perform(first, start, stage.environment()))
  stage.pass({ hours: 80 })
  expect(valueOf(await look())).toEqual({ found: true, result: made })
})

test('a post goes into a thread that is named by its link', async () => {
  const stage = await setStage({ type: 15 })
  const root = await runTo(undefined, await begin(stage, testPost([{ text: 'One' }], { thread_name: 'Opening' })), stage.environment())
  const { url } = publishing.published(root)
  const job = await runTo(
    undefined,
    await begin(stage, testPost([{ text: 'Two' }], { thread: url.replace(/\/\d+$/, '') })),
    stage.environment(),
  )
  expect(publishing.published(job).url.split('/').at(-2)).toBe(url.split('/').at(-2))
})

test('an announcement is published to following servers once; what is refused there leaves the post out', async () => {
  const stage = await setStage({ type: 5 })
  const job = await runTo('crosspost 1', await begin(stage, testPost([{ text: 'News' }], { crosspost: true })), stage.environment())
  const step = { name: 'crosspost 1', final: false }
  for (let time = 0; time < 2; time += 1) expect(await publishing.perform(step, job, stage.environment())).toEqual({ ok: true, value: {} })
  const elsewhere = stage.environment({
    fetch: async () => Response.json({ code: 50_013, message: 'Missing Permissions' }, { status: 403 }),
  })
  expect(valueOf(await publishing.perform(step, job, elsewhere))).toMatchObject({ leftOut: { code: 'not-crossposted' } })
})

test.each(['bot', 'webhook'] as const)('words and cards of a %s are corrected where they stand, files stay', async (way) => {
  const stage = await setStage({ way })
  const content = testPost([{ text: 'Teas', link: testLink, media: [testImage('tea')] }, { text: 'Two' }])
  const job = await runTo(undefined, await begin(stage, content), stage.environment())
  const after = testPost([{ text: 'Spring teas', link: { ...testLink, title: 'Spring' }, media: [testImage('tea')] }, { text: 'Two' }])
  expect(await publishing.edit?.apply({ job, after }, stage.environment())).toEqual({ ok: true, value: {} })
  const [, shown] = stage.standIn.posts()
  expect(shown).toMatchObject({ text: 'Spring teas', link: { title: 'Spring' }, images: [{ alt: 'What tea shows' }] })
  const at = { job, publishedAt: stage.environment().now(), now: stage.environment().now() }
  const refused = (changed: PostContent) => publishing.edit?.refuses({ ...at, after: changed })?.code
  expect([
    refused(after),
    refused({ ...after, settings: { spoiler: true } }),
    refused({ ...after, settings: { thread_name: 'x' } }),
  ]).toEqual([undefined, 'files-stay', 'thread-stays'])
  const poll = { ...job, content: testPost([{ text: 'Tea?', poll: testPoll }]) }
  expect(publishing.edit?.refuses({ ...at, job: poll, after: testPost([{ text: 'Cake?', poll: testPoll }]) })?.code).toBe('poll-stays')
})

test('a file of a later message that the library cannot give stops the post before anything is seen', async () => {
  const stage = await setStage()
  const job = startJob(await stage.connect(), testPost([{ text: 'One' }, { media: [testImage('lost')] }]))
  const without = stage.environment({ image: () => Promise.reject(new Error('Gone.')) })
  expect(troubleOf(await publishing.perform({ name: 'files', final: false }, job, without)).reason.code).toBe('image-not-available')
  expect(await stage.live()).toEqual([])
})

test('what is missing is named, and a thread whose first message is gone is taken down all the same', async () => {
  const stage = await setStage({ denied: ['ATTACH_FILES'] })
  const job = await begin(stage, testPost([{ media: [testImage('tea')] }]))
  expect(troubleOf(await publishing.perform(first, job, stage.environment())).reason.code).toBe('permission-missing')
  const lost = withResult(await begin(stage), first, { ok: true, value: { channel: '80351110224678912', id: '80351110224678913' } })
  expect(await publishing.takeDown?.(lost, stage.environment())).toEqual({ ok: true, value: undefined })
})
