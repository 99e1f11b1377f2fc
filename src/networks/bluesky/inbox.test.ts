import { afterAll, beforeAll, expect, test } from 'vitest'

import type { AccountAccess, Delivery, InboxItem, InboxPage } from '../network.ts'
import { type StandInStage, standInStage } from '../test-stand-in-stage.ts'
import { answering } from './answering.ts'
import { inbox } from './inbox.ts'
import { bluesky } from './index.ts'
import { standIn as kind } from './stand-in.ts'

let stage: StandInStage
let access: AccountAccess
let post: string
/** Seconds that the sandbox's clock is ahead: nothing happens twice in one moment. */
let later = 0
const now = () => Temporal.Now.instant().add({ seconds: (later += 1) })
beforeAll(async () => {
  stage = await standInStage({ network: bluesky, kind, content: { parts: [], languages: [], settings: {} }, now })
  access = await stage.connect()
  post = stage.standIn.act({ kind: 'post', by: stage.profile.id, text: 'Spring teas are here' }).id
})
afterAll(() => stage?.close())

async function page(source: string, { cursor, days = 30 }: { cursor?: InboxPage['cursor']; days?: number } = {}): Promise<InboxPage> {
  const since = Temporal.Now.instant().subtract({ hours: 24 * days })
  const read = await inbox.read({ source, cursor, since }, access, stage.environment())
  if (!read.ok) throw new Error(JSON.stringify(read.trouble))
  return read.value
}

function reply(by: string, words: string, to = post): string {
  return stage.standIn.act({ kind: 'reply', by, post: to, text: words }).id
}

function onNetwork(item: InboxItem) {
  return { externalId: item.externalId, kind: item.kind, answerTo: item.answerTo }
}

function itemOf(words: string, { items }: InboxPage): InboxItem {
  const item = items.find(({ text }) => text === words)
  if (!item) throw new Error(`Nobody said “${words}”.`)
  return item
}

test('a comment is told with its post and its author, and what follows belongs to the same talk', async () => {
  const first = reply(stage.friend.id, 'Is there oolong?')
  const one = await page('notifications')
  expect(itemOf('Is there oolong?', one)).toMatchObject({
    externalId: first,
    kind: 'comment',
    thread: { externalId: first, about: { externalId: post, text: 'Spring teas are here' } },
    author: { externalId: stage.friend.id, name: 'Kindling' },
    byUs: false,
    answers: post,
  })
  const ours = reply(stage.profile.id, 'There is', first)
  const second = reply(stage.friend.id, 'Lovely', ours)
  const two = await page('notifications', { cursor: one.cursor })
  expect(itemOf('Lovely', two)).toMatchObject({ externalId: second, thread: { externalId: first } })
  expect(itemOf('There is', await page('own'))).toMatchObject({ byUs: true, thread: { externalId: first }, answers: first })
})

test('a mention elsewhere and a repost are told for what they are; a like says nothing', async () => {
  const { cursor } = await page('notifications')
  const by = stage.friend.id
  const handle = stage.standIn.profiles().find(({ id }) => id === stage.profile.id)?.handle ?? ''
  const mention = stage.standIn.act({ kind: 'post', by, text: `Tea at @${handle} today` }).id
  for (const what of ['repost', 'like'] as const) stage.standIn.act({ kind: what, by, post })
  const { items } = await page('notifications', { cursor })
  const fresh = items.filter(({ text }) => text !== 'Lovely')
  expect(new Map(fresh.map((item) => [item.kind, item.thread.externalId]))).toEqual(
    new Map([
      ['mention', mention],
      ['share', `shares:${post}`],
    ]),
  )
})

test('the first reading goes back page by page, and no further than it should', async () => {
  const talk = Array.from({ length: 55 }, (_, index) => reply(stage.friend.id, `Word ${index}`))
  const first = await page('notifications')
  expect(first.more).toBe(true)
  const second = await page('notifications', { cursor: first.cursor })
  expect(second.more).toBe(false)
  const ids = new Set([...first.items, ...second.items].map(({ externalId }) => externalId))
  expect(talk.every((id) => ids.has(id))).toBe(true)
  const third = await page('notifications', { cursor: second.cursor })
  expect(third.items.length).toBeLessThan(3)
  expect((await page('notifications', { days: -1 })).items).toEqual([])
})

test('what is listed late, behind what was read, is told all the same, and everything once', async () => {
  let { more, cursor } = await page('notifications')
  while (more) ({ more, cursor } = await page('notifications', { cursor }))
  reply(stage.friend.id, 'On time')
  const one = await page('notifications', { cursor })
  expect(one.items.map(({ text }) => text)).toEqual(['On time'])
  later -= 1800
  const behind = reply(stage.friend.id, 'Half an hour ago')
  later += 1800
  const two = await page('notifications', { cursor: one.cursor })
  expect(two.items.map(({ externalId }) => externalId)).toEqual([behind])
  expect((await page('notifications', { cursor: two.cursor })).items).toEqual([])
})

test('an answer stands in the talk that it answers, and is found again', async () => {
  const first = reply(stage.friend.id, 'Where are you?')
  const item = itemOf('Where are you?', await page('notifications'))
  const part = { text: 'By the river', media: [] }
  const content = { parts: [part], languages: ['en'], settings: {}, answers: { kind: item.kind, to: item.answerTo ?? null } }
  const prepared: Delivery = { access, content, prepared: answering.publishing.prepare(content, now()), results: {} }
  const step = answering.publishing.nextStep(prepared)
  if (!step) throw new Error('There is nothing to do.')
  expect(await answering.publishing.perform(step, prepared, stage.environment())).toMatchObject({ ok: true })
  const live = stage.standIn.posts({ profileId: stage.profile.id }).find(({ text }) => text === 'By the river')
  expect(live?.replyTo).toBe(first)
  expect(await answering.publishing.lookUp(step, prepared, stage.environment())).toMatchObject({ ok: true, value: { found: true } })
})

test('what is hidden here is hidden there, and the reverse; only what stands under a post of the profile can be', async () => {
  const rude = reply(stage.friend.id, 'Terrible tea')
  const mention = stage.standIn.act({ kind: 'post', by: stage.friend.id, text: 'Never again at @campfire.bsky.social' }).id
  const told = await page('notifications')
  const item = itemOf('Terrible tea', told)
  expect([item, itemOf('Never again at @campfire.bsky.social', told)].map((one) => inbox.hideable?.(onNetwork(one)))).toEqual([true, false])
  const shown = () => stage.standIn.posts({ profileId: stage.friend.id }).find(({ id }) => id === rude)?.hidden
  const { cursor } = await page('hidden')
  expect(await inbox.hide?.({ ...onNetwork(item), hidden: true }, access, stage.environment())).toMatchObject({ ok: true })
  expect(shown()).toBe(true)
  expect(itemOf('Terrible tea', await page('notifications'))).toMatchObject({ hidden: true })
  const hidden = await page('hidden', { cursor })
  expect(hidden.items).toMatchObject([
    { externalId: rude, kind: 'comment', thread: { externalId: rude, about: { externalId: post } }, hidden: true },
  ])
  stage.standIn.hide?.({ by: stage.profile.id, post: rude, hidden: false })
  expect((await page('hidden', { cursor: hidden.cursor })).items).toMatchObject([{ externalId: rude, hidden: false }])
  expect(() => stage.standIn.hide?.({ by: stage.profile.id, post: mention, hidden: true })).toThrow('no answer')
})
