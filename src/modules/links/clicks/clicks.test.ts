import { spawn } from 'node:child_process'
import { appendFileSync, globSync, readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { testClock } from '#kit/clock'
import { uuidv7 } from '#kit/ids'
import { testDatabase, type TestDatabase } from '#testing/database'
import { testWorkspace, type TestWorkspace } from '#testing/workspace'

import { clicksOfDeliveries } from '../clicks-of-deliveries.ts'
import type { ShortLink } from '../short-contract.ts'
import { createLink } from '../short/create-link.ts'
import { linkClicks } from '../short/link-clicks.ts'
import { linksNeeds } from '../test-needs.ts'
import { ClickLog } from './click-log.ts'
import type { Click } from './click.ts'
import { takeLeftPieces } from './left-pieces.ts'
import { movePiece } from './move-piece.ts'
import { readPiece } from './piece-file.ts'
import { daySalts } from './salts.ts'
import { startMoving } from './start-moving.ts'
import { tidyClicks } from './tidy-clicks.ts'

let database: TestDatabase
let team: TestWorkspace
let root: string

beforeAll(async () => {
  database = await testDatabase()
  team = await testWorkspace(database.db)
  root = await mkdtemp(join(tmpdir(), 'hearth-clicks-'))
})
afterAll(async () => {
  await database[Symbol.asyncDispose]()
  await rm(root, { recursive: true, force: true })
})

const clock = testClock('2027-03-01T12:00:00Z')
const noLog = { warn: () => undefined }

function newLink(): Promise<ShortLink> {
  return createLink(linksNeeds(database.db, { clock }), team.publisher.call('links.create'), {
    brandId: team.brandId,
    target: 'https://tea.example/spring',
  })
}

function click(link: ShortLink, more: Partial<Click> = {}): Click {
  return { id: uuidv7(), workspace: team.workspaceId, link: link.id, at: clock.now().epochMilliseconds, kind: 'person', ...more }
}

async function countedOf(link: ShortLink) {
  const { total } = await linkClicks(linksNeeds(database.db, { clock }), { workspaceId: team.workspaceId, linkId: link.id, days: 30 })
  return total
}

async function idsOf(link: ShortLink): Promise<string[]> {
  const rows = await database.db.selectFrom('links.click').select('id').where('link_id', '=', link.id).execute()
  return rows.map(({ id }) => id)
}

test('what was acknowledged before a kill -9 is counted once, a torn line never, also when a piece is delivered twice', async () => {
  const folder = join(root, 'killed')
  const link = await newLink()
  const told = [folder, team.workspaceId, link.id, String(clock.now().epochMilliseconds)]
  const writer = spawn(process.execPath, [join(import.meta.dirname, 'test-writer.ts'), ...told], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  writer.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
    if (said.length > 37 * 3000) writer.kill('SIGKILL')
  })
  await new Promise((resolve) => writer.once('close', resolve))
  const acknowledged = said.split('\n').filter((id) => id.length === 36)
  expect(acknowledged.length).toBeGreaterThan(2900)
  const pieces = globSync(`${folder}/*/*.jsonl`).toSorted()
  expect(pieces.length).toBeGreaterThan(2)
  for (const piece of pieces) appendFileSync(piece, `{"id":"${uuidv7()}","work`)

  const [first = ''] = pieces
  await movePiece(database.db, await readPiece(first))
  // Two that come at the same moment take turns.
  const take = () => takeLeftPieces(folder, async (path) => movePiece(database.db, await readPiece(path)))
  await Promise.all([take(), take()])
  const kept = await idsOf(link)
  const known = new Set(kept)
  expect(acknowledged.filter((id) => !known.has(id))).toEqual([])
  expect(await countedOf(link)).toMatchObject({ persons: kept.length, uniques: 0 })
  expect(readdirSync(folder)).toEqual([])
})

test('a living process keeps its pieces, moves them itself, and leaves what the database does not take', async () => {
  const folder = join(root, 'living')
  const link = await newLink()
  const log = new ClickLog(folder)
  await log.append(click(link))
  await takeLeftPieces(folder, () => Promise.reject(new Error('This one is alive.')))
  const mover = startMoving({ db: database.db, log: noLog, clicks: log, root: folder })
  await mover.stop()
  expect(await countedOf(link)).toMatchObject({ persons: 1 })
  expect(readdirSync(folder)).toEqual([])

  const away = await testDatabase()
  await away[Symbol.asyncDispose]()
  const troubles: string[] = []
  const next = new ClickLog(folder)
  await next.append(click(link))
  await startMoving({ db: away.db, log: { warn: (_, message) => void troubles.push(message) }, clicks: next, root: folder }).stop()
  expect(troubles[0]).toContain('they wait on the disk')
  await takeLeftPieces(folder, async (path) => movePiece(database.db, await readPiece(path)))
  expect(await countedOf(link)).toMatchObject({ persons: 2 })
})

test('a visitor is new once a day, also when clicks come late; programs are counted apart; clicks of no link are dropped', async () => {
  const link = await newLink()
  const hour = 3_600_000
  const at = clock.now().epochMilliseconds
  const [mei, lin] = [Buffer.alloc(16, 1).toString('base64'), Buffer.alloc(16, 2).toString('base64')]
  const move = (...clicks: Click[]) => movePiece(database.db, { id: uuidv7(), clicks })
  await move(
    click(link, { visitor: mei, referrer: 'social.example', device: 'phone' }),
    click(link, { visitor: mei, at: at + 20 }),
    click(link, { at: at + 30 }),
    click(link, { kind: 'bot' }),
    click(link, { kind: 'preview' }),
    click(link, { kind: 'prefetch' }),
    click(link, { link: uuidv7() }),
    click(link, { workspace: uuidv7() }),
  )
  await database.db.updateTable('links.hour').set({ touched_at: '2020-02-01T00:00:00Z' }).where('link_id', '=', link.id).execute()
  const since = Temporal.Instant.from('2020-02-02T00:00:00Z')
  await move(click(link, { visitor: mei, at: at - 2 * hour }), click(link, { visitor: lin, at: at - 2 * hour, referrer: 'social.example' }))
  expect(await countedOf(link)).toEqual({ persons: 5, uniques: 2, bots: 1, previews: 1, prefetches: 1 })
  const read = await linkClicks(linksNeeds(database.db, { clock }), { workspaceId: team.workspaceId, linkId: link.id, days: 7 })
  expect(read.referrers).toEqual([{ persons: 3 }, { host: 'social.example', persons: 2 }])
  expect(read.devices).toEqual([{ device: 'phone', persons: 1 }])
  expect(read.days.at(-1)).toMatchObject({ day: '2027-03-01', counts: { persons: 5 } })
  expect(await clicksOfDeliveries(database.db, since)).toEqual([])
  const deliveryId = uuidv7()
  await database.db.updateTable('links.link').set({ delivery_id: deliveryId }).where('id', '=', link.id).execute()
  expect(await clicksOfDeliveries(database.db, since)).toEqual([{ workspaceId: team.workspaceId, deliveryId, persons: 5 }])
  expect(await clicksOfDeliveries(database.db, Temporal.Instant.from('2099-01-01T00:00:00Z'))).toEqual([])
})

test('the salts of a day are the same in every process and are gone the day after; old clicks go and their counts stay', async () => {
  const [one, other] = [daySalts(database.db), daySalts(database.db)]
  const own = one.of('2027-03-01')
  await one.renew('2027-03-01')
  await other.renew('2027-03-01')
  expect(one.of('2027-03-01')).toEqual(other.of('2027-03-01'))
  expect(one.of('2027-03-01')).not.toEqual(own)
  expect(one.of('2027-03-02')).toEqual(other.of('2027-03-02'))
  expect(one.of('2027-03-02')).not.toEqual(one.of('2027-03-01'))
  await one.renew('2027-03-02')
  const days = await database.db.selectFrom('links.salt').select('day').orderBy('day').execute()
  expect(days).toEqual([{ day: '2027-03-02' }, { day: '2027-03-03' }])

  const link = await newLink()
  await movePiece(database.db, { id: uuidv7(), clicks: [click(link)] })
  await tidyClicks({ db: database.db, clock: testClock('2027-03-30T00:00:00Z') })
  expect(await idsOf(link)).toHaveLength(1)
  await tidyClicks({ db: database.db, clock: testClock('2028-12-01T00:00:00Z') })
  expect(await idsOf(link)).toEqual([])
  expect(await countedOf(link)).toMatchObject({ persons: 1 })
})
