import { sql } from 'kysely'
import { expect, test } from 'vitest'

import { Refusal } from '#kit/errors'

import { cancelPlanned, countPlanned } from './account-plans.ts'
import { createPost } from './create-post.ts'
import { decideDelivery } from './decide-delivery.ts'
import { duplicatePost } from './duplicate-post.ts'
import { isMediaUsed } from './is-media-used.ts'
import { listAttention } from './list-attention.ts'
import { listDrafts } from './list-drafts.ts'
import { listPosts } from './list-posts.ts'
import { onBrandChanged } from './on-brand-changed.ts'
import { readPost } from './read-post.ts'
import { removePost } from './remove-post.ts'
import { savePost } from './save-post.ts'
import { schedulePost } from './schedule-post.ts'
import { searchPosts } from './search-posts.ts'
import { takeDownPost } from './take-down-post.ts'
import { content, gate, type World, world } from './test-world.ts'
import { unschedulePost } from './unschedule-post.ts'

const token = { proof: 'token' } as const
const later = { kind: 'at', local: '2099-05-01T09:30' } as const

test('a repeated call with the same key makes one post', async () => {
  await using here = await world(token)
  const input = { brandId: here.at.brandId, content: content('Hello'), accountIds: [] }
  const create = () => createPost(here.needs, here.at.publisher.call('publishing.create', input, 'key-1'), input)
  const [first, second] = await Promise.all([create(), create()])
  expect(second).toEqual(first)
  expect((await drafts(here)).map(({ id }) => id)).toEqual([first.id])
})

test('a draft that was saved by someone else meanwhile is not overwritten', async () => {
  await using here = await world(token)
  const draft = await newDraft(here, 'First')
  const saved = await save(here, { postId: draft.id, revision: draft.revision, text: 'Second' })
  expect(saved.revision).toBe(draft.revision + 1)
  const refusal = await refused(save(here, { postId: draft.id, revision: draft.revision, text: 'Third' }))
  expect(refusal).toMatchObject({ code: 'POST_CHANGED', data: { revision: saved.revision } })
  expect((await read(here, draft.id)).content.parts[0]?.text).toBe('Second')
})

test('saving while typing leaves one audit row', async () => {
  await using here = await world(token)
  let post = await newDraft(here, '')
  for (const text of ['G', 'Go', 'Goo', 'Good']) post = await save(here, { postId: post.id, revision: post.revision, text })
  const rows = await here.db.selectFrom('teams.audit').select('action').where('action', '=', 'publishing.save').execute()
  expect(rows).toHaveLength(1)
})

test('a post that a network would refuse cannot be scheduled, and one that is scheduled cannot become so', async () => {
  await using here = await world(token)
  const long = await newDraft(here, 'x'.repeat(101))
  const refusal = await refused(schedule(here, long))
  expect(refusal).toMatchObject({ code: 'NOT_ACCEPTED', data: { findings: [{ part: 0, reason: { code: 'text-too-long' } }] } })
  const planned = await here.create('Short', { when: later })
  expect((await refused(save(here, { postId: planned.id, revision: planned.revision, text: 'x'.repeat(101) }))).code).toBe('NOT_ACCEPTED')
  expect((await read(here, planned.id)).content.parts[0]?.text).toBe('Short')
})

test('a post without an account, or with one that is signed out, cannot be scheduled', async () => {
  await using here = await world(token)
  const nowhere = await createPost(here.needs, here.at.publisher.call('publishing.create'), {
    brandId: here.at.brandId,
    content: content('Nowhere'),
    accountIds: [],
  })
  expect((await refused(schedule(here, nowhere))).code).toBe('NO_ACCOUNT')
  const [account] = here.accounts
  if (account) here.accounts[0] = { ...account, signedOut: true }
  expect((await refused(here.create('Signed out', { when: later }))).code).toBe('SIGNED_OUT_ACCOUNT')
})

test('a scheduled post is moved, changed, unscheduled and removed, and leaves nothing to send', async () => {
  await using here = await world(token)
  const post = await here.create('Plan', { when: later, accounts: 2 })
  expect(post).toMatchObject({ state: 'scheduled', planned: { local: '2099-05-01T09:30', timeZone: 'Asia/Taipei' } })
  expect(post.deliveries.map(({ dueAt }) => dueAt)).toEqual(Array(2).fill('2099-05-01T01:30:00.000Z'))
  const moved = await schedule(here, post, { kind: 'at', local: '2099-05-02T09:30' })
  expect(new Set(moved.deliveries.map(({ dueAt }) => dueAt))).toEqual(new Set(['2099-05-02T01:30:00.000Z']))
  expect(moved.deliveries.map(({ id }) => id)).toEqual(post.deliveries.map(({ id }) => id))
  const saved = await save(here, { postId: post.id, revision: moved.revision, text: 'New plan' })
  expect(saved).toMatchObject({ state: 'scheduled', deliveries: [{ dueAt: '2099-05-02T01:30:00.000Z' }] })
  const draft = await unschedulePost(here.needs, here.at.publisher.call('publishing.unschedule'), {
    postId: post.id,
    revision: saved.revision,
  })
  expect(draft).toMatchObject({ state: 'draft', deliveries: [] })
  await removePost(here.needs, here.at.publisher.call('publishing.remove'), { postId: post.id })
  expect((await refused(read(here, post.id))).code).toBe('NOT_FOUND')
})

test('while it is being sent a post cannot be changed, moved, cancelled, removed or taken down', async () => {
  await using here = await world(token)
  const { promise, open } = gate()
  here.server.faults.push({ answerWhen: promise })
  here.worker({ step: 60_000 })
  const post = await here.create('On its way')
  await expect.poll(() => here.server.posts.length).toBe(1)
  const { id: postId, revision } = post
  const changes = [
    () => save(here, { postId, revision, text: 'Too late' }),
    () => schedule(here, post, later),
    () => unschedulePost(here.needs, here.at.publisher.call('publishing.unschedule'), { postId, revision }),
    () => removePost(here.needs, here.at.publisher.call('publishing.remove'), { postId }),
    () => takeDown(here, postId),
  ]
  for (const change of changes) expect((await refused(change())).code).toBe('POST_IS_SENDING')
  open()
  await here.until(post, 'published')
  expect((await refused(save(here, { postId, revision, text: 'Too late' }))).code).toBe('POST_IS_OUT')
  expect(here.server.texts()).toEqual(['On its way'])
})

test('cancelling in the very moment of sending either cancels it or is refused, never both', async () => {
  await using here = await world(token)
  here.worker({ sweep: 1 })
  let [cancelled, sent] = [0, 0]
  for (let round = 0; round < 60; round += 1) {
    const post = await here.create(`Round ${round}`)
    // Meets the worker at another moment in every other round.
    if (round % 2 === 1) await here.delivery(post)
    const unscheduled = await unschedulePost(here.needs, here.at.publisher.call('publishing.unschedule'), {
      postId: post.id,
      revision: post.revision,
    }).catch((error: unknown) => error)
    if (unscheduled instanceof Refusal) {
      expect(['POST_IS_SENDING', 'POST_IS_OUT']).toContain(unscheduled.code)
      await here.until(post, 'published')
      sent += 1
    } else cancelled += 1
  }
  expect(cancelled + sent).toBe(60)
  expect(here.server.posts).toHaveLength(sent)
})

test('what was refused is corrected and scheduled again', async () => {
  await using here = await world(token)
  here.server.faults.push('refused')
  here.worker()
  const post = await here.create('Wrong')
  await here.until(post, 'rejected')
  expect(await attention(here)).toMatchObject([{ post: { id: post.id }, delivery: { decisions: ['send-now', 'cancel'] } }])
  const saved = await save(here, { postId: post.id, revision: post.revision, text: 'Right' })
  await schedule(here, saved, { kind: 'now' })
  await here.until(post, 'published')
  expect(here.server.texts()).toEqual(['Right'])
  expect(await attention(here)).toEqual([])
})

test('what was tried but never left can still be changed or cancelled', async () => {
  await using here = await world(token)
  here.server.faults.push({ slowDownSeconds: 3600 })
  here.worker()
  const post = await here.create('Old words')
  const retrying = await here.until(post, 'retrying')
  const saved = await save(here, { postId: post.id, revision: post.revision, text: 'New words' })
  expect(saved.deliveries).toMatchObject([{ id: retrying.id, state: 'waiting' }])
  await here.until(post, 'published')
  expect(here.server.texts()).toEqual(['New words'])
})

test('a live post is taken down, also when the first try fails, and only what is live', async () => {
  await using here = await world(token)
  here.worker()
  const post = await here.create('Down with it', { accounts: 2 })
  await expect.poll(async () => (await read(here, post.id)).state, { timeout: 5000 }).toBe('published')
  const [first] = post.deliveries
  const one = await takeDown(here, post.id, first ? [first.id] : [])
  expect(one.state).toBe('sending')
  await expect.poll(() => here.server.posts.length).toBe(1)
  await takeDown(here, post.id)
  await expect.poll(async () => (await read(here, post.id)).state).toBe('taken-down')
  expect(here.server.posts).toEqual([])
  expect((await refused(takeDown(here, post.id))).code).toBe('NOT_LIVE')
})

test('what turns up late after being taken down is taken down too', async () => {
  await using here = await world({ proof: 'settles', afterSeconds: 2 })
  const { promise, open } = gate()
  here.server.faults.push({ lateWhen: promise })
  here.worker()
  const post = await here.create('Ghost')
  await here.until(post, 'unconfirmed')
  await takeDown(here, post.id)
  await expect.poll(() => here.attempts(post)).toContain('take-down take-down: done')
  open()
  await expect.poll(() => here.server.posts.length).toBe(1)
  await here.until(post, 'taken-down')
  expect(here.server.posts).toEqual([])
})

test('a person says that a post is live, and it is counted as published', async () => {
  await using here = await world({ proof: 'never' })
  here.server.faults.push('lost-500')
  here.worker()
  const post = await here.create('I saw it')
  const waiting = await here.until(post, 'needs-a-person')
  const call = here.at.publisher.call('publishing.decide')
  const decided = await decideDelivery(here.needs, call, { deliveryId: waiting.id, decision: 'mark-published' })
  expect(decided.state).toBe('published')
  expect((await refused(decideDelivery(here.needs, call, { deliveryId: waiting.id, decision: 'send-now' }))).code).toBe('NOT_OPEN')
})

test('the calendar shows what is planned or published between two instants, by page and state', async () => {
  await using here = await world(token)
  for (const day of ['01', '02', '03']) await here.create(`Day ${day}`, { when: { kind: 'at', local: `2099-05-${day}T09:30` } })
  const draft = await newDraft(here, 'A draft\nsecond line')
  const range = { workspaceId: here.at.workspaceId, brandId: here.at.brandId, from: '2099-05-01T00:00:00Z', to: '2099-05-03T01:30:00Z' }
  const days = await listPosts(here.needs, { ...range, limit: 10 })
  expect(days.posts.map(({ firstLine, state, networks }) => [firstLine, state, networks])).toEqual([
    ['Day 01', 'scheduled', ['tea']],
    ['Day 02', 'scheduled', ['tea']],
  ])
  expect(days.more).toBe(false)
  expect(await listPosts(here.needs, { ...range, limit: 1 })).toMatchObject({ posts: [{ firstLine: 'Day 01' }], more: true })
  expect((await listPosts(here.needs, { ...range, limit: 10, state: ['published'] })).posts).toEqual([])
  expect((await listPosts(here.needs, { ...range, limit: 10, accountIds: [here.accounts[1]?.id ?? ''] })).posts).toEqual([])
  expect((await drafts(here)).map(({ id, firstLine }) => [id, firstLine])).toEqual([[draft.id, 'A draft']])
})

test('posts are found by words of any language, and a percent sign is only a sign', async () => {
  await using here = await world(token)
  await newDraft(here, '春茶上市，全館 50% off')
  await newDraft(here, 'Summer tea')
  const find = async (words: string) =>
    (await searchPosts(here.needs, { workspaceId: here.at.workspaceId, brandId: here.at.brandId, text: words, limit: 10 })).posts.length
  expect([await find('春茶'), await find('TEA summer'), await find('50%'), await find('%'), await find('_')]).toEqual([1, 1, 1, 1, 0])
})

test('a brand that moves to another zone keeps the wall-clock time of its plans', async () => {
  await using here = await world(token)
  const post = await here.create('Nine thirty', { when: later })
  const change = {
    workspaceId: here.at.workspaceId,
    brandId: here.at.brandId,
    timeZone: 'America/New_York',
    timeZoneBefore: 'Asia/Taipei',
  }
  await onBrandChanged(here.needs, change)
  await onBrandChanged(here.needs, change)
  expect(await read(here, post.id)).toMatchObject({
    planned: { local: '2099-05-01T09:30', timeZone: 'America/New_York', at: '2099-05-01T13:30:00.000Z' },
    deliveries: [{ dueAt: '2099-05-01T13:30:00.000Z' }],
  })
})

test('when an account is disconnected its plans are counted and cancelled', async () => {
  await using here = await world(token)
  const post = await here.create('For both', { when: later, accounts: 2 })
  const whose = { workspaceId: here.at.workspaceId, accountId: here.accounts[0]?.id ?? '' }
  expect(await countPlanned(here.db, whose)).toBe(1)
  await cancelPlanned(here.db, whose)
  expect(await countPlanned(here.db, whose)).toBe(0)
  expect((await read(here, post.id)).deliveries.map(({ state }) => state).toSorted()).toEqual(['cancelled', 'waiting'])
})

test('an image is in use while a draft or a planned post shows it', async () => {
  await using here = await world(token)
  const mediaId = '11111111-1111-4111-8111-111111111111'
  const used = () => isMediaUsed(here.db, { workspaceId: here.at.workspaceId, mediaId })
  expect(await used()).toBe(false)
  const post = await createPost(here.needs, here.at.publisher.call('publishing.create'), {
    brandId: here.at.brandId,
    content: { parts: [{ text: '', images: [{ mediaId, alt: '' }] }], languages: [] },
    accountIds: [],
  })
  expect(await used()).toBe(true)
  await removePost(here.needs, here.at.publisher.call('publishing.remove'), { postId: post.id })
  expect(await used()).toBe(false)
})

test('a duplicate is a draft of its own, and another workspace sees neither', async () => {
  await using here = await world(token)
  const post = await here.create('Original', { when: later })
  const copy = await duplicatePost(here.needs, here.at.publisher.call('publishing.duplicate'), { postId: post.id })
  expect(copy).toMatchObject({ state: 'draft', content: post.content, accountIds: post.accountIds })
  expect(copy.id).not.toBe(post.id)
  const elsewhere = { workspaceId: '00000000-0000-4000-8000-000000000000', postId: post.id }
  expect((await refused(readPost(here.needs, here.db, elsewhere))).code).toBe('NOT_FOUND')
})

test('the database refuses states that make no sense', async () => {
  await using here = await world(token)
  await here.create('Sound', { when: later })
  const set = (what: string) => sql`update publishing.delivery set ${sql.raw(what)}`.execute(here.db)
  for (const wrong of [
    "state = 'sending'",
    "state = 'published', next_try_at = null",
    "state = 'unconfirmed'",
    "state = 'rejected', next_try_at = null",
    'next_try_at = null',
    'lease = gen_random_uuid()',
    'live_parts = 1',
    "prepared = '{}'",
  ])
    await expect(set(wrong), wrong).rejects.toThrow(/violates check constraint/)
})

function newDraft(here: World, text: string) {
  const accountIds = here.accounts.slice(0, 1).map(({ id }) => id)
  return createPost(here.needs, here.at.publisher.call('publishing.create'), {
    brandId: here.at.brandId,
    content: content(text),
    accountIds,
  })
}

function save(here: World, { postId, revision, text }: { postId: string; revision: number; text: string }) {
  const accountIds = here.accounts.slice(0, 1).map(({ id }) => id)
  return savePost(here.needs, here.at.publisher.call('publishing.save'), { postId, revision, content: content(text), accountIds })
}

function schedule(
  here: World,
  { id, revision }: { id: string; revision: number },
  when: Parameters<typeof schedulePost>[2]['when'] = { kind: 'now' },
) {
  return schedulePost(here.needs, here.at.publisher.call('publishing.schedule'), { postId: id, revision, when })
}

function takeDown(here: World, postId: string, deliveryIds?: string[]) {
  return takeDownPost(here.needs, here.at.publisher.call('publishing.takeDown'), { postId, deliveryIds })
}

function read(here: World, postId: string) {
  return readPost(here.needs, here.db, { workspaceId: here.at.workspaceId, postId })
}

function attention(here: World) {
  return listAttention(here.needs, { workspaceId: here.at.workspaceId, brandId: here.at.brandId })
}

async function drafts(here: World) {
  return (await listDrafts(here.needs, { workspaceId: here.at.workspaceId, brandId: here.at.brandId, limit: 50 })).posts
}

async function refused(promise: Promise<unknown>): Promise<Refusal> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof Refusal) return error
  throw new Error(`This was not refused but: ${String(error)}`)
}
