// oxlint-disable no-restricted-imports -- two networks are tried as they are, by their stand-ins
import { sql } from 'kysely'
import { expect, test } from 'vitest'

import type { AccountAccess, Inbox, ItemOnNetwork, Looked, Network, Outcome } from '#networks/network'

import { bluesky } from '../../../networks/bluesky/index.ts'
import { standIn as blueskyStandIn } from '../../../networks/bluesky/stand-in.ts'
import { instagram } from '../../../networks/instagram/index.ts'
import { setInstagramStage } from '../../../networks/instagram/test-stage.ts'
import { type StandInStage, standInStage } from '../../../networks/test-stand-in-stage.ts'
import { erasePerson } from '../people/erase-person.ts'
import { bePresent } from '../presence.ts'
import { type InboxWorld, inboxWorld, said, weSaid } from '../test-inbox.ts'
import { lookAgain } from './look-again.ts'
import { lookAtThread } from './look-at-thread.ts'
import { remember } from './read-due.ts'
import { readSource } from './read-source.ts'
import { knownHere } from './source.ts'

const signal = () => AbortSignal.timeout(20_000)
const hour = { hours: 1 }

/** An inbox whose network is asked by looks of one's own. */
async function lookingWorld(
  look: (items: readonly ItemOnNetwork[]) => Outcome<Looked>,
  more: Partial<NonNullable<Inbox['lookingAgain']>> = {},
) {
  const at = await inboxWorld()
  const tea = at.here.needs.network('tea')
  const asked: string[][] = []
  const lookingAgain: Inbox['lookingAgain'] = {
    kinds: ['comment'],
    round: { every: 900, most: 100 },
    everyOpen: 300,
    atOnce: 10,
    look: async (items) => {
      asked.push(items.map(({ externalId }) => externalId))
      return look(items)
    },
    ...more,
  }
  if (!tea?.inbox) throw new Error('The tea network has an inbox.')
  const network: Network = { ...tea, inbox: { ...tea.inbox, lookingAgain } }
  return { at, asked, ...(await lookingOn(at, { network })) }
}

/** The network, in the place of the tea network. */
async function lookingOn(at: InboxWorld, { network, access, stage }: { network: Network; access?: AccountAccess; stage?: StandInStage }) {
  const usual = at.needs.publishing
  let fetch = stage?.environment().fetch
  const accounts: typeof usual.accounts = {
    ...usual.accounts,
    withAccess: (of, work) => (access ? work(access) : usual.accounts.withAccess(of, work)),
  }
  const environment: typeof usual.environment = (of) =>
    stage && fetch ? { fetch, options: {}, now: () => stage.environment().now() } : usual.environment(of)
  const publishing = { ...usual, network: (id: string) => (id === 'tea' ? network : undefined), accounts, environment }
  const needs = { ...at.needs, publishing }
  const { workspaceId, accountId } = at.mailbox
  const source = { workspaceId, accountId, source: knownHere }
  await remember(at.here.db, [source])
  return {
    needs,
    /** A round. */
    look: () => lookAgain(needs, source, signal()),
    lookAt: (threadId: string) => lookAtThread(needs, { workspaceId, threadId }, signal()),
    read: async (name: string) => {
      await remember(at.here.db, [{ ...source, source: name }])
      await readSource(needs, { ...source, source: name }, signal())
    },
    answersWith: (other: typeof globalThis.fetch) => void (fetch = other),
    answersItself: () => void (fetch = stage?.environment().fetch),
    reading: () => at.here.db.selectFrom('inbox.reading').selectAll().where('source', '=', knownHere).executeTakeFirstOrThrow(),
  }
}

/** By the database's clock, whatever is known here is so much older. */
async function timePasses(at: InboxWorld, time: Temporal.DurationLike): Promise<void> {
  const past = `${Temporal.Duration.from(time).total('seconds')} seconds`
  await sql`update inbox.message set at = at - ${past}::interval, as_of = as_of - ${past}::interval, missed_at = missed_at - ${past}::interval`.execute(
    at.here.db,
  )
  await sql`update inbox.thread set last_at = last_at - ${past}::interval, looked_at = looked_at - ${past}::interval`.execute(at.here.db)
  await sql`update inbox.reading set next_read_at = next_read_at - ${past}::interval`.execute(at.here.db)
}

/** Said an hour ago, each in a thread of its own unless told otherwise. */
function lately(id: string, more: Parameters<typeof said>[2] = {}) {
  return said(id, `Word ${id}`, { thread: { externalId: id }, at: Temporal.Now.instant().subtract(hour), ...more })
}

function onlySecond(items: readonly ItemOnNetwork[]): Outcome<Looked> {
  const missing = items.map(({ externalId }) => externalId).filter((id) => id !== '2')
  return { ok: true, value: { found: [{ externalId: '2', text: 'Other words' }], missing } }
}

function minutes(ago: number) {
  return { at: Temporal.Now.instant().subtract({ minutes: ago }) }
}

function allThere(items: readonly ItemOnNetwork[]): Outcome<Looked> {
  return { ok: true, value: { found: items.map(({ externalId }) => ({ externalId })), missing: [] } }
}

async function goneIn(at: InboxWorld): Promise<string[]> {
  const rows = await at.here.db
    .selectFrom('inbox.message')
    .select('external_id')
    .where('gone_at', 'is not', null)
    .orderBy('external_id')
    .execute()
  return rows.map(({ external_id }) => external_id)
}

test('what is not found is gone as if the network had told it; what has other words has them here', async () => {
  const { at, look, asked } = await lookingWorld(onlySecond)
  await using _ = at
  await at.arrive(lately('1'), lately('2', { thread: { externalId: 't' } }), lately('3', { thread: { externalId: 't' } }))
  await look()
  expect(asked.flat().toSorted()).toEqual(['1', '2', '3'])
  expect(await goneIn(at)).toEqual(['1', '3'])
  expect((await at.threads()).threads).toMatchObject([{ firstLine: 'Other words', messages: 2 }])
  expect((await at.threads('done')).threads).toHaveLength(1)
  await look()
  expect(asked).toHaveLength(1)
})

test('a round asks for whole threads that wait, longest not looked at first, and no more than it may', async () => {
  const { at, look, asked } = await lookingWorld(allThere, { atOnce: 2, round: { every: 900, most: 4 } })
  await using _ = at
  await at.arrive(lately('new', minutes(2)), lately('old', minutes(60 * 24 * 8)), lately('a', minutes(90)), lately('b', minutes(80)))
  await at.arrive(lately('c', minutes(70)), lately('d', minutes(60)), lately('e', minutes(50)))
  await at.arrive(
    lately('f', minutes(40)),
    weSaid('g', 'Done', { thread: { externalId: 'f' }, ...minutes(39) }),
    lately('h', { kind: 'message' }),
  )
  await look()
  expect(asked).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ])
  await look()
  expect(asked.slice(2)).toEqual([['e']])
  await timePasses(at, hour)
  await look()
  expect(asked.slice(3).flat().slice(0, 3).toSorted()).toEqual(['a', 'b', 'new'])
  expect(asked.slice(3).flat()).toHaveLength(4)
})

test('what is hidden, erased or gone already is not asked for, and words of an erased person do not come back', async () => {
  const { at, look, asked } = await lookingWorld((items) => ({
    ok: true,
    value: { found: items.map(({ externalId }) => ({ externalId, text: 'June said so' })), missing: [] },
  }))
  await using _ = at
  const june = { externalId: 'june', handle: 'june', name: 'June' }
  const thread = { thread: { externalId: 't' } }
  await at.arrive(lately('1', { ...thread, author: june }), lately('2', { ...thread, text: 'June said so' }), lately('3', { hidden: true }))
  const { person_id: personId } = await at.here.db
    .selectFrom('inbox.profile')
    .select('person_id')
    .where('handle', '=', 'june')
    .executeTakeFirstOrThrow()
  await erasePerson(at.needs, at.here.at.owner.call('inbox.erasePerson'), { personId: personId ?? '' })
  await look()
  expect(asked).toEqual([['2']])
  expect((await at.threads()).threads).toMatchObject([{ firstLine: '… said so' }])
})

test('a thread that is open is looked at once in some minutes, by a job, whoever opens it', async () => {
  const { at, needs, lookAt, asked } = await lookingWorld((items) => ({
    ok: true,
    value: { found: [], missing: items.map(({ externalId }) => externalId) },
  }))
  await using _ = at
  await at.arrive(lately('1'))
  const threadId = (await at.threads()).threads[0]?.id ?? ''
  for (const who of [at.here.at.owner, at.here.at.agent, at.here.at.owner])
    await bePresent(needs, who.call('inbox.here').acting, { threadId, writing: false })
  expect(at.sent).toMatchObject([{ name: 'inbox.look-at-thread', payload: { threadId } }])
  expect(asked).toEqual([])
  await lookAt(threadId)
  expect(await goneIn(at)).toEqual(['1'])
  await timePasses(at, { minutes: 6 })
  await bePresent(needs, at.here.at.agent.call('inbox.here').acting, { threadId, writing: false })
  expect(at.sent).toHaveLength(2)
})

test('what the network told of after it was asked is there', async () => {
  const { at, lookAt } = await lookingWorld(({ 0: item }) => ({ ok: true, value: { found: [], missing: [item?.externalId ?? ''] } }))
  await using _ = at
  await at.arrive(lately('1', { asOf: Temporal.Now.instant().add(hour) }))
  await lookAt((await at.threads()).threads[0]?.id ?? '')
  expect(await goneIn(at)).toEqual([])
})

test('on Bluesky a deleted comment is gone here; an outage or a limit deletes nothing, and is waited out', async () => {
  await using at = await inboxWorld()
  const stage = await standInStage({ network: bluesky, kind: blueskyStandIn, content: { parts: [], languages: [], settings: {} } })
  await using _ = { [Symbol.asyncDispose]: () => stage.close() }
  const { read, look, lookAt, answersWith, answersItself, reading } = await lookingOn(at, {
    network: bluesky,
    access: await stage.connect(),
    stage,
  })
  const post = stage.standIn.act({ kind: 'post', by: stage.profile.id, text: 'Spring teas' }).id
  const [dropped] = ['Never mind', 'Is there oolong?'].map(
    (text) => stage.standIn.act({ kind: 'reply', by: stage.friend.id, post, text }).id,
  )
  await read('notifications')
  expect((await at.threads()).threads).toHaveLength(2)
  await timePasses(at, hour)
  stage.standIn.act({ kind: 'delete', by: stage.friend.id, post: dropped ?? '' })
  answersWith(async () => new Response('Bad gateway', { status: 502 }))
  await look()
  expect(await reading()).toMatchObject({ failures: 1 })
  answersWith(async () => Response.json({ error: 'RateLimitExceeded' }, { status: 429, headers: { 'retry-after': '1200' } }))
  await look()
  expect(await reading()).toMatchObject({ failures: 2, reason: { code: 'slow-down' } })
  answersItself()
  await lookAt((await at.threads()).threads[0]?.id ?? '')
  expect(await goneIn(at)).toEqual([])
  await look()
  expect(await goneIn(at)).toEqual([dropped])
  expect(await reading()).toMatchObject({ failures: 0, reason: null })
  expect((await at.threads()).threads).toMatchObject([{ firstLine: 'Is there oolong?' }])
})

test('on Instagram a comment is gone only when a second look, later, does not find it either', async () => {
  await using at = await inboxWorld()
  const stage = await setInstagramStage()
  await using _ = { [Symbol.asyncDispose]: () => stage.close() }
  const { read, look, lookAt, answersWith, answersItself } = await lookingOn(at, {
    network: instagram,
    access: await stage.connect(),
    stage,
  })
  const images = [{ bytes: new Uint8Array([1]), mimeType: 'image/jpeg', alt: '' }]
  const post = stage.standIn.act({ kind: 'post', by: stage.profile.id, text: 'Spring teas', images }).id
  const [dropped] = ['Never mind', 'Is there oolong?'].map(
    (text) => stage.standIn.act({ kind: 'reply', by: stage.friend.id, post, text }).id,
  )
  await read('comments')
  await sql`update inbox.message set at = clock_timestamp(), as_of = clock_timestamp()`.execute(at.here.db)
  await sql`update inbox.thread set last_at = clock_timestamp()`.execute(at.here.db)
  await timePasses(at, hour)
  // The network says of both that they are not there, although they are.
  const real = stage.environment().fetch
  const isComment = (input: Parameters<typeof real>[0]) => /fields=id%2Ctext%2Chidden/.test(new Request(input).url)
  const error = { message: 'Unsupported get request. Object does not exist', type: 'GraphMethodException', code: 100, error_subcode: 33 }
  answersWith(async (input, init) => (isComment(input) ? Response.json({ error }, { status: 400 }) : real(input, init)))
  await look()
  expect(at.sent.map(({ name }) => name)).toEqual(['inbox.look-at-thread', 'inbox.look-at-thread'])
  answersItself()
  stage.standIn.act({ kind: 'delete', by: stage.friend.id, post: dropped ?? '' })
  await timePasses(at, hour)
  const { threads } = await at.threads()
  for (const { id } of threads.filter(({ firstLine }) => firstLine !== 'Never mind')) await lookAt(id)
  await look()
  expect(await goneIn(at)).toEqual([dropped])
  const missed = await at.here.db
    .selectFrom('inbox.message')
    .select('external_id')
    .where('missed_at', 'is not', null)
    .where('gone_at', 'is', null)
    .execute()
  expect(missed).toEqual([])
})
