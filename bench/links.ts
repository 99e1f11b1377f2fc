import { Agent, get } from 'node:http'

import { Pool } from 'pg'

import { type Hearth, hearth } from '../e2e/support/hearth.ts'
import { type Owner, setUpOwner } from '../e2e/support/owner.ts'
import { until } from '../e2e/support/until.ts'
import { ownDatabase } from './own-database.ts'

const perSecond = 500
const links = 50
/** In seconds. A server that has just started compiles what it runs; of the stretch that is measured, the database stands still for some. */
const warmUp = 3
const steady = 20
const standstill = 5
const beforeTheKill = 4
const afterTheStart = 4

/**
 * 500 visitors a second, none of whom waits for another, on 50 short links. `redirect_p99_ms`: from the moment a visitor was due until its redirect
 * was there, over 20 seconds, while the tables of clicks are locked for 5 of them. `clicks_lost`: redirects that were answered, whose click is not in
 * the database, after a `kill -9` amid the same traffic and another start.
 */
export async function measure(): Promise<Record<string, number>> {
  await using cleanUp = new AsyncDisposableStack()
  const postgres = cleanUp.use(await ownDatabase())
  const running = await hearth({ DATABASE_URL: postgres.url, HEARTH_LOG_LEVEL: 'error', HEARTH_TRUST_PROXY: 'true' })
  cleanUp.defer(() => running.stop())
  const pool = new Pool({ connectionString: postgres.url, max: 2 })
  cleanUp.defer(() => pool.end())
  const first = await running.run('all')
  const urls = await makeLinks(await setUpOwner(running.url))
  await visitors(urls, warmUp)
  const calm = visitors(urls, steady)
  await pause((steady - standstill) / 2)
  await lockTables(pool, standstill)
  const measured = await calm
  const killed = visitors(urls, beforeTheKill)
  await pause(beforeTheKill - 1)
  first.kill('SIGKILL')
  const cut = await killed
  await running.run('all')
  const answered = [...measured, ...cut, ...(await visitors(urls, afterTheStart))].filter((each) => each.click !== '')
  await settled(pool, running)
  const late = measured.map(({ ms }) => ms).toSorted((one, other) => one - other)
  return {
    redirect_p50_ms: round(late[Math.floor(late.length * 0.5)]),
    redirect_p99_ms: round(late[Math.floor(late.length * 0.99)]),
    redirect_max_ms: round(late.at(-1)),
    redirects_refused: measured.filter((each) => each.click === '').length,
    clicks_acknowledged: answered.length,
    clicks_lost: await missing(pool, answered),
  }
}

async function makeLinks(owner: Owner): Promise<string[]> {
  const { brandId } = owner
  await owner.call('PATCH', '/links/settings', { brandId, measuresConversions: true })
  const made = Array.from({ length: links }, (_, index) =>
    owner.call<{ url: string }>('POST', '/links', { brandId, target: `https://tea.example/page/${index}` }),
  )
  return (await Promise.all(made)).map(({ url }) => url)
}

interface Visit {
  readonly ms: number
  /** The id of the click, as the target would be told; empty where there was no redirect. */
  readonly click: string
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 })
let visitor = 0

/** They come at their times, however long others wait. */
async function visitors(urls: readonly string[], seconds: number): Promise<Visit[]> {
  const began = performance.now()
  const visits: Promise<Visit>[] = []
  while (visits.length < seconds * perSecond) {
    const due = began + (visits.length * 1000) / perSecond
    const ahead = due - performance.now()
    if (ahead > 0) await new Promise((resolve) => setTimeout(resolve, ahead))
    visits.push(visit(urls[visits.length % urls.length] ?? '', due))
  }
  return Promise.all(visits)
}

/** A person at a computer whom nobody has seen before. */
function visit(url: string, due: number): Promise<Visit> {
  visitor += 1
  const headers = {
    'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
    'x-forwarded-for': `10.${(visitor >> 16) & 255}.${(visitor >> 8) & 255}.${visitor & 255}`,
  }
  return new Promise((resolve) => {
    get(url, { agent, headers }, (answer) => {
      const ms = performance.now() - due
      const to = answer.headers.location
      answer.resume().once('end', () => resolve({ ms, click: to ? (new URL(to).searchParams.get('hearth_click') ?? '') : '' }))
    }).once('error', () => resolve({ ms: performance.now() - due, click: '' }))
  })
}

/** As a database does that has too much to do. */
async function lockTables(pool: Pool, seconds: number): Promise<void> {
  const client = await pool.connect()
  await client.query('begin')
  await client.query('lock table links.click, links.hour, links.link, links.piece in access exclusive mode')
  await pause(seconds)
  await client.query('commit')
  client.release()
}

/** Nothing waits on the disk any more. */
async function settled(pool: Pool, { dataDir }: Hearth): Promise<void> {
  let before = -1
  await until(`the clicks of ${dataDir} to be counted`, 60, async () => {
    const { rows } = await pool.query<{ count: number }>('select count(*)::int as count from links.click')
    const count = rows[0]?.count ?? 0
    const isStill = count === before
    before = count
    await pause(3)
    return isStill
  })
}

async function missing(pool: Pool, answered: readonly Visit[]): Promise<number> {
  const ids = answered.map(({ click }) => click)
  const { rows } = await pool.query<{ lost: number }>(
    `select count(*)::int as lost from unnest($1::uuid[]) as id where not exists (select from links.click where click.id = id.id)`,
    [ids],
  )
  const counted = await pool.query<{ off: number }>(
    `select (select count(*) from links.click where kind = 'person')::int - (select coalesce(sum(persons), 0) from links.hour)::int as off`,
  )
  // What was counted must be what is there, or the figures of a link would not be worth more than a guess.
  if (counted.rows[0]?.off !== 0) throw new Error(`Counts and clicks differ by ${counted.rows[0]?.off}.`)
  return rows[0]?.lost ?? Number.NaN
}

function pause(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000))
}

function round(ms = Infinity): number {
  return Math.round(ms * 10) / 10
}
