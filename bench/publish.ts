import { Pool } from 'pg'

import { hearth } from '../e2e/support/hearth.ts'
import { asManyPeople } from '../e2e/support/many-people.ts'
import { type Owner, setUpOwner } from '../e2e/support/owner.ts'
import { until } from '../e2e/support/until.ts'
import { ownDatabase } from './own-database.ts'
import { publishFloor } from './publish-floor.ts'
import { connectAll, inParallel, settingsToward } from './scene.ts'
import { type Opened, type StandIns, startStandIns } from './stand-ins.ts'

const deliveries = 2000
const accountsPerNetwork = 200

/**
 * 2,000 texts, each one request, due in the same second on 200 accounts of each network. `per_second` from when they are due until the
 * last is live; `late_…`: how long after its time each was live; `floor_per_second`: see `publishFloor`. Verdicts are read from the networks.
 */
export async function measure(): Promise<Record<string, number>> {
  await using cleanUp = new AsyncDisposableStack()
  const postgres = cleanUp.use(await ownDatabase())
  const standIns = cleanUp.use(await startStandIns())
  const networks = await standIns.ask<Opened[]>({ kind: 'open' })
  const running = await hearth({ ...settingsToward(networks), DATABASE_URL: postgres.url, HEARTH_LOG_LEVEL: 'warn' })
  cleanUp.defer(() => running.stop())
  await running.run('all')
  const owner = asManyPeople(await setUpOwner(running.url))
  const accounts = await connectAll(owner, { standIns, networks, each: accountsPerNetwork })
  const due = await planAll(owner, accounts)
  await standIns.ask({ kind: 'record' })
  const pool = new Pool({ connectionString: postgres.url, max: 10 })
  cleanUp.defer(() => pool.end())
  await until('everything to be settled', 300, async () => Date.now() > due.getTime() && (await open(pool)) === 0, { pause: 1000 })
  await running.stop()
  const verdict = await judge(pool, standIns, due)
  const floor = await publishFloor(pool, await standIns.ask({ kind: 'rewind' }))
  return { ...verdict, floor_per_second: Math.round(floor), ratio: Math.round((verdict['per_second'] / floor) * 100) / 100 }
}

/** As a team writes: one text for one account on each network. */
async function planAll(owner: Owner, accounts: readonly (readonly string[])[]): Promise<Date> {
  const due = new Date(Math.ceil(Date.now() / 60_000) * 60_000 + 60_000)
  const local = Temporal.Instant.fromEpochMilliseconds(due.getTime())
    .toZonedDateTimeISO('Asia/Taipei')
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
  const posts = Math.ceil(deliveries / accounts.length)
  await inParallel(posts, async (index) => {
    const accountIds = accounts.map((ofNetwork) => ofNetwork[index % ofNetwork.length]).slice(0, deliveries - index * accounts.length)
    const content = { parts: [{ text: `Post number ${index} of this second`, media: [] }], languages: ['en'] }
    await owner.call('POST', '/posts', { brandId: owner.brandId, content, accountIds, when: { kind: 'at', local } })
  })
  if (Date.now() > due.getTime()) throw new Error('Writing the posts took longer than planned; this machine is too busy to measure.')
  return due
}

async function open(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>('select count(*)::int as count from publishing.delivery where wake_at is not null')
  return rows[0]?.count ?? 0
}

async function judge(
  pool: Pool,
  standIns: StandIns,
  due: Date,
): Promise<Record<'per_second' | 'late_p50_ms' | 'late_p99_ms' | 'duplicates' | 'lost', number>> {
  const { rows } = await pool.query<{ late: number }>(
    `select extract(epoch from published_at - $1)::float8 * 1000 as late from publishing.delivery where state = 'published' order by 1`,
    [due],
  )
  const late = rows.map((row) => row.late)
  const live = await standIns.ask<[string, number][]>({ kind: 'live' })
  const last = late.at(-1) ?? Infinity
  return {
    per_second: Math.round(late.length / (last / 1000)),
    late_p50_ms: Math.round(late[Math.floor(late.length * 0.5)] ?? Infinity),
    late_p99_ms: Math.round(late[Math.floor(late.length * 0.99)] ?? Infinity),
    duplicates: live.reduce((sum, [, copies]) => sum + copies - 1, 0),
    lost: deliveries - live.length,
  }
}
