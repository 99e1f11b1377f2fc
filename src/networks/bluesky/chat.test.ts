import { afterEach, beforeEach, expect, test } from 'vitest'

import type { AccountAccess, Connected, Delivery, InboxItem, InboxPage, PostContent } from '../network.ts'
import { type ClockedStage, clockedStage } from '../test-stand-in-stage.ts'
import { stepsOf, troubleOf, valueOf } from '../test-steps.ts'
import { answering } from './answering.ts'
import { connecting } from './connect.ts'
import { inbox } from './inbox.ts'
import { bluesky } from './index.ts'
import { standIn as kind } from './stand-in.ts'

/** The library that signs in knows no other clock than the machine's. */
const begin = Temporal.Now.instant()
const { startJob, runTo } = stepsOf(answering.publishing)

let stage: ClockedStage
let access: AccountAccess
/** The profile and a customer. */
let us: string
let them: string
beforeEach(async () => {
  stage = await clockedStage({ begin, network: bluesky, kind, content: { parts: [], languages: [], settings: {} } })
  access = await stage.connect()
  us = stage.profile.id
  them = stage.friend.id
})
afterEach(() => stage?.close())

function write(text: string, from = them, whom = us): string {
  stage.pass({ minutes: 1 })
  return stage.standIn.act({ kind: 'message', by: from, to: whom, text }).id
}

/** Everything from that place on. */
async function read(cursor?: InboxPage['cursor'], as = access): Promise<InboxPage> {
  const since = stage
    .environment()
    .now()
    .subtract({ hours: 24 * 30 })
  const page = valueOf(await inbox.read({ source: 'messages', cursor, since }, as, stage.environment()))
  if (!page.more) return page
  const rest = await read(page.cursor, as)
  return { ...rest, items: [...page.items, ...rest.items], gone: [...(page.gone ?? []), ...(rest.gone ?? [])] }
}

async function connectedWith(fields: Readonly<Record<string, string>>, way = 'app-password'): Promise<Connected> {
  const begun = valueOf(await connecting.begin(stage.request(way, fields)))
  if ('connected' in begun) return begun.connected
  const back = new URL(await stage.standIn.approve(begun.redirect, { profileId: us }))
  const pending = JSON.parse(JSON.stringify(begun.pending))
  return valueOf(await connecting.finish({ ...stage.request(way, {}), parameters: Object.fromEntries(back.searchParams), pending }))
}

function accessOf({ externalId, settings, limits = {}, secret }: Connected): AccountAccess {
  return JSON.parse(JSON.stringify({ externalId, settings, limits, secret: secret.value }))
}

test('what lies in conversations is read first, also of strangers, and then what is written and deleted', async () => {
  const first = write('Do you deliver?')
  const ours = write('On Tuesdays', us, them)
  const one = await read()
  const thread = one.items[0]?.thread
  expect(one.items.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))).toMatchObject([
    { externalId: first, kind: 'message', text: 'Do you deliver?', byUs: false, author: { externalId: them, name: 'Kindling' }, thread },
    { externalId: ours, text: 'On Tuesdays', byUs: true, thread },
  ])
  const second = write('Lovely')
  const two = await read(one.cursor)
  expect(two.items).toMatchObject([{ externalId: second, text: 'Lovely', thread, author: { handle: 'kindling.bsky.social' } }])
  stage.standIn.deleteMessage?.({ by: us, message: second })
  stage.standIn.deleteMessage?.({ by: them, message: first })
  expect(await read(two.cursor)).toMatchObject({ items: [], gone: [second], more: false })
})

test('a long history comes page by page, and no further back than asked', async () => {
  write('A year ago')
  stage.pass({ hours: 24 * 365 })
  const talk = Array.from({ length: 120 }, (_, index) => write(`Word ${index}`))
  access = await stage.connect()
  const { items } = await read()
  expect(new Set(items.map(({ externalId }) => externalId))).toEqual(new Set(talk))
})

function answer(answers: PostContent['answers'], text = 'It is on its way'): Delivery {
  const content: PostContent = { parts: [{ text, media: [] }], languages: [], settings: {}, ...(answers ? { answers } : {}) }
  return startJob(access, content, stage.environment().now())
}

function to({ kind: what, answerTo = null }: InboxItem): NonNullable<PostContent['answers']> {
  return { kind: what, to: answerTo }
}

async function lookUp(job: Delivery, taken: readonly string[] = []) {
  const environment = stage.environment({ taken: async () => new Set(taken) })
  return valueOf(await answering.publishing.lookUp({ name: 'message 1', final: true }, job, environment))
}

test('an answer goes into its conversation once, is known again by its words, and is not taken for another', async () => {
  write('Where is it?')
  const [asked] = (await read()).items
  if (!asked) throw new Error('It was asked.')
  const job = await runTo('message 1', answer(to(asked)), stage.environment())
  expect(answering.publishing.absenceOn?.(access, job.prepared)).toMatchObject({ proof: 'settles' })
  expect(await lookUp(job)).toEqual({ found: false })
  const { fetch } = stage.environment()
  const answerLost: typeof fetch = async (input, init) => {
    await fetch(input, init)
    return new Response('', { status: 502 })
  }
  const lost = stage.environment({ fetch: answerLost })
  const step = { name: 'message 1', final: true }
  expect(troubleOf(await answering.publishing.perform(step, job, lost)).kind).toBe('unknown-outcome')
  const sent = stage.standIn.messages(them).at(-1)
  expect(sent).toMatchObject({ from: us, to: them, text: 'It is on its way' })
  expect(await lookUp(job)).toEqual({ found: true, result: { id: sent?.id } })
  expect(await lookUp(job, [sent?.id ?? ''])).toEqual({ found: false })
  const done = { ...job, results: { ...job.results, 'message 1': { id: sent?.id ?? '' } } }
  expect(answering.publishing.published(done)).toMatchObject({ externalId: sent?.id, thread: asked.thread.externalId })
  stage.pass({ hours: 1 })
  expect(await lookUp({ ...job, prepared: answer(to(asked)).prepared })).toEqual({ found: false })
})

test('what was said in public goes on in private with whoever takes messages; others are left alone, with the reason', async () => {
  const post = stage.standIn.act({ kind: 'post', by: us, text: 'Spring teas are here' }).id
  const limits = { messages: 'allowed' }
  const judged = async (words: string) => {
    stage.pass({ minutes: 1 })
    stage.standIn.act({ kind: 'reply', by: them, post, text: words })
    const since = begin.subtract({ hours: 24 })
    const { items } = valueOf(await inbox.read({ source: 'notifications', cursor: undefined, since }, access, stage.environment()))
    const item = items.find(({ text }) => text === words)
    return item && inbox.privateTo?.({ kind: item.kind, at: item.at, answerTo: item.answerTo, limits }, item.at)
  }
  expect(await judged('One')).toEqual({ refused: { code: 'private-only-followed' } })
  stage.standIn.messagesFrom?.set(them, 'nobody')
  expect(await judged('Two')).toEqual({ refused: { code: 'private-not-accepted' } })
  stage.standIn.act({ kind: 'follow', by: them, profile: us })
  stage.standIn.messagesFrom?.set(them, 'followed')
  const allowed = await judged('Three')
  expect(allowed).toEqual({ to: { with: them }, once: false })
  const job = answer({ kind: 'message', to: { with: them } }, 'Which address?')
  stage.standIn.messagesFrom?.set(them, 'nobody')
  const refusal = troubleOf(await answering.publishing.perform({ name: 'convo 1', final: false }, job, stage.environment()))
  expect(refusal).toMatchObject({ kind: 'rejected', reason: { code: 'private-not-accepted' } })
  stage.standIn.messagesFrom?.set(them, 'everyone')
  const done = await runTo(undefined, job, stage.environment())
  const [told] = (await read()).items
  expect(told).toMatchObject({ text: 'Which address?', byUs: true })
  expect(answering.publishing.published(done).thread).toBe(told?.thread.externalId)
})

const ways: readonly (readonly [string, string, () => Readonly<Record<string, string>>])[] = [
  ['an app password', 'app-password', () => stage.standIn.connectWith(us, { without: ['messages'] }).fields],
  ['a grant', 'oauth', () => ({ identifier: 'campfire.bsky.social', no_messages: 'yes' })],
]

test.each(ways)('%s without the right has no messages, says what helps, and loses nothing else', async (_, way, fields) => {
  write('Hello?')
  const connected = await connectedWith(fields(), way)
  const without = accessOf(connected)
  expect(await read(undefined, without)).toMatchObject({ items: [], more: false, every: 6 * 60 * 60 })
  expect(connecting.lacks?.(without.limits)).toEqual([{ code: 'messages-not-allowed' }])
  expect(inbox.privateTo?.({ kind: 'comment', at: begin, answerTo: undefined, limits: without.limits }, begin)).toEqual({
    refused: { code: 'messages-not-allowed' },
  })
  const job = { ...answer({ kind: 'message', to: { with: them } }), access: without, results: { 'convo 1': { convo: 'x' } } }
  const refused = troubleOf(await answering.publishing.perform({ name: 'message 1', final: true }, job, stage.environment()))
  expect(refused).toMatchObject({ kind: 'rejected', reason: { code: 'messages-not-allowed' } })
  const since = begin.subtract({ hours: 1 })
  expect(await inbox.read({ source: 'own', cursor: undefined, since }, without, stage.environment())).toMatchObject({ ok: true })
})

function answerWith(body: object, status: number) {
  return stage.environment({ fetch: async () => Response.json(body, { status }) })
}

test('a server’s own refusal is believed where the token tells nothing', async () => {
  const opaque: AccountAccess = { ...access, secret: { kind: 'app-password', accessJwt: 'opaque', refreshJwt: 'opaque' } }
  const readFrom = (environment: ReturnType<typeof answerWith>) =>
    inbox.read({ source: 'messages', cursor: undefined, since: begin }, opaque, environment)
  const badMethod = answerWith({ error: 'InvalidToken', message: 'Bad token method' }, 400)
  expect(await readFrom(badMethod)).toMatchObject({ ok: true, value: { items: [], more: false } })
  const distrusts = answerWith({ error: 'AuthenticationRequired', message: 'no' }, 401)
  expect(troubleOf(await readFrom(distrusts)).kind).toBe('unavailable')
  const ranOut = answerWith({ error: 'ExpiredToken', message: 'Token has expired' }, 400)
  expect(troubleOf(await readFrom(ranOut))).toMatchObject({ kind: 'signed-out', reason: { code: 'token-expired' } })
})

test('signing in asks for messages, and a server that knows nothing of them is asked without', async () => {
  const identifier = 'campfire.bsky.social'
  const connected = await connectedWith({ identifier }, 'oauth')
  expect(connected).toMatchObject({ limits: { messages: 'allowed' }, scopes: ['atproto', 'transition:chat.bsky', 'transition:generic'] })
  expect(connecting.lacks?.(connected.limits ?? {})).toEqual([])
  write('Hello?')
  expect((await read(undefined, accessOf(connected))).items).toMatchObject([{ text: 'Hello?' }])
  const request = stage.request('oauth', { identifier })
  const knowsNothing: typeof fetch = async (input, init) => {
    const asked = input instanceof Request ? input.clone() : new Request(input, init)
    const form = asked.url.endsWith('/oauth/par') ? await asked.text() : ''
    if (new URLSearchParams(form).get('scope')?.includes('chat.bsky')) return Response.json({ error: 'invalid_scope' }, { status: 400 })
    return request.fetch(input, init)
  }
  expect(await connecting.begin({ ...request, fetch: knowsNothing })).toMatchObject({ ok: true })
})
