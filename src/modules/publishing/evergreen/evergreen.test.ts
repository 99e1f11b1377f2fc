import { randomUUID } from 'node:crypto'

import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { testWorkspace } from '#testing/workspace'

import { holdAfterRestore } from '../after-restore.ts'
import { createPost } from '../create-post.ts'
import { isMediaUsed } from '../is-media-used.ts'
import { listPosts } from '../list-posts.ts'
import { onBrandChanged } from '../on-brand-changed.ts'
import { removePost } from '../remove-post.ts'
import { savePost } from '../save-post.ts'
import { schedulePost } from '../schedule-post.ts'
import { testNetwork } from '../test-network.ts'
import { content, type World, world } from '../test-world.ts'
import { unschedulePost } from '../unschedule-post.ts'
import { addCategory } from './add-category.ts'
import { changeCategory } from './change-category.ts'
import { changeKept } from './change-kept.ts'
import { keepPost } from './keep-post.ts'
import { listCategories } from './list-categories.ts'
import { listKept } from './list-kept.ts'
import { planAll } from './plan-all.ts'
import { planCategory } from './plan-category.ts'
import { removeKept } from './remove-kept.ts'

let at: World
beforeAll(async () => {
  at = await world({ proof: 'never' })
  await at.db.updateTable('teams.brand').set({ time_zone: 'Europe/Berlin' }).where('id', '=', at.at.brandId).execute()
})
afterAll(() => at[Symbol.asyncDispose]())

/** A Friday morning; clocks go forward two days later, at 02:00 of the Sunday. */
const now = Temporal.Instant.from('2027-03-26T08:00:00Z')
const later = (days: number) => now.add({ hours: 24 * days })
const call = (path: string) => at.at.publisher.call(`publishing.${path}`)
const brand = () => ({ workspaceId: at.at.workspaceId, brandId: at.at.brandId })

async function category(slots: string[], { leastDays = 1, accounts = 1 } = {}): Promise<string> {
  const accountIds = at.accounts.slice(0, accounts).map(({ id }) => id)
  const wanted = { brandId: at.at.brandId, name: `Tips ${slots.join()}`, accountIds, slots, leastDays }
  return (await addCategory(at.needs, call('addCategory'), wanted)).id
}

/** Kept from a draft, or from a post that went out then. */
async function keep(categoryId: string, text: string, { saidAt, ...ends }: { saidAt?: string; endsAfter?: number; endsOn?: string } = {}) {
  const post = await createPost(at.needs, call('create'), { brandId: at.at.brandId, content: content(text), accountIds: [] })
  if (saidAt !== undefined) await at.db.updateTable('publishing.post').set({ published_at: saidAt }).where('id', '=', post.id).execute()
  return (await keepPost(at.needs, call('keepPost'), { categoryId, postId: post.id, ...ends })).id
}

const plan = (categoryId: string, when = now) => planCategory(at.needs, { workspaceId: at.at.workspaceId, categoryId }, when)

/** What stands on the plan for the category, by time. */
async function planned(categoryId: string): Promise<string[]> {
  const posts = at.db.selectFrom('publishing.post').select(['planned_local', 'first_line'])
  const rows = await posts.where('category_id', '=', categoryId).where('planned_at', 'is not', null).orderBy('planned_at').execute()
  return rows.map(({ planned_local, first_line }) => `${planned_local} ${first_line}`)
}

async function postAt(categoryId: string, local: string): Promise<{ postId: string; revision: number }> {
  const posts = at.db.selectFrom('publishing.post').select(['id', 'revision'])
  const { id, revision } = await posts.where('category_id', '=', categoryId).where('planned_local', '=', local).executeTakeFirstOrThrow()
  return { postId: id, revision }
}

/** As if what was planned until then had gone out. */
async function wentOut(categoryId: string, until: Temporal.Instant): Promise<void> {
  const posts = at.db.selectFrom('publishing.post').select(['id', 'planned_at'])
  for (const { id, planned_at } of await posts
    .where('category_id', '=', categoryId)
    .where('planned_at', '<=', new Date(until.epochMilliseconds))
    .execute()) {
    await at.db.updateTable('publishing.post').set({ published_at: planned_at }).where('id', '=', id).execute()
    await at.db
      .updateTable('publishing.delivery')
      .set({ state: 'published', next_try_at: null, published_at: planned_at, settled_at: planned_at })
      .where('post_id', '=', id)
      .execute()
  }
}

test('each weekly time is planned once, though planned twice and by two at once: what was never said first, the newest of it, then what was said longest ago', async () => {
  const tips = await category(['6T10:00', '2T10:00', '3T10:00', '4T10:00'])
  await keep(tips, 'Said lately', { saidAt: '2027-03-01T09:00:00Z' })
  await keep(tips, 'Said long ago', { saidAt: '2027-01-01T09:00:00Z' })
  await keep(tips, 'Never said')
  await keep(tips, 'Never said, newer')
  await Promise.all([plan(tips), planAll(at.needs, now), plan(tips)])
  await plan(tips)
  const week = [
    '2027-03-27T10:00 Never said, newer',
    '2027-03-30T10:00 Never said',
    '2027-03-31T10:00 Said long ago',
    '2027-04-01T10:00 Said lately',
  ]
  expect(await planned(tips)).toEqual(week)

  const { posts } = await listPosts(at.needs, { ...brand(), from: now.toString(), to: later(8).toString(), limit: 10 })
  expect(posts.map(({ state, category: by, accountIds }) => [state, by?.id, accountIds])).toEqual(
    week.map(() => ['scheduled', tips, [at.accounts[0]?.id]]),
  )
  const audits = at.db.selectFrom('teams.audit').select(['via', 'subject_kind']).where('action', '=', 'publishing.planEvergreen')
  expect(await audits.execute()).toEqual(week.map(() => ({ via: 'system', subject_kind: 'post' })))

  await wentOut(tips, later(8))
  await plan(tips, later(7))
  expect((await planned(tips)).at(4)).toBe('2027-04-03T10:00 Never said, newer')
})

test('a time that the clock skips is planned after the change, once, and what is too near is left alone', async () => {
  const tips = await category(['7T02:30', '7T03:30', '5T09:30'])
  for (const text of ['One', 'Two', 'Three']) await keep(tips, text)
  await plan(tips)
  expect(await planned(tips)).toEqual(['2027-03-28T03:30 Three'])
  await at.db.updateTable('teams.brand').set({ time_zone: 'Asia/Taipei' }).where('id', '=', at.at.brandId).execute()
  await onBrandChanged(at.needs, { ...brand(), timeZone: 'Asia/Taipei', timeZoneBefore: 'Europe/Berlin' })
  await changeCategory(at.needs, call('changeCategory'), { categoryId: tips, slots: ['7T03:30'], takeOff: false })
  await plan(tips)
  expect(await planned(tips)).toEqual(['2027-03-28T03:30 Three'])
  await at.db.updateTable('teams.brand').set({ time_zone: 'Europe/Berlin' }).where('id', '=', at.at.brandId).execute()
})

test('a post ends after so many times or after a day, and rests so many days between two', async () => {
  const tips = await category(['6T10:00', '7T10:00', '1T10:00', '2T10:00', '3T10:00', '4T10:00'], { leastDays: 3 })
  const lastDay = await keep(tips, 'Until Tuesday', { endsOn: '2027-03-30', saidAt: '2027-01-02T10:00:00Z' })
  const twice = await keep(tips, 'Twice', { endsAfter: 2, saidAt: '2027-01-01T10:00:00Z' })
  await keep(tips, 'Said on Thursday', { saidAt: '2027-03-25T10:00:00Z' })
  await plan(tips)
  expect(await planned(tips)).toEqual([
    '2027-03-27T10:00 Twice',
    '2027-03-28T10:00 Until Tuesday',
    '2027-03-29T10:00 Said on Thursday',
    '2027-03-30T10:00 Twice',
    '2027-04-01T10:00 Said on Thursday',
  ])
  await wentOut(tips, later(5))
  const kept = await listKept(at.needs, { workspaceId: at.at.workspaceId, categoryId: tips }, later(5))
  expect(kept.map(({ firstLine, state, endedBy, out, nextAt }) => [firstLine, state, endedBy, out, nextAt])).toEqual([
    ['Said on Thursday', 'active', undefined, 1, '2027-04-01T08:00:00.000Z'],
    ['Until Tuesday', 'ended', 'date', 1, undefined],
    ['Twice', 'ended', 'count', 2, undefined],
  ])
  await changeKept(at.needs, call('changeKept'), { keptId: twice, endsAfter: 3, takeOff: false })
  await changeKept(at.needs, call('changeKept'), { keptId: lastDay, endsOn: null, state: 'paused', takeOff: false })
  await plan(tips, later(5))
  expect((await planned(tips)).slice(5)).toEqual([
    '2027-04-03T10:00 Twice',
    '2027-04-04T10:00 Said on Thursday',
    '2027-04-07T10:00 Said on Thursday',
  ])
})

test('what a person takes off, deletes or moves is not planned again for that time; what a pause takes off is, and words of people are kept', async () => {
  const tips = await category(['6T11:00', '7T11:00', '1T11:00', '2T11:00'])
  for (const text of ['One', 'Two', 'Three', 'Four']) await keep(tips, text)
  await plan(tips)
  await unschedulePost(at.needs, call('unschedule'), await postAt(tips, '2027-03-27T11:00'))
  await removePost(at.needs, call('remove'), await postAt(tips, '2027-03-28T11:00'))
  await schedulePost(at.needs, call('schedule'), {
    ...(await postAt(tips, '2027-03-29T11:00')),
    when: { kind: 'at', local: '2027-03-29T15:00' },
  })
  await plan(tips)
  const left = ['2027-03-29T15:00 Two', '2027-03-30T11:00 One']
  expect(await planned(tips)).toEqual(left)
  const [listed] = (await listCategories(at.needs, brand(), now)).filter(({ id }) => id === tips)
  expect(listed?.coming.map(({ local, state }) => `${local} ${state}`)).toEqual([
    '2027-03-27T11:00 taken-off',
    '2027-03-28T11:00 taken-off',
    '2027-03-29T11:00 planned',
    '2027-03-30T11:00 planned',
  ])

  const ref = await postAt(tips, '2027-03-30T11:00')
  const mine = { content: content('Mine'), accountIds: at.accounts.slice(0, 1).map(({ id }) => id) }
  await savePost(at.needs, call('save'), { ...ref, ...mine })
  const paused = await changeCategory(at.needs, call('changeCategory'), { categoryId: tips, paused: true, takeOff: true })
  await plan(tips)
  expect([paused, await planned(tips)]).toEqual([{ takenOff: 2 }, []])
  expect(await at.db.selectFrom('publishing.post').select('planned_at').where('id', '=', ref.postId).executeTakeFirst()).toEqual({
    planned_at: null,
  })
  await changeCategory(at.needs, call('changeCategory'), { categoryId: tips, paused: false, takeOff: false })
  await plan(tips)
  expect((await planned(tips)).map((line) => line.slice(0, 16))).toEqual(['2027-03-29T11:00', '2027-03-30T11:00'])
})

test('a post that no network takes is passed over with the reason, other words are tried first, and an account that does not take it is left out', async () => {
  const [tea] = at.accounts
  if (!tea) throw new Error('The world has accounts.')
  const picky = { ...tea, id: randomUUID(), network: 'picky' }
  const network = testNetwork(at.server, { proof: 'never' })
  const rules = network.rulesFor({})
  const refusing = {
    ...network,
    rulesFor: () => ({
      ...rules,
      repeats: 'discouraged' as const,
      check: () => [{ severity: 'error' as const, part: 0, reason: { code: 'needs-a-picture' } }],
    }),
  }
  const needs = {
    ...at.needs,
    accounts: { ...at.needs.accounts, find: async () => [tea, picky] },
    network: (id: string) => (id === 'picky' ? refusing : at.needs.network(id)),
  }
  const tips = await category(['6T12:00', '2T12:00'])
  await at.db
    .updateTable('publishing.category')
    .set({ account_ids: [tea.id, picky.id] })
    .where('id', '=', tips)
    .execute()
  const good = await keep(tips, 'Good')
  const tooLong = await keep(tips, 'x'.repeat(101))
  const oneGoes = await keep(tips, 'First')
  await changeKept(needs, call('changeKept'), {
    keptId: oneGoes,
    wordings: [content('y'.repeat(101)), content('In other words')],
    takeOff: false,
  })
  await planCategory(needs, { workspaceId: at.at.workspaceId, categoryId: tips }, now)
  expect(await planned(tips)).toEqual(['2027-03-27T12:00 In other words', '2027-03-30T12:00 Good'])
  const kept = await listKept(needs, { workspaceId: at.at.workspaceId, categoryId: tips }, now)
  const troubleOf = (id: string) => kept.find((each) => each.id === id)?.trouble
  expect(troubleOf(tooLong)).toEqual({
    skipped: true,
    code: 'NOT_ACCEPTED',
    reasons: [
      { accountId: tea.id, reason: { code: 'text-too-long' } },
      { accountId: picky.id, reason: { code: 'needs-a-picture' } },
    ],
  })
  expect(troubleOf(good)).toMatchObject({ skipped: false, reasons: [{ accountId: picky.id }] })
  const posts = await at.db.selectFrom('publishing.post').select('account_ids').where('category_id', '=', tips).execute()
  expect(posts).toEqual([{ account_ids: [tea.id] }, { account_ids: [tea.id] }])
  expect((await listCategories(needs, brand(), now)).find(({ id }) => id === tips)?.repeatsDiscouraged).toEqual(['picky'])
})

test('media of a kept post counts as used until it is kept no longer, and another workspace neither sees nor changes anything', async () => {
  const tips = await category([])
  const keptId = await keep(tips, 'With a picture')
  const mediaId = randomUUID()
  const wording = { ...content('With a picture'), parts: [{ text: 'With a picture', media: [{ mediaId, alt: 'A pot' }] }] }
  await changeKept(at.needs, call('changeKept'), { keptId, wordings: [wording], takeOff: false })
  const which = { workspaceId: at.at.workspaceId, mediaId }
  expect(await isMediaUsed(at.db, which)).toBe(true)

  const other = await testWorkspace(at.db)
  const theirs = (path: string) => other.publisher.call(`publishing.${path}`)
  const notFound = { code: 'NOT_FOUND' }
  await expect(listCategories(at.needs, { ...brand(), workspaceId: other.workspaceId }, now)).rejects.toMatchObject(notFound)
  await expect(listKept(at.needs, { workspaceId: other.workspaceId, categoryId: tips }, now)).rejects.toMatchObject(notFound)
  await expect(changeCategory(at.needs, theirs('changeCategory'), { categoryId: tips, paused: true, takeOff: true })).rejects.toMatchObject(
    notFound,
  )
  await expect(removeKept(at.needs, theirs('removeKept'), { keptId })).rejects.toMatchObject(notFound)

  await removeKept(at.needs, call('removeKept'), { keptId })
  expect(await isMediaUsed(at.db, which)).toBe(false)
})

test('after a restore every category waits for a person, since what it published meanwhile is not known', async () => {
  const tips = await category(['6T13:00'])
  await keep(tips, 'Perhaps said yesterday')
  const client = new Client({ connectionString: at.url })
  await client.connect()
  await holdAfterRestore(client, { hold: false })
  await client.end()
  await plan(tips)
  expect(await planned(tips)).toEqual([])
  expect((await listCategories(at.needs, brand(), now)).find(({ id }) => id === tips)?.paused).toBe(true)
})
