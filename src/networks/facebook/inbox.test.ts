import { afterAll, beforeAll, expect, test } from 'vitest'

import type { Json } from '#kit/json'

import type { AccountAccess, Delivery, InboxItem, InboxPage, Outcome, Published } from '../network.ts'
import { lookFor } from '../test-look-again.ts'
import type { ClockedStage } from '../test-stand-in-stage.ts'
import { doorAddress, earFor } from '../test-told.ts'
import { answering } from './answering.ts'
import { inbox } from './inbox.ts'
import { facebook } from './index.ts'
import { setFacebookStage } from './test-stage.ts'

const token = 'a-token-of-ours'
const ear = earFor(facebook, { app: { client_secret: '5f1d0c0b7e9a4c3db2a1908f7e6d5c4b' }, token })
let stage: ClockedStage
let access: AccountAccess
let post: string

beforeAll(async () => {
  stage = await setFacebookStage({}, undefined, { tells: ear.fetch })
  access = await stage.connect()
  await inbox.subscribe?.(access, stage.environment())
  await stage.standIn.webhooks?.enter({ address: doorAddress, token })
  post = stage.standIn.act({ kind: 'post', by: stage.profile.id, text: 'Spring teas are here' }).id
})
afterAll(() => stage?.close())

function says(text: string, on = post, by = stage.friend.id): string {
  stage.pass({ minutes: 1 })
  return stage.standIn.act({ kind: 'reply', by, post: on, text }).id
}

async function read(cursor?: InboxPage['cursor'], source = 'comments'): Promise<InboxPage> {
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

test('a comment is told with its post and its author, and read as the same', async () => {
  const first = says('Is there oolong?')
  const answer = says('Or sencha?', first)
  const { items } = await told()
  const whole = {
    externalId: first,
    kind: 'comment',
    thread: { externalId: first, about: { externalId: post, text: 'Spring teas are here' } },
    author: { externalId: stage.friend.id, name: 'Kindling' },
    byUs: false,
    text: 'Is there oolong?',
    answers: post,
  }
  expect(items).toMatchObject([whole, { externalId: answer, thread: { externalId: first }, answers: first }])
  const page = await read()
  expect(page.items.find(({ externalId }) => externalId === first)).toMatchObject({ ...whole, at: items[0]?.at })
  expect(page.more).toBe(false)
  stage.pass({ minutes: 10 })
  const later = says('And cake?')
  const next = await read((await read(page.cursor)).cursor)
  expect(next.items.map(({ externalId }) => externalId)).toEqual([later])
})

test('what is rewritten, hidden, shown and deleted there is told; a like is not', async () => {
  const id = says('It was cold')
  await told()
  stage.standIn.act({ kind: 'edit', by: stage.friend.id, post: id, text: 'It was old' })
  stage.standIn.act({ kind: 'like', by: stage.friend.id, post: id })
  const [edited] = (await told()).items
  expect(edited).toMatchObject({ externalId: id, text: 'It was old', hidden: false })
  expect(edited?.editedAt).toBeDefined()
  stage.standIn.hide?.({ by: stage.profile.id, post: id, hidden: true })
  expect((await told()).items).toMatchObject([{ externalId: id, hidden: true }])
  stage.standIn.hide?.({ by: stage.profile.id, post: id, hidden: false })
  expect((await told()).items).toMatchObject([{ externalId: id, hidden: false }])
  stage.standIn.act({ kind: 'delete', by: stage.friend.id, post: id })
  expect(await told()).toEqual({ items: [], gone: [id] })
})

test('a comment is hidden from here, and what is hidden already stays so', async () => {
  const id = says('Spam spam')
  for (const hidden of [true, true, false]) {
    const item = { externalId: id, kind: 'comment', answerTo: undefined, hidden } as const
    expect(await inbox.hide?.(item, access, stage.environment())).toMatchObject({ ok: true })
    expect((await read()).items.find(({ externalId }) => externalId === id)?.hidden).toBe(hidden)
  }
})

test('an answer stands under what it answers, is told as ours, and is found again', async () => {
  const asked = says('Do you ship it?')
  const item = (await told()).items.find(({ externalId }) => externalId === asked)
  const { externalId } = await send(jobFor(item, 'We do'))
  expect((await told()).items).toMatchObject([{ externalId, byUs: true, text: 'We do', thread: { externalId: asked }, answers: asked }])
})

test('messages are told and read as the same, with who wrote them, and are answered within a day', async () => {
  const { friend, profile } = stage
  const written = stage.standIn.act({ kind: 'message', by: friend.id, to: profile.id, text: 'Is my order on its way?' }).id
  const [first] = (await told()).items
  const whole = {
    externalId: written,
    kind: 'message',
    thread: { externalId: `messages:${friend.id}` },
    author: { externalId: friend.id, name: 'Kindling' },
    byUs: false,
    text: 'Is my order on its way?',
    answerTo: { to: friend.id },
  }
  expect(first).toMatchObject(whole)
  expect((await read(undefined, 'messages')).items).toMatchObject([whole])
  const out = await send(jobFor(first, 'It is'))
  expect(out.thread).toBe(`messages:${friend.id}`)
  expect((await told()).items).toMatchObject([
    { externalId: out.externalId, byUs: true, text: 'It is', thread: { externalId: out.thread } },
  ])
  expect(answering.withinHours?.('message')).toBe(24)
  stage.pass({ hours: 25 })
  expect(await tried(jobFor(first, 'Still there?'))).toMatchObject({
    ok: false,
    trouble: { kind: 'rejected', reason: { code: 'window-over' } },
  })
})

test('a comment is answered privately once, within a week, and the message stands in the talk with its author', async () => {
  const id = says('My order never came')
  const item = (await told()).items.find(({ externalId }) => externalId === id)
  const job = jobFor(item, 'Which address?', privately(item))
  const out = await send(job)
  expect(out.thread).toBe(`messages:${stage.friend.id}`)
  expect((await told()).items).toMatchObject([{ externalId: out.externalId, kind: 'message', byUs: true }])
  expect(await tried(job)).toMatchObject({ ok: false, trouble: { kind: 'rejected', reason: { code: 'private-once' } } })
  stage.pass({ hours: 24 * 8 })
  expect(() => privately(item)).toThrow('private-too-late')
})

test('a mention elsewhere and a recommendation are told and read as the same, and answered where they stand', async () => {
  const { friend, profile, standIn } = stage
  const mention = standIn.act({ kind: 'post', by: friend.id, text: 'Tea at @campfire today' }).id
  const review = standIn.review?.({ by: friend.id, of: profile.id, recommends: true, text: 'The best oolong north of the river.' })
  const { items } = await told()
  const wholes = [
    { externalId: mention, kind: 'mention', text: 'Tea at @campfire today', author: { externalId: friend.id } },
    { externalId: review?.id, kind: 'review', stars: 5, text: 'The best oolong north of the river.', author: { name: 'Kindling' } },
  ]
  expect(items).toMatchObject(wholes)
  const [mentions, reviews] = [await read(undefined, 'mentions'), await read(undefined, 'reviews')]
  expect([...mentions.items, ...reviews.items]).toMatchObject(wholes)
  const { externalId } = await send(jobFor(items[1], 'Thank you!'))
  expect((await told()).items).toMatchObject([{ externalId, byUs: true, answers: review?.id }])
})

test('what is signed with another secret, or asks with another token, is refused', async () => {
  const strangers = earFor(facebook, { app: { client_secret: 'another' }, token: 'another' })
  await expect(stage.standIn.webhooks?.enter({ address: doorAddress, token: 'guessed' })).rejects.toThrow('validated')
  const body = '{"object":"page","entry":[]}'
  await strangers.fetch(doorAddress, { method: 'POST', body, headers: { 'x-hub-signature-256': 'sha256=00' } })
  await strangers.fetch(doorAddress, { method: 'POST', body })
  expect(strangers.refused()).toBe(2)
})

test('a Page that was connected before these rights were asked for is not taken for signed out', async () => {
  const environment = stage.environment({ fetch: refusing })
  const since = environment.now()
  const refused = { ok: false, trouble: { kind: 'rejected', reason: { code: 'right-missing' } } }
  expect(await inbox.read({ source: 'comments', cursor: undefined, since }, access, environment)).toMatchObject(refused)
  expect(await inbox.subscribe?.(access, environment)).toMatchObject(refused)
})

async function refusing(): Promise<Response> {
  const message = '(#200) Requires pages_read_user_content permission'
  return Response.json({ error: { message, type: 'OAuthException', code: 200, fbtrace_id: 'A' } }, { status: 403 })
}

test('a comment that was deleted is missing, whoever lost the event; what was rewritten or hidden is told with the others', async () => {
  const [dropped, hidden, kept] = [says('Never mind'), says('Spam'), says('Is there caek?')]
  stage.standIn.act({ kind: 'delete', by: stage.friend.id, post: dropped })
  stage.standIn.act({ kind: 'edit', by: stage.friend.id, post: kept, text: 'Is there cake?' })
  await inbox.hide?.({ externalId: hidden, kind: 'comment', answerTo: undefined, hidden: true }, access, stage.environment())
  const found = [
    { externalId: hidden, text: 'Spam', hidden: true },
    { externalId: kept, text: 'Is there cake?', hidden: false },
  ]
  const at = { inbox, access, environment: stage.environment() }
  expect(await lookFor([dropped, hidden, kept], at)).toEqual({ ok: true, value: { found, missing: [dropped] } })
  expect(await lookFor([dropped], at)).toEqual({ ok: true, value: { found: [], missing: [dropped] } })
  await told()
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
