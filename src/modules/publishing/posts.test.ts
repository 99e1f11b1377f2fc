import { sql } from 'kysely'
import { expect, test } from 'vitest'

import { cancelPlanned, countPlanned } from './account-plans.ts'
import { createPost } from './create-post.ts'
import { duplicatePost } from './duplicate-post.ts'
import { isMediaUsed } from './is-media-used.ts'
import { listPosts } from './list-posts.ts'
import { onBrandChanged } from './on-brand-changed.ts'
import { readPost } from './read-post.ts'
import { removePost } from './remove-post.ts'
import { searchPosts } from './search-posts.ts'
import { drafts, newDraft, read, refused } from './test-calls.ts'
import { world } from './test-world.ts'

const token = { proof: 'token' } as const
const later = { kind: 'at', local: '2099-05-01T09:30' } as const

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
    content: { parts: [{ text: '', media: [{ mediaId, alt: '' }] }], languages: [], variants: {} },
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
    await expect(set(wrong)).rejects.toThrow(/violates check constraint/)
})
