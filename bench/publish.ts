import { Pool } from 'pg'

import { until } from '../e2e/support/until.ts'
import { countOpen, openScene, planAll } from './one-second.ts'
import { publishFloor } from './publish-floor.ts'
import type { StandIns } from './stand-ins.ts'

const deliveries = 2000
const accountsPerNetwork = 200

/**
 * 2,000 texts, each one request, due in the same second on 200 accounts of each network. `per_second` from when they are due until the
 * last is live; `late_…`: how long after its time each was live; `floor_per_second`: see `publishFloor`. Verdicts are read from the networks.
 */
export async function measure(): Promise<Record<string, number>> {
  await using cleanUp = new AsyncDisposableStack()
  const { postgres, standIns, running, owner, accounts } = await openScene(cleanUp, { processes: ['all'], accountsPerNetwork })
  const due = await planAll(owner, accounts, { deliveries, ahead: 60 })
  await standIns.ask({ kind: 'record' })
  const pool = new Pool({ connectionString: postgres.url, max: 10 })
  cleanUp.defer(() => pool.end())
  await until('everything to be settled', 300, async () => Date.now() > due.getTime() && (await countOpen(pool)) === 0, { pause: 1000 })
  await running.stop()
  const verdict = await judge(pool, standIns, due)
  const floor = await publishFloor(pool, await standIns.ask({ kind: 'rewind' }))
  return { ...verdict, floor_per_second: Math.round(floor), ratio: Math.round((verdict['per_second'] / floor) * 100) / 100 }
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
