import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import type { AccountAccess, InboxPage } from '../network.ts'
import { stageForEach } from '../test-stand-in-stage.ts'
import { stepsOf, troubleOf, valueOf } from '../test-steps.ts'
import { answering } from './answering.ts'
import { inbox } from './inbox.ts'
import { publishing } from './publishing.ts'
import { testThread } from './test-content.ts'
import { runTo, setTelegramStage, startJob } from './test-stage.ts'

const stage = stageForEach(setTelegramStage)
type Stage = Awaited<ReturnType<typeof stage>>

async function read(at: Stage, access: AccountAccess, cursor?: InboxPage['cursor']): Promise<InboxPage> {
  const request = { source: 'group', cursor, since: at.environment().now().subtract({ hours: 24 }) }
  return valueOf(await inbox.read(request, access, at.environment()))
}

async function publish(at: Stage, access: AccountAccess): Promise<string> {
  const done = await runTo(undefined, startJob(access, testThread([{ text: 'Bread at seven' }])), at.environment())
  return publishing.published(done).externalId
}

test('comments come with the post they are about, a thread for each person, with what we say to them', async () => {
  const at = await stage()
  const access = await at.connect()
  const post = await publish(at, access)
  const other = at.standIn.addProfile({ handle: 'ashes', displayName: 'Ashes' })
  const first = at.standIn.act({ kind: 'reply', by: at.friend.id, post, text: 'Is there tea?' }).id
  at.standIn.act({ kind: 'reply', by: other.id, post, text: 'And cake?' })
  at.standIn.act({ kind: 'reply', by: at.profile.id, post: first, text: 'There is' })
  at.standIn.act({ kind: 'reply', by: at.profile.id, post, text: 'Said to nobody' })
  const { items } = await read(at, access)
  expect(items.map(({ text, byUs, kind, author }) => [text, byUs, kind, author.name])).toEqual([
    ['Is there tea?', false, 'comment', 'Kindling'],
    ['And cake?', false, 'comment', 'Ashes'],
    ['There is', true, 'comment', 'Campfire'],
  ])
  expect(items[0]).toMatchObject({ externalId: first, thread: { about: { externalId: post, text: 'Bread at seven' } } })
  expect(items[2]).toMatchObject({ answers: first, thread: { externalId: items[0]?.thread.externalId } })
  expect(items[1]?.thread.externalId).not.toBe(items[0]?.thread.externalId)
})

test('nothing is told twice or lost: what was kept is called read, once it is old or there is too much', async () => {
  const at = await stage()
  const access = await at.connect()
  const post = await publish(at, access)
  at.standIn.act({ kind: 'reply', by: at.friend.id, post, text: 'One' })
  const once = await read(at, access)
  // Its keeping failed: the same again.
  expect((await read(at, access)).items).toEqual(once.items)
  const nothing = await read(at, access, once.cursor)
  expect(nothing).toMatchObject({ items: [], more: false })
  at.pass({ minutes: 11 })
  for (let number = 0; number < 120; number += 1) at.standIn.act({ kind: 'reply', by: at.friend.id, post, text: `More ${number}` })
  const old = await read(at, access, nothing.cursor)
  expect(old).toMatchObject({ more: true })
  const rest = await read(at, access, old.cursor)
  expect([...old.items, ...rest.items].map(({ text }) => text)).toEqual(Array.from({ length: 120 }, (_, number) => `More ${number}`))
  expect(rest.items.at(-1)?.thread.about?.externalId).toBe(post)
  at.pass({ minutes: 11 })
  await read(at, access, (await read(at, access, rest.cursor)).cursor)
  expect(JSON.stringify(at.standIn.state())).toContain('"waiting":[]')
})

test('after a week without anything, numbers that begin anew are heard as well', async () => {
  const at = await stage()
  const access = await at.connect()
  const post = await publish(at, access)
  at.standIn.act({ kind: 'reply', by: at.friend.id, post, text: 'One' })
  const { cursor } = await read(at, access)
  at.pass({ hours: 24 * 7 })
  at.standIn.act({ kind: 'reply', by: at.friend.id, post, text: 'A week later' })
  const anew: typeof globalThis.fetch = async (input, init) => {
    const response = await at.environment().fetch(input, init)
    return new Response((await response.text()).replaceAll('"update_id":523', '"update_id":101'))
  }
  const request = { source: 'group', cursor, since: at.environment().now().subtract({ hours: 24 }) }
  const page = valueOf(await inbox.read(request, access, at.environment({ fetch: anew })))
  expect(page.items.map(({ text }) => text)).toEqual(['A week later'])
})

test('updates as the documentation has them: who joins, what is said in private and copies of posts are nothing said', async () => {
  const updates: unknown = JSON.parse(readFileSync(new URL('fixtures/updates.json', import.meta.url), 'utf8'))
  const at = await stage()
  const access: AccountAccess = {
    externalId: '-1001111111111',
    settings: { api: at.origin, web: 'https://t.me', username: 'embertea' },
    limits: { hears: 'comments', group: { id: -1_002_222_222_222, username: 'embertea_talk' }, pins: true, deletes: true },
    secret: { token: '7000000001:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' },
  }
  const environment = at.environment({ fetch: async () => Response.json({ ok: true, result: updates }) })
  const since = Temporal.Instant.from('2026-01-01T00:00:00Z')
  const { items } = valueOf(await inbox.read({ source: 'group', cursor: undefined, since }, access, environment))
  expect(items).toMatchObject([
    {
      externalId: '-1002222222222/41',
      kind: 'comment',
      thread: {
        externalId: '-1002222222222/40/5000000001',
        about: { externalId: '-1001111111111/12', url: 'https://t.me/embertea/12', text: 'Oolong week' },
      },
      author: { handle: 'meilin', name: 'Mei Lin', url: 'https://t.me/meilin' },
      byUs: false,
      text: '🖼️ Mine this morning',
      url: 'https://t.me/embertea_talk/41',
    },
    { thread: { externalId: '-1002222222222/40/5000000001' }, byUs: true, text: 'Beautiful!', answers: '-1002222222222/41' },
    { kind: 'mention', thread: { externalId: '-1002222222222/group/5000000002' }, author: { handle: '', name: 'Jun' }, text: '🍵' },
  ])
})

test('what is rewritten is told anew', async () => {
  const at = await stage()
  const access = await at.connect()
  const comment = at.standIn.act({ kind: 'reply', by: at.friend.id, post: await publish(at, access), text: 'Nice' }).id
  const { cursor } = await read(at, access)
  at.pass({ minutes: 1 })
  at.standIn.act({ kind: 'edit', by: at.friend.id, post: comment, text: 'Very nice' })
  expect((await read(at, access, cursor)).items).toMatchObject([{ externalId: comment, text: 'Very nice', editedAt: expect.anything() }])
})

test('an answer stands under what it answers, once, and can be deleted; one whose outcome is unknown is not found', async () => {
  const at = await stage()
  const access = await at.connect()
  const comment = at.standIn.act({ kind: 'reply', by: at.friend.id, post: await publish(at, access), text: 'Is there tea?' }).id
  const [item] = (await read(at, access)).items
  const steps = stepsOf(answering.publishing)
  const content = { ...testThread([{ text: 'There is, @kindling' }]), answers: { kind: 'comment', to: item?.answerTo ?? null } } as const
  const job = steps.startJob(access, content, at.environment().now())
  const done = await steps.runTo(undefined, job, at.environment())
  const { externalId } = answering.publishing.published(done)
  expect(at.standIn.posts()[0]).toMatchObject({ id: externalId, text: 'There is, @kindling', replyTo: comment, profileId: at.profile.id })
  expect(valueOf(await answering.publishing.lookUp({ name: 'answer 1', final: true }, job, at.environment()))).toEqual({ found: false })
  for (let times = 0; times < 2; times += 1)
    valueOf((await answering.publishing.takeDown?.(done, at.environment())) ?? { ok: true, value: undefined })
  expect(at.standIn.posts()[0]?.id).toBe(comment)
  at.standIn.act({ kind: 'delete', by: at.friend.id, post: comment })
  expect(troubleOf(await answering.publishing.perform({ name: 'answer 1', final: true }, job, at.environment()))).toMatchObject({
    kind: 'rejected',
    reason: { code: 'answered-gone' },
  })
})

test('where nothing reaches the bot nothing is asked, and another program in its place is named', async () => {
  const at = await stage({ group: 'none' })
  const access = await at.connect()
  const silent = at.environment({ fetch: () => Promise.reject(new Error('Nobody is to be asked.')) })
  const request = { source: 'group', cursor: undefined, since: at.environment().now() }
  expect(valueOf(await inbox.read(request, access, silent))).toMatchObject({ items: [], more: false, every: 3600 })
  const told = await stage()
  const heard = await told.connect()
  const conflict = (description: string) =>
    told.environment({ fetch: async () => Response.json({ ok: false, error_code: 409, description }, { status: 409 }) })
  const webhook = conflict("Conflict: can't use getUpdates method while webhook is active")
  expect(troubleOf(await inbox.read(request, heard, webhook))).toMatchObject({ kind: 'rejected', reason: { code: 'webhook-set' } })
  const twice = conflict('Conflict: terminated by other getUpdates request')
  expect(troubleOf(await inbox.read(request, heard, twice))).toMatchObject({ kind: 'unavailable', reason: { code: 'read-elsewhere' } })
})
