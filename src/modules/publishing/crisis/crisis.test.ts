import { randomUUID } from 'node:crypto'

import { sql } from 'kysely'
import { expect, test } from 'vitest'

import type { HeldPost } from '../contract.ts'
import { decideDelivery } from '../decide-delivery.ts'
import { listAttention } from '../list-attention.ts'
import { schedulePost } from '../schedule-post.ts'
import { crisisFor, takeDownCampaign } from '../test-crisis.ts'
import { gate, type World, world } from '../test-world.ts'
import { listHeld } from './list-held.ts'
import { resumeHeld } from './resume-held.ts'
import { listWentOut } from './went-out.ts'

const later = { kind: 'at', local: '2100-01-01T09:00' } as const

test('what is due in a crisis is held quietly, and goes out afterwards only when somebody says so, so many minutes apart', async () => {
  await using here = await world({ proof: 'token' })
  const { workspaceId, brandId, publisher } = here.at
  const crisis = crisisFor(here)
  const posts = [
    await here.create('One', { when: later, accounts: 2 }),
    await here.create('Two', { when: later }),
    await here.create('Three', { when: later }),
  ]
  const ahead = await here.create('Ahead', { when: later })
  const { id: crisisId } = await crisis.begin()
  for (const [index, post] of posts.entries()) await here.wasDue(post, 3 - index)
  const worker = here.worker()
  for (const post of posts) expect(await here.until(post, 'missed')).toMatchObject({ reason: { code: 'crisis' }, lease: null })
  expect(await listAttention(here.needs, here.at)).toEqual([])
  expect(here.notices).toEqual([])
  const [one, two, three] = await held(here)
  expect([one, two, three].map((post) => `${post?.firstLine} ${post?.copies.length}`)).toEqual(['One 2', 'Two 1', 'Three 1'])

  const call = publisher.call('publishing.x')
  const { id: deliveryId } = await here.delivery(posts[1] ?? ahead)
  await expect(decideDelivery(here.needs, call, { deliveryId, decision: 'send-now' })).rejects.toMatchObject({ code: 'IN_CRISIS' })
  await expect(schedulePost(here.needs, call, { postId: ahead.id, revision: ahead.revision, when: { kind: 'now' } })).rejects.toMatchObject(
    { code: 'IN_CRISIS' },
  )
  await expect(here.create('At once')).rejects.toMatchObject({ code: 'IN_CRISIS' })
  const postIds = posts.map(({ id }) => id)
  const publish = { kind: 'publish', minutesApart: 30 } as const
  expect(await resumeHeld(here.needs, call, { postIds, how: publish })).toMatchObject({ results: [{ code: 'IN_CRISIS' }, {}, {}] })

  // Its workers were away, and it is due before the end all the same.
  await worker.stop()
  const unseen = await here.create('Unseen', { when: later })
  await here.wasDue(unseen, 0)
  await crisis.end(crisisId)
  here.worker()
  expect(await here.until(unseen, 'missed')).toMatchObject({ reason: { code: 'crisis' } })
  expect(here.server.requests).toBe(0)
  expect((await held(here)).map(({ firstLine }) => firstLine)).toEqual(['One', 'Two', 'Three', 'Unseen'])

  const left = await resumeHeld(here.needs, call, { postIds: [unseen.id, ahead.id], how: { kind: 'leave-out' } })
  expect(left.results).toMatchObject([{ ok: true }, { ok: false, code: 'NOT_OPEN' }])
  const { results } = await resumeHeld(here.needs, call, { postIds, how: publish })
  const [first = '', second = '', third = ''] = results.map((result) => (result.ok ? (result.at ?? '') : ''))
  expect([Date.parse(second) - Date.parse(first), Date.parse(third) - Date.parse(second)]).toEqual([1_800_000, 1_800_000])
  await here.until(posts[0] ?? ahead, 'published')
  await expect.poll(() => here.server.texts()).toEqual(['One', 'One'])
  expect((await here.delivery(posts[1] ?? ahead)).state).toBe('waiting')
  expect(await listHeld(here.needs, { workspaceId, brandId, limit: 10 })).toEqual({ posts: [], total: 0 })
})

test('a switch between the attempt and the first byte sends nothing, also where it is over again by then', async () => {
  await using here = await world({ proof: 'never' })
  const crisis = crisisFor(here)
  const { promise, open } = gate()
  let reached = 0
  const slowToken: World['needs']['accounts']['withAccess'] = async (of, work) => {
    reached += 1
    if (reached === 2) await promise
    return here.needs.accounts.withAccess(of, work)
  }
  here.worker({ step: 60_000 }, { accounts: { ...here.needs.accounts, withAccess: slowToken } })
  const post = await here.create('In hand')
  await expect.poll(() => here.attempts(post)).toContain('send part 1: running')
  const { id, beganAt } = await crisis.begin()
  // Every process has looked by then.
  await expect.poll(() => Date.now() - Date.parse(beganAt), { timeout: 3000 }).toBeGreaterThan(1000)
  await crisis.end(id)
  open()
  expect(await here.until(post, 'missed')).toMatchObject({ reason: { code: 'crisis' }, live_parts: 0, unclear_step: null })
  expect(here.server.requests).toBe(0)
})

test('a switch while the network answers lets what has left be, and holds the next part of the thread', async () => {
  await using here = await world({ proof: 'token' })
  const { workspaceId, brandId, publisher } = here.at
  const crisis = crisisFor(here)
  const { promise, open } = gate()
  here.server.faults.push({ answerWhen: promise })
  here.worker({ step: 60_000 })
  const post = await here.create(['One', 'Two'])
  await expect.poll(() => here.server.posts.length).toBe(1)
  const { id } = await crisis.begin()
  open()
  expect(await here.until(post, 'needs-a-person')).toMatchObject({ reason: { code: 'crisis' }, live_parts: 1 })
  expect(await held(here)).toMatchObject([{ postId: post.id, partly: true }])
  expect(here.notices).toEqual([])
  await crisis.end(id)
  const how = { kind: 'publish', minutesApart: 0 } as const
  const call = publisher.call('publishing.resumeHeld')
  await resumeHeld(here.needs, call, { postIds: [post.id], how })
  await here.until(post, 'published')
  expect(here.server.texts()).toEqual(['One', 'Two'])

  // What is out of a thread can also be all of it.
  const again = gate()
  here.server.faults.push({ answerWhen: again.promise })
  const short = await here.create(['Three', 'Four'])
  await expect.poll(() => here.server.posts.length).toBe(3)
  const { id: second } = await crisis.begin()
  again.open()
  await here.until(short, 'needs-a-person')
  await crisis.end(second)
  await resumeHeld(here.needs, call, { postIds: [short.id], how: { kind: 'leave-out' } })
  await here.until(short, 'published')
  expect(here.server.texts()).toEqual(['One', 'Two', 'Three'])

  const now = Temporal.Now.instant()
  const day = { from: now.subtract({ hours: 1 }).toString(), to: now.add({ hours: 1 }).toString() }
  expect(await listWentOut(here.needs, { workspaceId, brandId, ...day, limit: 10 })).toMatchObject([
    { postId: short.id },
    { postId: post.id, firstLine: 'One', handle: 'oolong' },
  ])
})

test('a lost answer is looked up in a crisis; what is found counts, what is absent is held', async () => {
  await using here = await world({ proof: 'token' })
  const crisis = crisisFor(here)
  here.server.deafLooks = 1000
  here.server.faults.push('accepted-then-500')
  here.worker()
  const post = await here.create('Found')
  await here.until(post, 'unconfirmed')
  here.server.faults.push('lost-500')
  const lost = await here.create('Lost')
  await here.until(lost, 'unconfirmed')
  const { id } = await crisis.begin()
  here.server.deafLooks = 0
  await here.hurryUntil(post, 'published')
  expect(await here.hurryUntil(lost, 'needs-a-person')).toMatchObject({ reason: { code: 'crisis' } })
  expect(here.server.texts()).toEqual(['Found'])
  await crisis.end(id)
  const leave = { postIds: [lost.id], how: { kind: 'leave-out' } as const }
  const refused = await resumeHeld(here.needs, here.at.publisher.call('publishing.resumeHeld'), leave)
  expect(refused.results).toMatchObject([{ code: 'POST_IS_OUT' }])
  await resumeHeld(here.needs, here.at.publisher.call('publishing.resumeHeld'), {
    postIds: [lost.id],
    how: { kind: 'publish', minutesApart: 0 },
  })
  await here.hurryUntil(lost, 'published')
  expect(here.server.texts()).toEqual(['Found', 'Lost'])
})

test('an urgent post goes out and a campaign comes down', async () => {
  await using here = await world({ proof: 'token' })
  const { workspaceId, brandId, publisher } = here.at
  const crisis = crisisFor(here)
  const campaignId = randomUUID()
  await sql`insert into strategy.campaign (workspace_id, brand_id, id, name, colour) values (${workspaceId}, ${brandId}, ${campaignId}, 'Winter', 'teal')`.execute(
    here.db,
  )
  here.worker()
  const live = await here.create('Buy winter tea', { accounts: 2 })
  await expect.poll(() => here.server.posts.length).toBe(2)
  await here.until(live, 'published')
  await here.db.updateTable('publishing.post').set({ campaign_id: campaignId }).where('id', '=', live.id).execute()
  const draft = await here.create('We are sorry', { when: later })
  const { id: crisisId } = await crisis.begin()
  await crisis.letPass(crisisId, draft.id)
  await here.until(draft, 'published')
  const { takeDowns } = await takeDownCampaign(crisis.needs, publisher.call('governance.takeDownCampaign'), {
    crisisId,
    brandId,
    campaignId,
  })
  expect(takeDowns).toMatchObject([{ name: 'Winter', networks: [{ network: 'tea', live: 0, byHand: 0, troubled: 0 }] }])
  await here.until(live, 'taken-down')
  await expect.poll(() => here.server.texts()).toEqual(['We are sorry'])
})

async function held({ needs, at: { workspaceId, brandId } }: World): Promise<HeldPost[]> {
  return (await listHeld(needs, { workspaceId, brandId, limit: 10 })).posts
}
