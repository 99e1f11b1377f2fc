import { expect, test } from 'vitest'

import { Refusal } from '#kit/errors'
import type { Network } from '#networks/network'

import { createPost } from './create-post.ts'
import { decideDelivery } from './decide-delivery.ts'
import { removePost } from './remove-post.ts'
import { attention, drafts, newDraft, read, refused, save, schedule, takeDown } from './test-calls.ts'
import { content, gate, world } from './test-world.ts'
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
  const codes = new Set<string>()
  for (let round = 0; round < 60; round += 1) {
    const post = await here.create(`Round ${round}`)
    // Meets the worker at another moment in every other round.
    if (round % 2 === 1) await here.delivery(post)
    const unscheduled = await unschedulePost(here.needs, here.at.publisher.call('publishing.unschedule'), {
      postId: post.id,
      revision: post.revision,
    }).catch((error: unknown) => error)
    if (unscheduled instanceof Refusal) {
      codes.add(unscheduled.code)
      await here.until(post, 'published')
      sent += 1
    } else cancelled += 1
  }
  expect(cancelled + sent).toBe(60)
  expect([...codes].filter((code) => code !== 'POST_IS_SENDING' && code !== 'POST_IS_OUT')).toEqual([])
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
  here.server.deleteAnswers.push(503)
  const one = await takeDown(here, post.id, first ? [first.id] : [])
  expect(one.state).toBe('sending')
  await expect.poll(() => here.server.posts.length, { timeout: 5000 }).toBe(1)
  await takeDown(here, post.id)
  await expect.poll(async () => (await read(here, post.id)).state).toBe('taken-down')
  expect(here.server.posts).toEqual([])
  expect((await refused(takeDown(here, post.id))).code).toBe('NOT_LIVE')
})

test('a take-down that the account may not do any more asks a person, who tries again after reconnecting', async () => {
  await using here = await world(token)
  here.worker()
  const post = await here.create('Stuck')
  await here.until(post, 'published')
  here.server.deleteAnswers.push(401)
  await takeDown(here, post.id)
  const waiting = await here.until(post, 'needs-a-person')
  expect(waiting.reason?.code).toBe('signed-out')
  expect(here.server.texts()).toEqual(['Stuck'])
  const call = here.at.publisher.call('publishing.decide')
  await decideDelivery(here.needs, call, { deliveryId: waiting.id, decision: 'look-again' })
  await here.until(post, 'taken-down')
  expect(here.server.texts()).toEqual([])
})

test('what stays live because it cannot be taken down is no news a second time', async () => {
  await using here = await world(token)
  here.worker()
  const post = await here.create('Stays')
  await here.until(post, 'published')
  here.server.deleteAnswers.push(401)
  await takeDown(here, post.id)
  const { id: deliveryId } = await here.until(post, 'needs-a-person')
  await decideDelivery(here.needs, here.at.publisher.call('publishing.decide'), { deliveryId, decision: 'mark-published' })
  expect((await here.delivery(post)).state).toBe('published')
  expect(here.events).toEqual(['post.published'])
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

test('where the network lets nobody delete, a person is shown the post and says that it is gone', async () => {
  await using here = await world(token)
  const { network } = here.needs
  here.use({ network: (id) => withoutTakeDown(network(id)) })
  here.worker()
  const post = await here.create('By hand')
  await here.until(post, 'published')
  expect((await read(here, post.id)).deliveries).toMatchObject([{ takenDownBy: 'person' }])
  await takeDown(here, post.id)
  const waiting = await here.until(post, 'needs-a-person')
  expect(waiting.reason?.code).toBe('delete-by-hand')
  expect((await read(here, post.id)).deliveries).toMatchObject([
    { url: expect.stringContaining('/seen/'), decisions: ['mark-taken-down', 'mark-published'] },
  ])
  const call = here.at.publisher.call('publishing.decide')
  const decided = await decideDelivery(here.needs, call, { deliveryId: waiting.id, decision: 'mark-taken-down' })
  expect(decided.state).toBe('taken-down')
  expect((await refused(takeDown(here, post.id))).code).toBe('NOT_LIVE')
})

test('what never came to be needs nobody to delete it, even where nobody but a person could', async () => {
  await using here = await world({ proof: 'settles', afterSeconds: 2 })
  const { network } = here.needs
  here.use({ network: (id) => withoutTakeDown(network(id)) })
  here.server.faults.push('lost-500')
  here.worker()
  const post = await here.create('Nothing there')
  await here.until(post, 'unconfirmed')
  await takeDown(here, post.id)
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
  expect(here.events).toEqual(['post.published'])
  expect((await refused(decideDelivery(here.needs, call, { deliveryId: waiting.id, decision: 'send-now' }))).code).toBe('NOT_OPEN')
})

function withoutTakeDown(network: Network | undefined): Network | undefined {
  if (!network?.publishing) return network
  const { takeDown: _, ...publishing } = network.publishing
  return { ...network, publishing }
}
