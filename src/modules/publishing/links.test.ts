import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'

import type { LinkSettings, Patterns } from '#contract/links'
import { systemClock } from '#kit/clock'
import { openLive } from '#kit/live'
import { clicksOfDeliveries, linksDoor } from '#modules/links'

import { correctDelivery } from './correct-delivery.ts'
import { readPost } from './read-post.ts'
import { refused } from './test-calls.ts'
import { linksNeeds, removeLink, setLinkSettings, setPreset } from './test-links.ts'
import { world, type World } from './test-world.ts'

const none: Patterns = { source: '', medium: '', campaign: '', term: '', content: '' }

async function want(here: World, inPosts: LinkSettings['inPosts'], patterns: Partial<Patterns> = {}): Promise<void> {
  const { brandId } = here.at
  await setLinkSettings(linksNeeds(here.db), here.at.owner.call('links.setSettings'), { brandId, inPosts })
  await setPreset(linksNeeds(here.db), here.at.owner.call('links.setPreset'), { brandId, patterns: { ...none, ...patterns } })
}

function linksOf(here: World) {
  return here.db.selectFrom('links.link').selectAll().orderBy('target').orderBy('delivery_id').execute()
}

const shop = `https://tea.example/shop?${'leaf='.repeat(8)}`
const blog = 'https://tea.example/blog/what-grows-on-the-north-side-of-the-mountain'
const short = (code: string | undefined) => `https://hearth.example/l/${code ?? ''}`

test('each address becomes one short link for each account, with its parameters, and counts who follows it there', async () => {
  await using here = await world({ proof: 'token' })
  await want(here, 'shorten', { source: '{network}', content: '{account}' })
  here.worker()
  const own = 'https://hearth.example/l/abc1234'
  const post = await here.create(`${shop}, ${blog}. ${own}`, { accounts: 2 })
  const deliveries = await vi.waitFor(async () => {
    const { deliveries: found } = await readPost(here.needs, here.db, { workspaceId: here.at.workspaceId, postId: post.id })
    expect(found.map(({ state }) => state)).toEqual(['published', 'published'])
    return found
  }, 12_000)
  const links = await linksOf(here)
  expect(links).toHaveLength(4)
  for (const { id, accountId } of deliveries) {
    const account = here.accounts.find((each) => each.id === accountId)
    const mine = links.filter(({ delivery_id }) => delivery_id === id)
    expect(mine.map(({ target }) => target)).toEqual([blog, shop])
    expect(mine).toMatchObject(
      mine.map(() => ({ utm: { source: 'tea', content: account?.handle }, post_id: post.id, account_id: accountId, network: 'tea' })),
    )
    const said = here.server.posts.find((each) => each.account === account?.externalId)?.text
    expect(said).toBe(`${short(mine[1]?.code)}, ${short(mine[0]?.code)}. ${own}`)
  }
  const [followed] = links
  await follow(here, followed?.code ?? '')
  await vi.waitFor(async () => {
    const counted = await clicksOfDeliveries(here.db, Temporal.Instant.fromEpochMilliseconds(0))
    expect(counted).toEqual([{ workspaceId: here.at.workspaceId, deliveryId: followed?.delivery_id, persons: 1 }])
  }, 12_000)
  await correctsWithItsLinks(here, deliveries[0]?.id ?? '')
})

/** By the door of a process of its own, as a browser does. */
async function follow(here: World, code: string): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hearth-links-of-posts-'))
  const live = await openLive({ connection: here.url })
  const log = { warn: () => undefined, error: () => undefined }
  const door = linksDoor({ db: here.db, clock: systemClock, live, log, dataDir, countLost: () => undefined })
  await door.start()
  const agent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36'
  await door.follow({
    host: '',
    code,
    method: 'GET',
    address: '203.0.113.1',
    header: (name) => (name === 'user-agent' ? agent : undefined),
  })
  await door.stop()
  await live.close()
  await rm(dataDir, { recursive: true, force: true })
}

/** What stands there keeps its links; what is new gets its own; the post says what people wrote. */
async function correctsWithItsLinks(here: World, deliveryId: string): Promise<void> {
  const before = await linksOf(here)
  const fresh = 'https://tea.example/new'
  const words = `Mended: ${shop} ${fresh}`
  const corrected = await correctDelivery(here.needs, here.at.publisher.call('publishing.correct'), { deliveryId, texts: [words] })
  const after = await linksOf(here)
  expect(after).toHaveLength(before.length + 1)
  const code = (target: string) => after.find((link) => link.delivery_id === deliveryId && link.target === target)?.code
  expect(before.find((link) => link.delivery_id === deliveryId && link.target === shop)?.code).toBe(code(shop))
  expect(here.server.texts()).toContain(`Mended: ${short(code(shop))} ${short(code(fresh))}`)
  expect(corrected.content.variants['tea']?.parts).toMatchObject([{ text: words }])
}

test('with parameters alone the address goes out with them, counts with them, and keeps them when the post is corrected', async () => {
  await using here = await world({ proof: 'token' })
  await want(here, 'utm', { source: '{network}', campaign: 'tea' })
  const refusal = await refused(here.create(`https://tea.example/ ${'x'.repeat(50)}`))
  expect(refusal).toMatchObject({ code: 'NOT_ACCEPTED', data: { findings: [{ reason: { code: 'text-too-long' } }] } })
  here.worker()
  const post = await here.create('See https://tea.example/a.')
  const { id: deliveryId } = await here.until(post, 'published')
  expect(here.server.texts()).toEqual(['See https://tea.example/a?utm_source=tea&utm_campaign=tea.'])
  await want(here, 'utm', { source: 'other' })
  await correctDelivery(here.needs, here.at.publisher.call('publishing.correct'), {
    deliveryId,
    texts: ['https://tea.example/a https://t.example/b'],
  })
  expect(here.server.texts()).toEqual(['https://tea.example/a?utm_source=tea&utm_campaign=tea https://t.example/b?utm_source=other'])
  expect(await linksOf(here)).toEqual([])
})

test('a link is made once, whoever begins with it again; while none can be made, nothing is sent', async () => {
  await using here = await world({ proof: 'token' })
  await want(here, 'shorten', { source: '{network}' })
  const post = await here.create(shop, { when: { kind: 'at', local: '2099-01-01T09:00', timeZone: 'Asia/Taipei' } })
  const { id: deliveryId, account_id: accountId } = await here.delivery(post)
  const { workspaceId, brandId } = here.at
  const begun = { workspaceId, brandId, postId: post.id, deliveryId, accountId, network: 'tea', campaignId: null, utm: {}, host: '' }
  const make = () => here.db.transaction().execute((tx) => here.needs.links.make(tx, { ...begun, addresses: [blog, shop, shop] }))
  const [one, other] = await Promise.all([make(), make()])
  expect(one).toEqual(other)
  expect(await linksOf(here)).toHaveLength(2)
  const [left] = await linksOf(here)
  await removeLink(linksNeeds(here.db), here.at.owner.call('links.remove'), { linkId: left?.id ?? '' })
  expect((await make()).get(blog)).not.toBe(one.get(blog))
  await sql`alter table links.link rename to away`.execute(here.db)
  here.worker()
  await here.wasDue(post, 0)
  await vi.waitFor(async () =>
    expect(await here.delivery(post)).toMatchObject({ state: 'waiting', reason: { code: 'unexpected' }, prepared: null }),
  )
  expect(here.server.requests).toBe(0)
  await sql`alter table links.away rename to link`.execute(here.db)
  await here.hurryUntil(post, 'published')
  expect(here.server.texts()).toEqual([one.get(shop)])
  expect(await linksOf(here)).toMatchObject([{ target: blog }, { target: shop, utm: { source: 'tea' } }])
})
