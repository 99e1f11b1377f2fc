import { afterAll, beforeAll, expect, test } from 'vitest'

import type { AccountAccess, Delivery, InboxItem, InboxPage, NetworkEnvironment } from '../network.ts'
import { lookFor } from '../test-look-again.ts'
import type { StandInStage } from '../test-stand-in-stage.ts'
import { answering } from './answering.ts'
import { inbox } from './inbox.ts'
import { run, startJob, text } from './test-jobs.ts'
import { setMastodonStage } from './test-stage.ts'

let stage: StandInStage
let access: AccountAccess
let post: string
/** Minutes that the sandbox's clock is ahead. */
let later = 0
const now = () => Temporal.Now.instant().add({ minutes: later })
beforeAll(async () => {
  stage = await setMastodonStage({ rates: false }, { now })
  access = await stage.connect()
  await run(startJob(access, [text('Spring teas are here')]), stage.environment())
  post = stage.standIn.posts({ profileId: stage.profile.id })[0]?.id ?? ''
})
afterAll(() => stage?.close())

async function page(
  source: string,
  cursor?: InboxPage['cursor'],
  environment: NetworkEnvironment = stage.environment(),
): Promise<InboxPage> {
  const read = await inbox.read({ source, cursor, since: now().subtract({ hours: 24 * 30 }) }, access, environment)
  if (!read.ok) throw new Error(JSON.stringify(read.trouble))
  return read.value
}

function byFriend(words: string, to = post): string {
  later += 1
  return stage.standIn.act({ kind: 'reply', by: stage.friend.id, post: to, text: words }).id
}

function itemOf(words: string, items: readonly InboxItem[]): InboxItem {
  const item = items.find((each) => each.text.includes(words))
  if (!item) throw new Error(`Nobody said “${words}”.`)
  return item
}

test('a comment is told with its post and its author; what follows goes on where the last page ended', async () => {
  const first = byFriend('Is there oolong?')
  const one = await page('notifications')
  expect(itemOf('oolong', one.items)).toMatchObject({
    externalId: first,
    kind: 'comment',
    thread: { externalId: first, about: { externalId: post, text: 'Spring teas are here' } },
    author: { handle: 'kindling', name: 'Kindling' },
    byUs: false,
    answers: post,
  })
  const second = byFriend('Or sencha?', first)
  const two = await page('notifications', one.cursor)
  expect(two.items.map(({ externalId, thread }) => [externalId, thread.externalId])).toEqual([[second, first]])
  expect((await page('notifications', two.cursor)).items).toEqual([])
})

test('a mention elsewhere, a private word and a boost are told for what they are; a like says nothing', async () => {
  const { cursor } = await page('notifications')
  const by = stage.friend.id
  later += 1
  stage.standIn.act({ kind: 'post', by, text: 'Tea at @campfire today' })
  stage.standIn.act({ kind: 'message', by, to: stage.profile.id, text: 'My order is late' })
  stage.standIn.act({ kind: 'repost', by, post })
  stage.standIn.act({ kind: 'like', by, post })
  const { items } = await page('notifications', cursor)
  expect(items.map(({ kind }) => kind).toSorted()).toEqual(['mention', 'message', 'share'])
  const [message, mention] = [itemOf('late', items), itemOf('today', items)]
  expect(message.thread.externalId).toBe(`direct:${message.externalId}`)
  expect(mention.thread).toEqual({ externalId: mention.externalId })
})

test('the first reading goes back page by page, and no further than it should', async () => {
  const talk = Array.from({ length: 45 }, (_, index) => byFriend(`Word ${index}`))
  const first = await page('notifications')
  expect(first.more).toBe(true)
  const second = await page('notifications', first.cursor)
  expect(second.more).toBe(false)
  const ids = new Set([...first.items, ...second.items].map(({ externalId }) => externalId))
  expect(talk.every((id) => ids.has(id))).toBe(true)
  const recent = await inbox.read(
    { source: 'notifications', cursor: undefined, since: now().subtract({ minutes: 3 }) },
    access,
    stage.environment(),
  )
  expect(recent.ok && recent.value.items.length).toBeLessThan(5)
})

test('what the profile answered in its own app is told as ours', async () => {
  const asked = byFriend('And cake?')
  later += 1
  const answer = stage.standIn.act({ kind: 'reply', by: stage.profile.id, post: asked, text: 'Cake too' }).id
  const { items } = await page('own')
  expect(itemOf('Cake too', items)).toMatchObject({ externalId: answer, byUs: true, thread: { externalId: asked }, answers: asked })
  expect(items.some((item) => item.externalId === post)).toBe(false)
})

test('an answer is seen by those who saw the question, names its author once, and is found again', async () => {
  stage.standIn.act({ kind: 'message', by: stage.friend.id, to: stage.profile.id, text: 'Where is my tea?' })
  const item = itemOf('Where is my tea', (await page('notifications')).items)
  const content = { parts: [text('On its way')], languages: [], settings: {}, answers: { kind: item.kind, to: item.answerTo ?? null } }
  const prepared: Delivery = { access, content, prepared: answering.publishing.prepare(content, now()), results: {} }
  const step = answering.publishing.nextStep(prepared)
  if (!step) throw new Error('There is nothing to do.')
  const done = await answering.publishing.perform(step, prepared, stage.environment())
  expect(done.ok).toBe(true)
  const [live] = stage.standIn.posts({ profileId: stage.profile.id })
  expect(live).toMatchObject({ text: '@kindling On its way', visibility: 'direct', replyTo: item.externalId })
  const seen = await answering.publishing.lookUp(step, prepared, stage.environment())
  expect(seen).toMatchObject({ ok: true, value: { found: true } })
})

test('what was deleted is missing and what was rewritten is told, also by a server that gives posts one by one only', async () => {
  for (const lists of [true, false]) {
    const server = await setMastodonStage({ rates: false, lists })
    await using _ = { [Symbol.asyncDispose]: () => server.close() }
    const by = server.friend.id
    const own = server.standIn.act({ kind: 'post', by: server.profile.id, text: 'Spring teas' }).id
    const [dropped = '', kept = ''] = ['Never mind', 'Ist it open?'].map(
      (words) => server.standIn.act({ kind: 'reply', by, post: own, text: words }).id,
    )
    const letter = server.standIn.act({ kind: 'message', by, to: server.profile.id, text: 'My order is late' }).id
    server.standIn.act({ kind: 'delete', by, post: dropped })
    server.standIn.act({ kind: 'edit', by, post: kept, text: 'Is it open?' })
    const at = { inbox, access: await server.connect(), environment: server.environment() }
    const looked = await lookFor([dropped, kept, letter], at)
    expect(looked).toMatchObject({ ok: true, value: { missing: [dropped] } })
    expect(
      looked.ok &&
        looked.value.found.map(({ externalId, text: words, editedAt }) => [externalId, words?.replace(/^@\w+ /, ''), Boolean(editedAt)]),
    ).toEqual([
      [kept, 'Is it open?', true],
      [letter, 'My order is late', false],
    ])
    const away = server.environment({ fetch: async () => new Response('<html>Bad gateway</html>', { status: 502 }) })
    expect(await lookFor([kept], { ...at, environment: away })).toMatchObject({ ok: false, trouble: { kind: 'unavailable' } })
  }
})

test('an account that was connected before Hearth asked for the right to read them is not taken for signed out', async () => {
  const { fetch } = stage.environment()
  const refusing: typeof fetch = async (input, init) => {
    const { url } = new Request(input, init)
    if (!url.includes('/notifications')) return fetch(input, init)
    return Response.json({ error: 'This action is outside the authorized scopes' }, { status: 403 })
  }
  const environment = stage.environment({ fetch: refusing })
  const read = await inbox.read({ source: 'notifications', cursor: undefined, since: now() }, access, environment)
  expect(read).toMatchObject({ ok: false, trouble: { kind: 'rejected', reason: { code: 'right-missing' } } })
})
