import type { Pool } from 'pg'

import { numberOf } from '../../src/modules/analytics/facts/metric-columns.ts'
import type { BenchWorld } from './world.ts'

/** Impressions and reactions of each account over 30 days: as plain SQL over facts, and off the rollups. Both must say the same. Answers by how much the latter is faster. */
export async function rawAgainstRollups(pool: Pool, { workspaceId, now }: BenchWorld): Promise<number> {
  const [from, to] = [30, 1].map((back) => new Date(now - back * 86_400_000).toISOString().slice(0, 10))
  const raw = `
    select p.account_id, sum(change) filter (where metric = ${numberOf.impressions}) as impressions, sum(change) filter (where metric = ${numberOf.reactions}) as reactions
    from analytics.fact f join analytics.post p on p.workspace_id = f.workspace_id and p.subject = f.subject
    where f.workspace_id = $1 and f.day between $2 and $3 and f.metric in (${numberOf.impressions}, ${numberOf.reactions}) group by 1 order by 1`
  const rolled = `
    select account_id, sum(impressions) as impressions, sum(reactions) as reactions from analytics.rollup
    where workspace_id = $1 and dimension = 'account' and grain = 'day' and bucket between $2::date and $3::date group by 1 order by 1`
  const run = async (query: string, times: number) => {
    const took: number[] = []
    let answer = ''
    for (let time = 0; time < times; time += 1) {
      const began = performance.now()
      const { rows } = await pool.query<object>(query, [workspaceId, from, to])
      took.push(performance.now() - began)
      answer = JSON.stringify(rows)
    }
    return { answer, ms: took.toSorted((a, b) => a - b)[Math.floor(times / 2)] ?? 0 }
  }
  const [slow, fast] = [await run(raw, 3), await run(rolled, 20)]
  if (slow.answer !== fast.answer) throw new Error('The facts and the rollups do not say the same.')
  return Math.round(slow.ms / fast.ms)
}
