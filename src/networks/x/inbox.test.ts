import { afterEach, beforeEach, expect, test } from 'vitest'

import type { AccountAccess, Delivery, InboxItem, InboxPage } from '../network.ts'
import { lookFor } from '../test-look-again.ts'
import type { StandInStage } from '../test-stand-in-stage.ts'
import { stepsOf, troubleOf } from '../test-steps.ts'
import { answering } from './answering.ts'
import { inbox } from './inbox.ts'
import { answering as answeringWith, setXStage, standingClock, valueOf } from './test-stage.ts'

let stage: StandInStage
let clock: ReturnType<typeof standingClock>
let access: AccountAccess
let post: string
beforeEach(async () => {
  clock = standingClock()
  stage = await setXStage({ now: clock.now })
  access = await stage.connect()
  post = act({ kind: 'post', by: stage.profile.id, text: 'Spring teas are here' })
})
afterEach(() => stage.close())

function act(action: Parameters<StandInStage['standIn']['act']>[0]): string {
  clock.pass(1)
  return stage.standIn.act(action).id
}

function byFriend(text: string, on = post): string {
  return act({ kind: 'reply', by: stage.friend.id, post: on, text })
}

async function page(source: string, cursor?: InboxPage['cursor'], options = {}): Promise<InboxPage> {
  const environment = stage.environment({ options })
  return valueOf(await inbox.read({ source, cursor, since: clock.now().subtract({ hours: 24 * 30 }) }, access, environment))
}

function itemOf(id: string, { items }: InboxPage): InboxItem {
  const item = items.find(({ externalId }) => externalId === id)
  if (!item) throw new Error(`Nobody told of ${id}.`)
  return item
}

function onNetwork({ externalId, kind, answerTo }: InboxItem) {
  return { externalId, kind, answerTo }
}

test('a talk with one person under a post of ours is one thread, whoever speaks; names in front are left out', async () => {
  const first = byFriend('Is there oolong?')
  const ours = act({ kind: 'reply', by: stage.profile.id, post: first, text: 'There is' })
  const second = byFriend('Lovely', ours)
  const told = await page('mentions')
  expect(itemOf(first, told)).toMatchObject({
    kind: 'comment',
    text: 'Is there oolong?',
    byUs: false,
    author: { handle: 'kindling', name: 'Kindling' },
    thread: { about: { externalId: post, text: 'Spring teas are here' } },
    answers: post,
  })
  expect(itemOf(second, told)).toMatchObject({ kind: 'comment', text: 'Lovely' })
  const own = await page('own')
  expect(own.items.map(({ externalId, byUs }) => [externalId, byUs])).toEqual([[ours, true]])
  const threads = [itemOf(first, told), itemOf(second, told), itemOf(ours, own)].map(({ thread }) => thread.externalId)
  expect(new Set(threads).size).toBe(1)
})

test('only what is new is asked for and paid; a mention elsewhere, what is deleted and how often to ask are told for what they are', async () => {
  const mention = act({ kind: 'post', by: stage.friend.id, text: 'Tea at @campfire' })
  const one = await page('mentions')
  expect(one.items).toMatchObject([{ externalId: mention, kind: 'mention', thread: { externalId: `${mention}:${stage.friend.id}` } }])
  expect(one.cost).toBe(0.005)
  expect(await page('mentions', one.cursor, { inbox_minutes: '15' })).toMatchObject({ items: [], cost: 0, every: 900 })
})

test('what is looked for again is paid if it is there; only what X does not know any more is missing', async () => {
  const [dropped, kept, unseen] = [byFriend('Never mind'), byFriend('Is it open?'), byFriend('In private')]
  act({ kind: 'delete', by: stage.friend.id, post: dropped })
  const { fetch } = stage.environment()
  const kinds = 'https://api.x.com/2/problems'
  const hides: typeof globalThis.fetch = async (input, init) => {
    const text = await (await fetch(input, init)).text()
    const problem = { resource_id: unseen, type: `${kinds}/not-authorized-for-resource`, title: 'Authorization Error' }
    return Response.json({
      ...JSON.parse(text),
      data: [{ id: kept, author_id: stage.friend.id }],
      errors: [...JSON.parse(text).errors, problem],
    })
  }
  const looked = await lookFor([dropped, kept, unseen], { inbox, access, environment: stage.environment({ fetch: hides }) })
  expect(looked).toEqual({ ok: true, value: { found: [{ externalId: kept }], missing: [dropped], cost: 0.005 } })
  expect(inbox.lookingAgain?.round).toBeUndefined()
})

test('a quote is found by its number, and paid once', async () => {
  const quote = act({ kind: 'post', by: stage.friend.id, text: `Try this ${stage.origin}/campfire/status/${post}` })
  const told = await page('quotes')
  expect(told.items).toMatchObject([{ externalId: quote, kind: 'quote', text: 'Try this', thread: { about: { externalId: post } } }])
  expect(told.cost).toBeCloseTo(0.006)
  expect(await page('quotes', told.cursor)).toMatchObject({ items: [], cost: 0 })
})

test('private messages are read a few at a time, the whole conversation in one thread', async () => {
  const by = stage.friend.id
  act({ kind: 'message', by, to: stage.profile.id, text: 'My order is late' })
  const one = await page('messages')
  expect(one.items).toMatchObject([{ kind: 'message', text: 'My order is late', byUs: false, author: { handle: 'kindling' } }])
  act({ kind: 'message', by: stage.profile.id, to: by, text: 'We are looking' })
  act({ kind: 'message', by, to: stage.profile.id, text: 'Thanks' })
  const two = await page('messages', one.cursor)
  expect([two.items.map(({ text }) => text), two.more, two.cost]).toEqual([['Thanks'], true, 0.01])
  const three = await page('messages', two.cursor)
  expect([three.items.map(({ text, byUs }) => [text, byUs]), three.more]).toEqual([[['We are looking', true]], false])
  expect(new Set([...one.items, ...two.items, ...three.items].map(({ thread }) => thread.externalId)).size).toBe(1)
  expect(await page('messages', three.cursor)).toMatchObject({ items: [], more: false })
})

test('a right that was not given is told as one, and signs nobody out', async () => {
  const environment = stage.environment({ fetch: answeringWith(stage, /dm_events/, refuse) })
  const read = await inbox.read({ source: 'messages', cursor: undefined, since: clock.now() }, access, environment)
  expect(troubleOf(read)).toMatchObject({ kind: 'rejected', reason: { code: 'right-missing' } })
})

function refuse(): Response {
  return Response.json({ title: 'Forbidden', status: 403, detail: 'You are not permitted.' }, { status: 403 })
}

const { startJob, runTo } = stepsOf(answering.publishing)

function answer(item: InboxItem, text: string): Delivery {
  const content = { parts: [{ text, media: [] }], languages: [], settings: {}, answers: { kind: item.kind, to: item.answerTo ?? null } }
  return startJob(access, content, clock.now())
}

async function lookUp(job: Delivery) {
  return valueOf(await answering.publishing.lookUp({ name: 'part 1', final: true }, job, stage.environment()))
}

test('an answer stands under what it answers, and is found again behind the name that X puts in front', async () => {
  const asked = byFriend('Open on Sunday?')
  const job = answer(itemOf(asked, await page('mentions')), 'From ten')
  expect(answering.rulesFor({}, 'comment').cost?.(job.content)).toBe(0.01)
  expect(await lookUp(job)).toEqual({ found: false })
  const done = await runTo(undefined, job, stage.environment())
  expect(stage.standIn.posts({ limit: 1 })).toMatchObject([{ text: 'From ten', replyTo: asked }])
  expect(await lookUp(job)).toEqual({ found: true, result: { id: answering.publishing.published(done).externalId } })
})

test('a private answer goes into the same conversation once, and is found and taken back', async () => {
  act({ kind: 'message', by: stage.friend.id, to: stage.profile.id, text: 'Where is it?' })
  const [asked] = (await page('messages')).items
  if (!asked) throw new Error('It was asked.')
  const job = answer(asked, 'On its way')
  expect(answering.rulesFor({}, 'message')).toMatchObject({ maxParts: 1 })
  const unclear = stage.environment({ fetch: answeringWith(stage, /messages$/, () => new Response('', { status: 503 })) })
  const step = { name: 'part 1', final: true }
  expect(troubleOf(await answering.publishing.perform(step, job, unclear)).kind).toBe('unknown-outcome')
  expect(await lookUp(job)).toEqual({ found: false })
  const done = await runTo(undefined, job, stage.environment())
  expect(stage.standIn.messages(stage.friend.id).map(({ text }) => text)).toEqual(['Where is it?', 'On its way'])
  expect(await lookUp(job)).toMatchObject({ found: true })
  valueOf((await answering.publishing.takeDown?.(done, stage.environment())) ?? { ok: true, value: undefined })
  expect(await lookUp(job)).toEqual({ found: false })
})

test('what others say under a post of ours can be hidden; a mention elsewhere cannot', async () => {
  const reply = byFriend('Rubbish')
  const mention = act({ kind: 'post', by: stage.friend.id, text: 'Bad tea at @campfire' })
  const told = await page('mentions')
  const [one, other] = [itemOf(reply, told), itemOf(mention, told)]
  expect([one, other].map((item) => inbox.hideable?.(onNetwork(item)))).toEqual([true, false])
  const hide = async (item: InboxItem, hidden: boolean) => inbox.hide?.({ ...onNetwork(item), hidden }, access, stage.environment())
  expect(await hide(one, true)).toEqual({ ok: true, value: undefined })
  expect(await hide(one, false)).toEqual({ ok: true, value: undefined })
  expect(await hide(other, true)).toMatchObject({ ok: false, trouble: { kind: 'rejected' } })
})
