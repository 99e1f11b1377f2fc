import { afterAll, beforeAll, expect, test } from 'vitest'

import type { Json } from '#kit/json'

import type { AccountAccess, Delivery, InboxItem, InboxPage, Outcome, Published } from '../network.ts'
import { lookFor } from '../test-look-again.ts'
import type { ClockedStage } from '../test-stand-in-stage.ts'
import { doorAddress, earFor } from '../test-told.ts'
import { answering } from './answering.ts'
import { inbox } from './inbox.ts'
import { instagram } from './index.ts'
import { setInstagramStage } from './test-stage.ts'

const token = 'a-token-of-ours'
const ear = earFor(instagram, { app: { client_secret: 'another', webhook_secret: 'a1b2c3d4e5f60718293a4b5c6d7e8f90' }, token })
let stage: ClockedStage
let access: AccountAccess
let post: string

beforeAll(async () => {
  stage = await setInstagramStage({}, { tells: ear.fetch })
  access = await stage.connect()
  await inbox.subscribe?.(access, stage.environment())
  await stage.standIn.webhooks?.enter({ address: doorAddress, token })
  post = stage.standIn.act({ kind: 'post', by: stage.profile.id, text: 'Spring teas', images: [picture] }).id
})
afterAll(() => stage?.close())

const picture = { bytes: new Uint8Array([1]), mimeType: 'image/jpeg', alt: '' }

function says(text: string, on = post, by = stage.friend.id): string {
  stage.pass({ minutes: 1 })
  return stage.standIn.act({ kind: 'reply', by, post: on, text }).id
}

async function read(source = 'comments', cursor?: InboxPage['cursor']): Promise<InboxPage> {
  const since = stage
    .environment()
    .now()
    .subtract({ hours: 24 * 30 })
  const page = await inbox.read({ source, cursor, since }, access, stage.environment())
  if (!page.ok) throw new Error(JSON.stringify(page.trouble))
  return page.value
}

async function told(): Promise<Pick<InboxPage, 'items' | 'gone'>> {
  await stage.standIn.webhooks?.told()
  return ear.heard(access, stage.environment())
}

test('a comment and what answers it are told with their post, and read as the same; only posts with other numbers are read again', async () => {
  const first = says('Is there oolong?')
  const answer = says('Or sencha?', first)
  const wholes = [
    {
      externalId: first,
      kind: 'comment',
      thread: { externalId: first, about: { externalId: post, text: 'Spring teas' } },
      author: { externalId: stage.friend.id, handle: 'kindling' },
      byUs: false,
      text: 'Is there oolong?',
      answers: post,
    },
    { externalId: answer, thread: { externalId: first }, answers: first },
  ]
  expect((await told()).items).toMatchObject(wholes)
  const page = await read()
  expect(page.items).toMatchObject(wholes)
  expect((await read('comments', page.cursor)).items).toEqual([])
  const later = says('And cake?')
  expect((await read('comments', page.cursor)).items.map(({ externalId }) => externalId)).toContain(later)
})

test('a comment is hidden from here and shown again', async () => {
  const id = says('Spam spam')
  for (const hidden of [true, true, false]) {
    const item = { externalId: id, kind: 'comment', answerTo: undefined, hidden } as const
    expect(await inbox.hide?.(item, access, stage.environment())).toMatchObject({ ok: true })
    expect((await read()).items.find(({ externalId }) => externalId === id)?.hidden).toBe(hidden)
  }
  await told()
})

test('a comment that was deleted, here or there, is missing; one that was hidden is told so', async () => {
  const [dropped, hidden, kept] = [says('Never mind'), says('Spam'), says('Is there cake?')]
  const look = (...ids: readonly string[]) => lookFor(ids, { inbox, access, environment: stage.environment() })
  stage.standIn.act({ kind: 'delete', by: stage.friend.id, post: dropped })
  await inbox.hide?.({ externalId: hidden, kind: 'comment', answerTo: undefined, hidden: true }, access, stage.environment())
  const found = [
    { externalId: hidden, text: 'Spam', hidden: true },
    { externalId: kept, text: 'Is there cake?', hidden: false },
  ]
  expect(await look(dropped, hidden, kept)).toEqual({ ok: true, value: { found, missing: [dropped] } })
  expect(await look(dropped)).toEqual({ ok: true, value: { found: [], missing: [dropped] } })
  await told()
})

test('who may see no comments at all is not told that they are gone', async () => {
  const id = says('Hello?')
  const { fetch } = stage.environment()
  const unseen = {
    message: 'Object does not exist, cannot be loaded due to missing permissions',
    type: 'GraphMethodException',
    code: 100,
    error_subcode: 33,
  }
  const blind: typeof globalThis.fetch = async (input, init) =>
    new Request(input).url.includes('/media?') ? fetch(input, init) : Response.json({ error: unseen }, { status: 400 })
  const looked = await lookFor([id], { inbox, access, environment: stage.environment({ fetch: blind }) })
  expect(looked).toMatchObject({ ok: false, trouble: { kind: 'rejected', reason: { code: 'not-there' } } })
  await told()
})

test('an answer stands under what it answers, is told as ours, and is found again', async () => {
  const asked = says('Do you ship it?')
  const { externalId } = await send(jobFor((await told()).items[0], 'We do'))
  expect((await told()).items).toMatchObject([{ externalId, byUs: true, text: 'We do', thread: { externalId: asked }, answers: asked }])
})

test('messages are told and read as the same, taken back ones are gone, and an answer comes within a day', async () => {
  const { friend, profile, standIn } = stage
  const written = standIn.act({ kind: 'message', by: friend.id, to: profile.id, text: 'Is my order on its way?' }).id
  const [first] = (await told()).items
  const whole = { externalId: written, kind: 'message', thread: { externalId: `messages:${friend.id}` }, author: { handle: 'kindling' } }
  expect(first).toMatchObject(whole)
  expect((await read('messages')).items).toMatchObject([whole])
  const out = await send(jobFor(first, 'It is'))
  expect((await told()).items).toMatchObject([{ externalId: out.externalId, byUs: true, thread: { externalId: out.thread } }])
  standIn.act({ kind: 'delete', by: friend.id, post: written })
  expect(await told()).toEqual({ items: [], gone: [written] })
  stage.pass({ hours: 25 })
  expect(await tried(jobFor(first, 'Still there?'))).toMatchObject({
    ok: false,
    trouble: { kind: 'rejected', reason: { code: 'person-not-reached' } },
  })
})

test('a comment is answered privately once', async () => {
  says('My order never came')
  const item = (await told()).items[0]
  const job = jobFor(item, 'Which address?', privately(item))
  const out = await send(job)
  expect(out.thread).toBe(`messages:${stage.friend.id}`)
  expect((await told()).items).toMatchObject([{ externalId: out.externalId, kind: 'message', byUs: true }])
  expect(await tried(job)).toMatchObject({ ok: false, trouble: { kind: 'rejected', reason: { code: 'private-once' } } })
})

test('whoever names the account elsewhere is heard and answered there', async () => {
  const { friend, standIn } = stage
  const media = standIn.act({ kind: 'post', by: friend.id, text: 'Tea at @campfire today', images: [picture] }).id
  const [mention] = (await told()).items
  expect(mention).toMatchObject({ externalId: media, kind: 'mention', text: 'Tea at @campfire today', author: { handle: 'kindling' } })
  expect((await tried(jobFor(mention, 'Thank you!'))).ok).toBe(true)
  expect(standIn.posts({ profileId: stage.profile.id })[0]).toMatchObject({ text: 'Thank you!', replyTo: media })
})

function jobFor(item: InboxItem | undefined, text: string, to?: Json): Delivery {
  if (!item) throw new Error('There is nothing to answer.')
  const answers = to === undefined ? { kind: item.kind, to: item.answerTo ?? null } : { kind: 'message' as const, to }
  const content = { parts: [{ text, media: [] }], languages: [], settings: {}, answers }
  return { access, content, prepared: answering.publishing.prepare(content, stage.environment().now()), results: {} }
}

function privately(item: InboxItem | undefined): Json {
  if (!item) throw new Error('There is nothing to answer.')
  const { kind, answerTo, at } = item
  const judged = inbox.privateTo?.({ kind, answerTo, at, limits: access.limits }, stage.environment().now())
  if (!judged || !('to' in judged)) throw new Error(JSON.stringify(judged))
  return judged.to
}

function tried(job: Delivery): Promise<Outcome<Json>> {
  const step = answering.publishing.nextStep(job)
  if (!step) throw new Error('There is nothing to do.')
  return answering.publishing.perform(step, job, stage.environment())
}

/** It is not there before, and is found when it is. */
async function send(job: Delivery): Promise<Published> {
  const step = { name: 'answer 1', final: true }
  expect(await answering.publishing.lookUp(step, job, stage.environment())).toEqual({ ok: true, value: { found: false } })
  const done = await tried(job)
  if (!done.ok) throw new Error(JSON.stringify(done.trouble))
  const out = answering.publishing.published({ ...job, results: { [step.name]: done.value } })
  const found = await answering.publishing.lookUp(step, job, stage.environment())
  expect(found).toMatchObject({ ok: true, value: { found: true, result: { id: out.externalId } } })
  return out
}
