import { randomUUID } from 'node:crypto'

import { sql } from 'kysely'
import { expect, test } from 'vitest'

import { stateOfPost } from './calendar-filter.ts'
import { DeliveryState } from './contract.ts'
import { listPosts } from './list-posts.ts'
import { organisePost } from './organise-post.ts'
import { overviewPosts } from './overview-posts.ts'
import { postState } from './states.ts'
import { read } from './test-calls.ts'
import { world, type World } from './test-world.ts'

const token = { proof: 'token' } as const
const may = { from: '2099-05-01T00:00:00Z', to: '2099-06-01T00:00:00Z', limit: 100 }

test('the overview shows the first posts of each day by the brand’s clock, and how many there are', async () => {
  await using here = await world(token)
  for (const local of ['2099-05-01T00:00', '2099-05-01T12:00', '2099-05-01T23:59', '2099-05-02T00:00', '2099-05-04T08:00'])
    await plan(here, local)
  const days = await overview(here, { from: '2099-05-01', to: '2099-05-03', perDay: 2 })
  expect(days.posts.map(({ firstLine }) => firstLine)).toEqual(['2099-05-01T00:00', '2099-05-01T12:00', '2099-05-02T00:00'])
  expect(days.days).toEqual([
    { day: '2099-05-01', count: 3 },
    { day: '2099-05-02', count: 1 },
  ])
})

test('the calendar is filtered by account, network, campaign, label and state, each kind narrowing the others', async () => {
  await using here = await world(token)
  const [campaign, tips, news] = [randomUUID(), randomUUID(), randomUUID()]
  here.campaigns.push(campaign)
  here.labels.push(tips, news)
  const both = await here.create('Both', { when: { kind: 'at', local: '2099-05-02T09:00' }, accounts: 2 })
  await plan(here, '2099-05-03T09:00')
  await organisePost(here.needs, here.at.publisher.call('publishing.organise'), { postId: both.id, campaignId: campaign, labelIds: [tips] })
  const second = here.accounts[1]?.id ?? ''
  const seen = async (filter: object) => {
    const { posts } = await listPosts(here.needs, { ...here.at, ...may, ...filter })
    const { days } = await overview(here, { from: '2099-05-01', to: '2099-05-31', perDay: 5, ...filter })
    expect(days.reduce((sum, { count }) => sum + count, 0)).toBe(posts.length)
    return posts.map(({ firstLine }) => firstLine)
  }
  expect(await seen({})).toEqual(['Both', '2099-05-03T09:00'])
  expect(await seen({ accountIds: [second] })).toEqual(['Both'])
  expect(await seen({ networks: ['tea', 'coffee'] })).toEqual(['Both', '2099-05-03T09:00'])
  expect(await seen({ networks: ['coffee'] })).toEqual([])
  expect(await seen({ campaignIds: [campaign, randomUUID()] })).toEqual(['Both'])
  expect(await seen({ labelIds: [news, tips] })).toEqual(['Both'])
  expect(await seen({ labelIds: [news] })).toEqual([])
  expect(await seen({ state: ['scheduled'], campaignIds: [campaign] })).toEqual(['Both'])
  expect(await seen({ state: ['published'], campaignIds: [campaign] })).toEqual([])
  expect(await seen({ workspaceId: randomUUID() }).catch(() => 'refused')).toBe('refused')
})

test('a page of posts of one state is full, however many of other states lie between', async () => {
  await using here = await world(token)
  for (const day of ['01', '02', '03', '04']) await plan(here, `2099-05-${day}T09:00`)
  await sql`update publishing.delivery set state = 'cancelled', next_try_at = null where due_at < '2099-05-03T00:00:00Z'`.execute(here.db)
  const { posts, more } = await listPosts(here.needs, { ...here.at, ...may, state: ['scheduled'], limit: 1 })
  expect(posts.map(({ firstLine }) => firstLine)).toEqual(['2099-05-03T09:00'])
  expect(more).toBe(true)
})

test('a post that is live on one account and refused on another says so in little', async () => {
  await using here = await world(token)
  here.server.faults.push('refused')
  here.worker({ concurrency: 1 })
  const post = await here.create('In part', { accounts: 2 })
  await expect
    .poll(async () => (await read(here, post.id)).deliveries.map(({ state }) => state).toSorted())
    .toEqual(['published', 'rejected'])
  const year = { from: '2020-01-01T00:00:00Z', to: '2090-01-01T00:00:00Z', limit: 10 }
  const { posts } = await listPosts(here.needs, { ...here.at, ...year })
  expect(posts).toMatchObject([{ state: 'attention', partly: { live: ['tea'], lacking: ['tea'] } }])
})

test('the state in SQL is the state in words, for every mixture of three copies', async () => {
  await using here = await world(token)
  const all = DeliveryState.options
  const mixtures = all.flatMap((one) => all.flatMap((two) => all.map((three) => [one, two, three])))
  await allowAnyState(here)
  await sql`
    with mixture as (select gen_random_uuid() as id, states from unnest(${mixtures.map(String)}::text[]) states),
    post as (
      insert into publishing.post (workspace_id, id, brand_id, content, account_ids, first_line, parts, media, media_ids, words)
      select ${here.at.workspaceId}, id, ${here.at.brandId}, '{}', '{}', states, 1, 0, '{}', '' from mixture
    )
    insert into publishing.delivery (workspace_id, id, post_id, brand_id, account_id, network, state, due_at)
    select ${here.at.workspaceId}, gen_random_uuid(), id, ${here.at.brandId}, gen_random_uuid(), 'tea', state, now()
    from mixture, unnest(string_to_array(states, ',')) state`.execute(here.db)
  const { rows } = await sql<{ first_line: string; state: string }>`
    select first_line, ${stateOfPost} as state from publishing.post post`.execute(here.db)
  const inWords = mixtures.map((states) => [String(states), postState(states.map((state) => ({ state })))])
  expect(new Map(rows.map(({ first_line, state }) => [first_line, state]))).toEqual(
    new Map(inWords.map(([states, state]) => [states, state])),
  )
})

/** Without the constraints that keep a delivery's other columns in step. */
async function allowAnyState(here: World): Promise<void> {
  const { rows } = await sql<{ conname: string }>`
    select conname from pg_constraint where conrelid = 'publishing.delivery'::regclass and contype in ('c', 'f')`.execute(here.db)
  for (const { conname } of rows) await sql`alter table publishing.delivery drop constraint ${sql.id(conname)}`.execute(here.db)
}

function plan(here: World, local: string) {
  return here.create(local, { when: { kind: 'at', local } })
}

function overview(here: World, wanted: { from: string; to: string; perDay: number }) {
  return overviewPosts(here.needs, { ...here.at, ...wanted })
}
