import { afterEach, beforeEach, expect, test } from 'vitest'

import type { AccountAccess, InboxItem, InboxPage } from '../network.ts'
import { stepsOf, troubleOf, valueOf } from '../test-steps.ts'
import { answering } from './answering.ts'
import { inbox } from './inbox.ts'
import { type LinkedInStage, setLinkedInStage } from './test-stage.ts'

let stage: LinkedInStage
let access: AccountAccess
let post: string
beforeEach(async () => {
  stage = await setLinkedInStage()
  access = await stage.connect()
  post = stage.standIn.act({ kind: 'post', by: stage.profile.id, text: 'Spring teas (new)' }).id
})
afterEach(() => stage.close())

async function page(cursor?: InboxPage['cursor'], options = {}): Promise<InboxPage> {
  stage.pass({ minutes: 30 })
  const environment = stage.environment({ options })
  const since = environment.now().subtract({ hours: 24 * 30 })
  return valueOf(await inbox.read({ source: 'notices', cursor, since }, access, environment))
}

function byFriend(text: string, on = post): string {
  stage.pass({ seconds: 1 })
  return stage.standIn.act({ kind: 'reply', by: stage.friend.id, post: on, text }).id
}

function itemOf(id: string, { items }: InboxPage): InboxItem {
  const item = items.find(({ externalId }) => externalId === id)
  if (!item) throw new Error(`Nobody told of ${id}.`)
  return item
}

test('a comment is told with its post, who wrote it and what answers it; nothing new costs one call', async () => {
  const first = byFriend('Is there oolong?')
  const ours = stage.standIn.act({ kind: 'reply', by: stage.profile.id, post: first, text: 'There is' }).id
  const told = await page()
  expect(itemOf(first, told)).toMatchObject({
    kind: 'comment',
    byUs: false,
    author: { externalId: stage.friend.id, name: 'Kindling' },
    thread: { externalId: first, about: { externalId: post, text: 'Spring teas (new)' } },
  })
  expect(itemOf(ours, told)).toMatchObject({ byUs: true, answers: first, thread: { externalId: first } })
  const next = await page(told.cursor, { inbox_minutes: '5' })
  expect(next).toMatchObject({ items: [], more: false, every: 300, uses: [{ name: 'member_calls', amount: 1 }, { amount: 1 }] })
})

test('what is rewritten or deleted under a post is seen, since the post is read whole then', async () => {
  const [kept, dropped] = [byFriend('Ist it open?'), byFriend('Never mind')]
  const { cursor } = await page()
  stage.standIn.act({ kind: 'edit', by: stage.friend.id, post: kept, text: 'Is it open?' })
  stage.standIn.act({ kind: 'delete', by: stage.friend.id, post: dropped })
  const told = await page(cursor)
  expect(told.items.map(({ externalId, text }) => [externalId, text])).toEqual([[kept, 'Is it open?']])
  expect(itemOf(kept, told).editedAt).toBeDefined()
  expect(told.whole).toMatchObject([{ about: post }])
})

test('a post that names the organization is told; a member’s own profile has no inbox', async () => {
  const mention = stage.standIn.act({ kind: 'post', by: stage.friend.id, text: 'Best tea: @campfire' }).id
  expect((await page()).items).toMatchObject([
    { externalId: mention, kind: 'mention', text: 'Best tea: @campfire', thread: { externalId: mention } },
  ])
  const member = await stage.connectAs(stage.friend.id)
  const read = await inbox.read({ source: 'notices', cursor: undefined, since: stage.environment().now() }, member, stage.environment())
  expect(troubleOf(read)).toMatchObject({ kind: 'rejected', reason: { code: 'posts-not-readable' } })
})

test('an answer stands under the comment that began the thread; after an unclear answer it is looked for, and deleted it is gone', async () => {
  const first = byFriend('Open on Sunday?')
  const second = byFriend('And Monday?', first)
  const { kind, answerTo = null } = itemOf(second, await page())
  const content = { parts: [{ text: 'From ten', media: [] }], languages: [], settings: {}, answers: { kind, to: answerTo } }
  const { startJob, runTo } = stepsOf(answering.publishing)
  const job = startJob(access, content, stage.environment().now())
  const step = { name: 'part 1', final: true }
  const lookUp = async () => valueOf(await answering.publishing.lookUp(step, job, stage.environment()))
  const silent = stage.environment({ fetch: async () => new Response('', { status: 502 }) })
  expect(troubleOf(await answering.publishing.perform(step, job, silent)).kind).toBe('unknown-outcome')
  expect(await lookUp()).toEqual({ found: false })
  const done = await runTo(undefined, job, stage.environment())
  const { externalId } = answering.publishing.published(done)
  expect(stage.standIn.posts().find(({ id }) => id === externalId)).toMatchObject({ text: 'From ten', replyTo: first })
  expect(await lookUp()).toEqual({ found: true, result: { id: externalId } })
  expect(itemOf(externalId, await page())).toMatchObject({ byUs: true, answers: first })
  valueOf((await answering.publishing.takeDown?.(done, stage.environment())) ?? { ok: true, value: undefined })
  expect(await lookUp()).toEqual({ found: false })
})
