import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { testClock } from '#kit/clock'
import { type Live, openLive } from '#kit/live'
import { testDatabase, type TestDatabase } from '#testing/database'
import { testWorkspace, type TestWorkspace } from '#testing/workspace'

import type { ShortLink } from '../short-contract.ts'
import { addDomain } from '../short/add-domain.ts'
import { changeLink } from '../short/change-link.ts'
import { createLink } from '../short/create-link.ts'
import { linkClicks } from '../short/link-clicks.ts'
import { removeDomain } from '../short/remove-domain.ts'
import { removeLink } from '../short/remove-link.ts'
import { linksNeeds } from '../test-needs.ts'
import { setLinkSettings } from '../utm/set-link-settings.ts'
import { noWayPage } from './no-way-page.ts'
import { type LinksDoor, linksDoor } from './open-door.ts'

let database: TestDatabase
let team: TestWorkspace
let live: Live
let dataDir: string
let door: LinksDoor

const clock = testClock('2027-03-01T12:00:00Z')
const agent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36'

beforeAll(async () => {
  database = await testDatabase()
  team = await testWorkspace(database.db)
  live = await openLive({ connection: database.url })
  dataDir = await mkdtemp(join(tmpdir(), 'hearth-door-'))
  door = open()
  await door.start()
})
afterAll(async () => {
  await door.stop()
  await live.close()
  await database[Symbol.asyncDispose]()
  await rm(dataDir, { recursive: true, force: true })
})

function open(): LinksDoor {
  const log = { warn: () => undefined, error: () => undefined }
  return linksDoor({ db: database.db, clock, live, log, dataDir, countLost: () => undefined })
}

const needs = () => linksNeeds(database.db, { clock })

function make(more: object = {}): Promise<ShortLink> {
  const wanted = { brandId: team.brandId, target: 'https://tea.example/spring', utm: {}, ...more }
  return createLink(needs(), team.publisher.call('links.create'), wanted)
}

/** Follows a short address as a browser does. */
function follow(url: string, { address = '203.0.113.1', ...headers }: Record<string, string> = {}) {
  const { hostname, pathname } = new URL(url)
  const isOwn = hostname !== 'hearth.example'
  return door.follow({
    host: isOwn ? hostname : '',
    code: pathname.split('/').at(-1) ?? '',
    method: 'GET',
    address,
    header: (name) => ({ 'user-agent': agent, ...headers })[name],
  })
}

/** What is told by NOTIFY is there in a moment. */
const soon = { timeout: 5000, interval: 10 }

test('a link leads to its target with its parameters, follows a change at once, and is over when it has expired or was withdrawn', async () => {
  const link = await make({ utm: { source: 'threads', campaign: 'spring' }, code: 'spring' })
  expect(link.url).toBe('https://hearth.example/l/spring')
  const address = 'https://tea.example/spring?utm_source=threads&utm_campaign=spring'
  expect(await follow(link.url)).toEqual({ kind: 'redirect', to: address })
  expect(await follow(link.url.replace('spring', 'SPRING'))).toEqual({ kind: 'redirect', to: address })
  const change = (wanted: object) => changeLink(needs(), team.publisher.call('links.change'), { linkId: link.id, ...wanted })
  await change({ target: 'https://tea.example/summer?utm_source=poster' })
  const changed = { kind: 'redirect', to: 'https://tea.example/summer?utm_source=poster&utm_campaign=spring' }
  await expect.poll(() => follow(link.url), soon).toEqual(changed)
  await change({ expiresAt: '2027-03-01T12:00:05Z' })
  expect(await follow(link.url)).toEqual(changed)
  clock.advance({ seconds: 5 })
  await expect.poll(() => follow(link.url), soon).toEqual({ kind: 'gone' })
  await change({ expiresAt: null })
  await expect.poll(() => follow(link.url), soon).toEqual(changed)
  await removeLink(needs(), team.publisher.call('links.remove'), { linkId: link.id })
  await expect.poll(() => follow(link.url), soon).toEqual({ kind: 'gone' })
  await expect(make({ code: 'spring' })).rejects.toMatchObject({ code: 'CODE_TAKEN' })
})

test('a link that somebody followed leads on while the database stands still, and its clicks come in afterwards', async () => {
  const link = await make()
  await follow(link.url)
  const holding = Promise.withResolvers<void>()
  const held = database.db.transaction().execute(async (tx) => {
    await sql`lock table links.link, links.click, links.hour, links.piece in access exclusive mode`.execute(tx)
    await holding.promise
  })
  await expect.poll(isLocked, soon).toBe(true)
  const following = Promise.all(Array.from({ length: 50 }, (_, index) => follow(link.url, { address: `203.0.113.${index + 10}` })))
  const answers = await Promise.race([following, new Promise<[]>((resolve) => setTimeout(() => resolve([]), 5000))])
  holding.resolve()
  expect(answers.map(({ kind }) => kind)).toEqual(Array.from({ length: 50 }, () => 'redirect'))
  await held
  await expect.poll(() => personsOf(link), soon).toBe(51)
})

async function isLocked(): Promise<boolean> {
  const { rows } =
    await sql`select from pg_locks where relation = 'links.link'::regclass and mode = 'AccessExclusiveLock' and granted`.execute(
      database.db,
    )
  return rows.length > 0
}

async function personsOf(link: ShortLink): Promise<number> {
  return (await countsOf(link)).persons
}

async function countsOf(link: ShortLink) {
  return (await linkClicks(needs(), { workspaceId: team.workspaceId, linkId: link.id, days: 3 })).total
}

test('a visitor who taps twice is one click; one who wants no tracking is counted and never told apart; programs are no clicks', async () => {
  const link = await make()
  await setLinkSettings(needs(), team.owner.call('links.setSettings'), { brandId: team.brandId, measuresConversions: true })
  await expect.poll(() => follow(link.url), soon).toMatchObject({ to: expect.stringMatching(/\?hearth_click=[0-9a-f-]{36}$/) })
  expect(await follow(link.url)).toEqual(await follow(link.url))
  await follow(link.url, { dnt: '1', address: '203.0.113.2' })
  await follow(link.url, { 'sec-gpc': '1', address: '203.0.113.2' })
  expect(await follow(link.url, { 'user-agent': 'Twitterbot/1.0' })).toEqual({ kind: 'redirect', to: 'https://tea.example/spring' })
  await follow(link.url, { 'user-agent': 'curl/8.5.0' })
  clock.advance({ seconds: 30 })
  await follow(link.url)
  await expect.poll(() => countsOf(link), soon).toEqual({ persons: 4, uniques: 1, bots: 1, previews: 1, prefetches: 0 })
  await setLinkSettings(needs(), team.owner.call('links.setSettings'), { brandId: team.brandId, measuresConversions: false })
  const kept = await sql<{ row: string }>`select click::text as row from links.click where link_id = ${link.id}`.execute(database.db)
  expect(kept.rows.some(({ row }) => /203\.0\.113|Mozilla/.test(row))).toBe(false)
})

test('a brand’s own domain leads by codes of its own, is one brand’s alone, and takes its links along when it is given up', async () => {
  const add = (host: string, by = team) => addDomain(needs(), by.owner.call('links.addDomain'), { brandId: by.brandId, host })
  const domain = await add('https://Go.Tea.example/')
  expect(domain).toMatchObject({ host: 'go.tea.example', links: 0 })
  await expect(add('go.tea.example', await testWorkspace(database.db))).rejects.toMatchObject({ code: 'DOMAIN_TAKEN' })
  for (const host of ['hearth.example', '192.0.2.1', 'localhost', 'tea.example/path', 'tea.example:8080', 'two words']) {
    await expect(add(host)).rejects.toMatchObject({ code: 'NOT_A_DOMAIN' })
  }
  const [here, there] = [await make({ code: 'tea' }), await make({ code: 'tea', domainId: domain.id, target: 'https://tea.example/there' })]
  expect(there.url).toBe('https://go.tea.example/tea')
  await expect.poll(() => door.isShortHost('go.tea.example'), soon).toBe(true)
  expect(await follow(there.url)).toEqual({ kind: 'redirect', to: 'https://tea.example/there' })
  expect(await follow(here.url)).toEqual({ kind: 'redirect', to: 'https://tea.example/spring' })
  await expect(make({ target: there.url })).rejects.toMatchObject({ code: 'TARGET_IS_SHORT' })
  await expect(make({ target: here.url })).rejects.toMatchObject({ code: 'TARGET_IS_SHORT' })
  await removeDomain(needs(), team.owner.call('links.removeDomain'), { domainId: domain.id })
  await expect.poll(() => door.isShortHost('go.tea.example'), soon).toBe(false)
  await add('go.tea.example')
  await expect.poll(() => follow(there.url), soon).toEqual({ kind: 'gone' })
})

test('codes that lead nowhere are answered from memory, and whoever tries too many waits, without others', async () => {
  expect(await follow('https://hearth.example/l/nothing')).toEqual({ kind: 'unknown' })
  const link = await make({ code: 'nothing' })
  await expect.poll(() => follow(link.url), soon).toMatchObject({ kind: 'redirect' })
  const tries = Array.from({ length: 130 }, (_, index) => follow(`https://hearth.example/l/guess${index}`, { address: '198.51.100.9' }))
  expect(new Set((await Promise.all(tries)).map(({ kind }) => kind))).toContain('unknown')
  const fresh = await make()
  expect(await follow(fresh.url, { address: '198.51.100.9' })).toEqual({ kind: 'too-many' })
  expect(await follow(link.url, { address: '198.51.100.9' })).toMatchObject({ kind: 'redirect' })
  expect(await follow(fresh.url, { address: '198.51.100.10' })).toMatchObject({ kind: 'redirect' })
  clock.advance({ minutes: 2 })
  expect(await follow((await make()).url, { address: '198.51.100.9' })).toMatchObject({ kind: 'redirect' })
})

test('whoever gets nowhere reads why, in their language', () => {
  expect(noWayPage('gone', 'de, zh-TW;q=0.9, en;q=0.8')).toMatchObject({ status: 410, page: expect.stringContaining('這個短網址已失效') })
  expect(noWayPage('unknown', 'en-GB')).toMatchObject({ status: 404, page: expect.stringContaining('<html lang="en">') })
})
