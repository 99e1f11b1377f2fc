import { sql } from 'kysely'

import type { Tx } from '#kit/database'

import { type FactMetric, factMetrics } from '../metrics-contract.ts'
import type { NewFact } from './fact.ts'
import { allColumns, columnOf, numberOf } from './metric-columns.ts'
import { type Change, type Point, settle, type Told } from './settle.ts'

/** What was said of a subject at one time: lifetime counters of a post, or levels of a profile. Instants are milliseconds since 1970. */
export interface SubjectReading {
  readonly subject: number
  readonly at: number
  readonly fetchedAt: number
  readonly figures: readonly { readonly metric: FactMetric; readonly value: number }[]
}

export interface Known {
  /** As of when it was read last. */
  readonly readAt: number | undefined
  /** Of a post. */
  readonly publishedAt?: number
}

interface Kept {
  readonly workspaceId: string
  readonly accountId: string
  readonly readings: readonly SubjectReading[]
  readonly known: ReadonlyMap<number, Known>
  readonly dayOf: (at: number) => string
}

/**
 * What is new in these readings, as facts. Usually each is younger than what is known; then that alone decides. Where one is not, everything
 * known of its subject is looked at.
 */
export async function factsOfReadings(tx: Tx, { workspaceId, accountId, readings, known, dayOf }: Kept): Promise<NewFact[]> {
  const bySubject = Map.groupBy(readings, ({ subject }) => subject)
  const isLate = (subject: number, of: readonly SubjectReading[]) =>
    of.some(({ at }) => at <= (known.get(subject)?.readAt ?? -Infinity)) || of.length > 1
  const late = [...bySubject].filter(([subject, of]) => isLate(subject, of)).map(([subject]) => subject)
  const usual = [...bySubject.keys()].filter((subject) => !late.includes(subject))
  const [latest, points] = [
    await latestOf(tx, { workspaceId, accountId, subjects: usual }),
    await pointsOf(tx, { workspaceId, subjects: late, metrics: metricsIn(readings) }),
  ]
  return [...bySubject].flatMap(([subject, of]) => {
    const about = { subject, dayOf, ...known.get(subject) }
    const ofLate = points.get(subject)
    return ofLate ? lateFacts(of, ofLate, about) : of.flatMap((reading) => usualFacts(reading, latest.get(subject), about))
  })
}

type Latest = ReadonlyMap<FactMetric, number>

interface About extends Partial<Known> {
  readonly subject: number
  readonly dayOf: (at: number) => string
}

function usualFacts({ subject, at, fetchedAt, figures }: SubjectReading, latest: Latest | undefined, about: About): NewFact[] {
  const facts: NewFact[] = []
  for (const { metric, value } of figures) {
    const before = latest?.get(metric)
    if (before === value) continue
    const day = before === undefined ? firstDayOf(about, at) : about.dayOf(at)
    const change = value - (before ?? 0)
    facts.push({ subject, metric, at, fetchedAt, value, change, day, kind: 'new', isLatest: true, isFirst: before === undefined })
  }
  return facts
}

function lateFacts(readings: readonly SubjectReading[], points: ReadonlyMap<FactMetric, readonly Point[]>, about: About): NewFact[] {
  return factMetrics.flatMap((metric) => {
    const told = readings.flatMap(({ at, fetchedAt, figures }) =>
      figures.filter((figure) => figure.metric === metric).map(({ value }): Told => ({ at, fetchedAt, value })),
    )
    if (told.length === 0) return []
    const known = points.get(metric) ?? []
    const counting = { dayOf: about.dayOf, firstDayOf: (at: number) => firstDayOf(about, at) }
    const changes = settle(known, told, { ...counting, ...(about.readAt === undefined ? {} : { silentUntil: about.readAt }) })
    const youngest = Math.max(known.at(-1)?.at ?? -Infinity, ...changes.map(({ at }) => at))
    return changes.map((change: Change) => ({
      ...change,
      subject: about.subject,
      metric,
      isLatest: change.at === youngest,
      isFirst: known.length === 0,
    }))
  })
}

/** After so long without a look nobody can say when what is there has gathered: it counts on the day of publishing. */
const unwatched = 72 * 3_600_000

function firstDayOf({ publishedAt, dayOf }: About, at: number): string {
  return dayOf(publishedAt !== undefined && at - publishedAt > unwatched ? publishedAt : at)
}

async function latestOf(
  tx: Tx,
  { workspaceId, accountId, subjects }: { workspaceId: string; accountId: string; subjects: readonly number[] },
): Promise<Map<number, Latest>> {
  if (subjects.length === 0) return new Map()
  const { rows } = await sql<{ subject: number } & Record<string, number | null>>`
    select subject, ${allColumns} from analytics.latest
    where workspace_id = ${workspaceId} and account_id = ${accountId} and subject = any(${[...subjects]}::bigint[])`.execute(tx)
  return new Map(rows.map((row) => [row.subject, new Map(factMetrics.flatMap((metric) => toldIn(row, metric)))]))
}

function toldIn(row: Record<string, number | null>, metric: FactMetric): [FactMetric, number][] {
  const value = row[columnOf(metric)]
  return value === null || value === undefined ? [] : [[metric, value]]
}

/** All facts of these subjects, by instant: of each what was said last, and what its facts add up to, by day. */
async function pointsOf(
  tx: Tx,
  { workspaceId, subjects, metrics }: { workspaceId: string; subjects: readonly number[]; metrics: readonly number[] },
): Promise<Map<number, Map<FactMetric, Point[]>>> {
  const found = new Map(subjects.map((subject) => [subject, new Map<FactMetric, Point[]>()]))
  if (subjects.length === 0) return found
  const { rows } = await sql<PointRow>`
    select subject, metric, at, max(fetched_at) as fetched_at, (array_agg(value order by fetched_at desc))[1] as value,
      array_agg(day::text) as days, array_agg(change::text) as changes
    from analytics.fact where workspace_id = ${workspaceId} and subject = any(${[...subjects]}::bigint[]) and metric = any(${[...metrics]}::smallint[])
    group by subject, metric, at order by at`.execute(tx)
  for (const row of rows) {
    const metric = metricOf.get(row.metric)
    const ofSubject = found.get(row.subject)
    if (metric && ofSubject) ofSubject.set(metric, [...(ofSubject.get(metric) ?? []), toPoint(row)])
  }
  return found
}

function metricsIn(readings: readonly SubjectReading[]): number[] {
  return [...new Set(readings.flatMap(({ figures }) => figures.map(({ metric }) => numberOf[metric])))]
}

const metricOf = new Map(factMetrics.map((metric) => [numberOf[metric], metric]))

interface PointRow {
  readonly subject: number
  readonly metric: number
  readonly at: Date
  readonly fetched_at: Date
  readonly value: number
  readonly days: readonly string[]
  readonly changes: readonly string[]
}

function toPoint({ at, fetched_at: fetchedAt, value, days, changes }: PointRow): Point {
  const recorded = new Map<string, number>()
  for (const [index, day] of days.entries()) recorded.set(day, (recorded.get(day) ?? 0) + Number(changes[index]))
  return { at: at.getTime(), fetchedAt: fetchedAt.getTime(), value, recorded }
}
