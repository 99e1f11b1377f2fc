import { openDatabase, type OpenDatabase } from '#database/open'
import { rebuildAnalytics } from '#modules/analytics'

import { hearth } from '../e2e/support/hearth.ts'
import { asManyPeople } from '../e2e/support/many-people.ts'
import { type Owner, setUpOwner } from '../e2e/support/owner.ts'
import { makeFactMonths } from '../src/modules/analytics/facts/fact-months.ts'
import { copyFacts, planFacts, sinceWhen } from './analytics/fill.ts'
import { measureIngest } from './analytics/ingest.ts'
import { overviewsOn, type Question, questionsOn } from './analytics/questions.ts'
import { rawAgainstRollups } from './analytics/raw.ts'
import { scaleOf } from './analytics/scale.ts'
import { type BenchWorld, settle } from './analytics/world.ts'
import { at, timed } from './inbox/at.ts'
import { ownDatabase } from './own-database.ts'

const day = 86_400_000

/**
 * Two years of 50 accounts: 50,000 posts and 20,000,000 facts, loaded by COPY and rebuilt. `growth`: the overview with all of them ÷ with the youngest
 * tenth. `any_report_…`: every kind of question, one after the other, over REST. `ingest_per_second`: 500,000 facts as readings bring them. `speedup`: the
 * same sums off the facts ÷ off the rollups. `drift`: rows that differ at the end from what the facts add up to.
 */
export async function measure(): Promise<Record<string, number>> {
  const scale = scaleOf(process.argv)
  await using cleanUp = new AsyncDisposableStack()
  const postgres = cleanUp.use(await ownDatabase())
  const running = await hearth({ DATABASE_URL: postgres.url, HEARTH_LOG_LEVEL: 'warn', HEARTH_TRUST_PROXY: 'true' })
  cleanUp.defer(() => running.stop())
  await running.run('web')
  const owner = asManyPeople(await setUpOwner(running.url))
  const open = cleanUp.use(openDatabase({ connection: postgres.url, connections: 6, name: 'bench' }))
  const now = Math.floor(Date.now() / 3_600_000) * 3_600_000
  const begun = performance.now()
  const world = await settle(open, { scale, workspaceId: owner.me.workspace.id, brandId: owner.brandId, now })
  const plan = planFacts(world, scale)
  const split = sinceWhen(world, scale, { agesFor: plan.agesFor, count: scale.facts / 10 })

  await load(open, world, { plan, scale, stretch: { from: split, to: now + day } })
  await rebuilt(open, now)
  const young = await ask(owner, repeated(overviewsOn(world), 40))
  const loadSeconds = await seconds(() => load(open, world, { plan, scale, stretch: { from: -Infinity, to: split } }))
  const rebuildSeconds = await seconds(() => rebuilt(open, now))
  const overview = await ask(owner, repeated(overviewsOn(world), 40))
  const reports = await ask(owner, repeated(questionsOn(world), 2))
  const speedup = await rawAgainstRollups(open.pool, world)
  const ingest = await measureIngest(open.db, world, scale.arriving)
  const end = await rebuildAnalytics(open.db, { repair: false, now: Temporal.Instant.fromEpochMilliseconds(now + day) })
  return {
    facts: end.facts,
    ingest_per_second: ingest.perSecond,
    overview_p50_ms: at(overview, 0.5),
    overview_p99_ms: at(overview, 0.99),
    any_report_p50_ms: at(reports, 0.5),
    any_report_p99_ms: at(reports, 0.99),
    growth: Math.round((mean(overview) / mean(young)) * 100) / 100,
    speedup,
    drift: end.tables.reduce((sum, { different }) => sum + different, 0),
    load_seconds: loadSeconds,
    rebuild_seconds: rebuildSeconds,
    run_seconds: Math.round((performance.now() - begun) / 1000),
  }
}

/** The index over facts is made once they are there, month by month. */
async function load({ db, pool }: OpenDatabase, world: BenchWorld, of: Parameters<typeof copyFacts>[2]): Promise<void> {
  const from = Math.max(of.stretch.from, world.now - (of.scale.days + 31) * day)
  await makeFactMonths(
    db,
    Array.from({ length: Math.ceil((of.stretch.to - from) / day) + 1 }, (_, index) => from + index * day),
  )
  await pool.query('drop index analytics.fact_of_subject')
  await copyFacts(pool, world, of)
  const client = await pool.connect()
  await client.query(`set maintenance_work_mem = '512MB'`)
  await client.query('create index fact_of_subject on analytics.fact (workspace_id, subject, metric, at)')
  await client.query('vacuum analyze analytics.fact')
  client.release(true)
}

async function rebuilt({ db, pool }: OpenDatabase, now: number): Promise<void> {
  await rebuildAnalytics(db, { repair: true, now: Temporal.Instant.fromEpochMilliseconds(now) })
  await pool.query('vacuum analyze analytics.rollup, analytics.post_rollup, analytics.latest')
  // What years leave behind is on the disk already.
  await pool.query('checkpoint')
}

async function ask(owner: Owner, questions: readonly Question[]): Promise<number[]> {
  const put = ({ path, body }: Question) => owner.call('POST', path, body)
  await timed(questions.slice(0, 10), put)
  const took = await timed(questions, put)
  const slowest = questions.map(({ body }, index) => ({ body, ms: Math.round(took[index] ?? 0) })).toSorted((a, b) => b.ms - a.ms)
  // Beside the figures: what to look at.
  for (const { ms, body } of slowest.slice(0, 6))
    console.error(`${ms} ms: ${JSON.stringify({ ...body, brandId: undefined }).slice(0, 300)}`)
  return took
}

function repeated<Value>(values: readonly Value[], times: number): Value[] {
  return Array.from({ length: times }, () => values).flat()
}

function mean(took: readonly number[]): number {
  return took.reduce((sum, ms) => sum + ms, 0) / took.length
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const began = performance.now()
  await work()
  const took = Math.round((performance.now() - began) / 1000)
  console.error(`${took} s`)
  return took
}
