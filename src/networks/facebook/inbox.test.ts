import { afterAll, beforeAll, expect, test } from 'vitest'

import type { AccountAccess, Delivery, InboxItem, InboxPage } from '../network.ts'
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

async function read(cursor?: InboxPage['cursor']): Promise<InboxPage> {
  const since = stage
    .environment()
    .now()
    .subtract({ hours: 24 * 30 })
  const page = await inbox.read({ source: 'comments', cursor, since }, access, stage.environment())
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
  const job = jobFor(item, 'We do')
  const step = answering.publishing.nextStep(job)
  if (!step) throw new Error('There is nothing to do.')
  expect(await answering.publishing.lookUp(step, job, stage.environment())).toEqual({ ok: true, value: { found: false } })
  const done = await answering.publishing.perform(step, job, stage.environment())
  if (!done.ok) throw new Error(JSON.stringify(done.trouble))
  const { externalId } = answering.publishing.published({ ...job, results: { [step.name]: done.value } })
  expect((await told()).items).toMatchObject([{ externalId, byUs: true, text: 'We do', thread: { externalId: asked }, answers: asked }])
  expect(await answering.publishing.lookUp(step, job, stage.environment())).toMatchObject({
    ok: true,
    value: { found: true, result: { id: externalId } },
  })
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

function jobFor(item: InboxItem | undefined, text: string): Delivery {
  if (!item) throw new Error('There is nothing to answer.')
  const content = { parts: [{ text, media: [] }], languages: [], settings: {}, answers: { kind: item.kind, to: item.answerTo ?? null } }
  return { access, content, prepared: answering.publishing.prepare(content, stage.environment().now()), results: {} }
}
