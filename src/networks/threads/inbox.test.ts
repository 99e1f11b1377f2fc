import { afterAll, beforeAll, expect, test } from 'vitest'

import type { AccountAccess, InboxItem, InboxPage, PostContent } from '../network.ts'
import { lookFor } from '../test-look-again.ts'
import type { ClockedStage } from '../test-stand-in-stage.ts'
import { valueOf } from '../test-steps.ts'
import { inbox } from './inbox.ts'
import { publishing } from './publishing.ts'
import { testThread } from './test-content.ts'
import { runTo, setThreadsStage, startJob } from './test-stage.ts'

let stage: ClockedStage
let access: AccountAccess
let post: string
beforeAll(async () => {
  stage = await setThreadsStage()
  access = await stage.connect()
  const job = await runTo(
    undefined,
    startJob(access, testThread([{ text: 'Spring teas are here' }, { text: 'And cups' }])),
    stage.environment(),
  )
  post = publishing.published(job).externalId
})
afterAll(() => stage?.close())

async function page(source: string, cursor?: InboxPage['cursor']): Promise<InboxPage> {
  stage.pass({ hours: 1 })
  const environment = stage.environment()
  return valueOf(await inbox.read({ source, cursor, since: environment.now().subtract({ hours: 24 * 30 }) }, access, environment))
}

function byFriend(text: string, on = post): string {
  stage.pass({ seconds: 1 })
  return stage.standIn.act({ kind: 'reply', by: stage.friend.id, post: on, text }).id
}

function byUs(text: string, on: string): string {
  stage.pass({ seconds: 1 })
  return stage.standIn.act({ kind: 'reply', by: stage.profile.id, post: on, text }).id
}

function itemOf(id: string, { items }: InboxPage): InboxItem | undefined {
  return items.find(({ externalId }) => externalId === id)
}

test('each comment under a post is told with all that follows it; the profile’s own thread is not', async () => {
  const first = byFriend('Is there oolong?')
  const ours = byUs('There is', first)
  const second = byFriend('Lovely', ours)
  const told = await page('replies')
  expect(told.items.map(({ externalId, byUs: isOurs, thread }) => [externalId, isOurs, thread.externalId])).toEqual([
    [second, false, first],
    [ours, true, first],
    [first, false, first],
  ])
  expect(itemOf(first, told)).toMatchObject({
    kind: 'comment',
    thread: { about: { externalId: post, text: 'Spring teas are here' } },
    author: { handle: 'kindling' },
    answers: post,
    hidden: false,
  })
})

test('what is rewritten or deleted is seen with the next reading, which is due by the post’s age', async () => {
  const [kept, dropped] = [byFriend('Ist there cake?'), byFriend('Never mind')]
  const { cursor } = await page('replies')
  stage.standIn.act({ kind: 'delete', by: stage.friend.id, post: dropped })
  const hasty = valueOf(await inbox.read({ source: 'replies', cursor, since: stage.environment().now() }, access, stage.environment()))
  expect(hasty.items).toEqual([])
  const next = byFriend('And tea?')
  stage.standIn.act({ kind: 'edit', by: stage.friend.id, post: next, text: 'And coffee?' })
  const told = await page('replies', cursor)
  expect([itemOf(kept, told)?.text, itemOf(dropped, told), itemOf(next, told)?.text]).toEqual(['Ist there cake?', undefined, 'And coffee?'])
  expect(told.whole).toMatchObject([{ about: post }])
})

test('what somebody has before them is looked for by itself', async () => {
  const [dropped, kept] = [byFriend('Never mind at all'), byFriend('Is there caek?')]
  stage.standIn.act({ kind: 'delete', by: stage.friend.id, post: dropped })
  stage.standIn.act({ kind: 'edit', by: stage.friend.id, post: kept, text: 'Is there cake?' })
  const at = { inbox, access, environment: stage.environment() }
  const found = [{ externalId: kept, text: 'Is there cake?', hidden: false }]
  expect(await lookFor([dropped, kept], at)).toEqual({ ok: true, value: { found, missing: [dropped] } })
  expect(await lookFor([dropped], at)).toEqual({ ok: true, value: { found: [], missing: [dropped] } })
})

test('where the profile is named elsewhere is told once, with what it answered there', async () => {
  const somewhere = stage.standIn.act({ kind: 'post', by: stage.friend.id, text: 'Best tea: @campfire' }).id
  byFriend('Thanks @campfire')
  const answer = byUs('You are kind', somewhere)
  const mentions = await page('mentions')
  expect(mentions.items).toMatchObject([{ externalId: somewhere, kind: 'mention', thread: { externalId: somewhere }, byUs: false }])
  const own = await page('own')
  expect(own.items).toMatchObject([
    { externalId: answer, byUs: true, thread: { externalId: somewhere, about: { author: 'kindling' } }, answers: somewhere },
  ])
  expect((await page('own', own.cursor)).more).toBe(false)
})

test('an answer counts as a reply, stands under what it answers and is found again', async () => {
  const asked = byFriend('Open on Sunday?')
  const item = itemOf(asked, await page('replies'))
  const content: PostContent = { ...testThread([{ text: 'From ten' }]), answers: { kind: 'comment', to: item?.answerTo ?? null } }
  expect(inbox.answering?.rulesFor({}, 'comment').uses?.(content)).toEqual([{ name: 'replies', amount: 1 }])
  const job = await runTo('permalink 1', startJob(access, content), stage.environment())
  expect(stage.standIn.posts({ limit: 1 })).toMatchObject([{ text: 'From ten', replyTo: asked }])
  const found = valueOf(await publishing.lookUp({ name: 'part 1', final: true }, job, stage.environment()))
  expect(found).toMatchObject({ found: true, result: { id: stage.standIn.posts({ limit: 1 })[0]?.id } })
})

test('only what stands directly under a post can be hidden, and shown again', async () => {
  const top = byFriend('Rubbish')
  const below = byFriend('Indeed', top)
  const read = await page('replies')
  const [one, other] = [top, below].map((id) => itemOf(id, read))
  if (!one || !other) throw new Error('Both were said.')
  expect([one, other].map((item) => inbox.hideable?.(onNetwork(item)))).toEqual([true, false])

  expect(await hide(one, true)).toMatchObject({ ok: true })
  const after = await page('replies')
  expect([top, below].map((id) => itemOf(id, after)?.hidden)).toEqual([true, true])
  expect(await hide(one, false)).toMatchObject({ ok: true })
  expect(await hide(other, true)).toMatchObject({ ok: false, trouble: { kind: 'rejected' } })
})

function onNetwork({ externalId, kind, answerTo }: InboxItem) {
  return { externalId, kind, answerTo }
}

async function hide(item: InboxItem, hidden: boolean) {
  return inbox.hide?.({ ...onNetwork(item), hidden }, access, stage.environment())
}
