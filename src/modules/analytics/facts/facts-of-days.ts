import { sql } from 'kysely'

import type { Tx } from '#kit/database'

import { type FactMetric, factMetrics } from '../metrics-contract.ts'
import { labelOf } from './calendar.ts'
import type { NewFact } from './fact.ts'
import { addedColumns, columnOf, levels } from './metric-columns.ts'

/** What a network says of a profile's day, by its own calendar. */
export interface DayFigure {
  readonly metric: FactMetric
  readonly day: string
  readonly value: number
}

interface Kept {
  readonly workspaceId: string
  readonly accountId: string
  readonly subject: number
  /** In milliseconds since 1970. */
  readonly fetchedAt: number
  readonly figures: readonly DayFigure[]
}

/** What is new in the figures of days, as facts. What was asked for before what is known of that day says nothing any more. */
export async function factsOfDays(tx: Tx, { workspaceId, accountId, subject, fetchedAt, figures }: Kept): Promise<NewFact[]> {
  const days = [...new Set(figures.map(({ day }) => day))]
  if (days.length === 0) return []
  const known = await knownDays(tx, { workspaceId, accountId, days })
  await noteTold(tx, { workspaceId, accountId, days, fetchedAt })
  return figures.flatMap(({ metric, day, value }): NewFact[] => {
    const row = known.get(day)
    const before = row?.[columnOf(metric)]
    if (before === value || (row && row.toldAt >= fetchedAt)) return []
    const isFirst = before === undefined || before === null
    const change = value - (before ?? 0)
    // Of a day's figure there is no latest for all time; the levels beside it have one.
    return [
      { subject, metric, at: labelOf(day), fetchedAt, value, change, day, kind: isFirst ? 'new' : 'correction', isLatest: false, isFirst },
    ]
  })
}

type KnownDay = Readonly<Record<string, number | null>> & { readonly toldAt: number }

interface Days {
  readonly workspaceId: string
  readonly accountId: string
  readonly days: readonly string[]
}

async function knownDays(tx: Tx, { workspaceId, accountId, days }: Days): Promise<Map<string, KnownDay>> {
  const { rows } = await sql<{ day: string; told_at: Date | null } & Record<string, number | null>>`
    select (bucket at time zone 'UTC')::date as day, told_at, ${addedColumns} from analytics.rollup
    where ${profileDays({ workspaceId, accountId, days })}`.execute(tx)
  return new Map(rows.map(({ day, told_at: toldAt, ...values }) => [day, { ...pick(values), toldAt: toldAt?.getTime() ?? 0 }]))
}

function pick(values: Record<string, number | null>): Record<string, number | null> {
  return Object.fromEntries(
    factMetrics.filter((metric) => !levels.has(metric)).map((metric) => [columnOf(metric), values[columnOf(metric)] ?? null]),
  )
}

/** Also where nothing is new in it. */
async function noteTold(tx: Tx, { fetchedAt, ...which }: Days & { fetchedAt: number }): Promise<void> {
  await sql`
    update analytics.rollup set told_at = greatest(told_at, ${new Date(fetchedAt)}) where ${profileDays(which)}`.execute(tx)
}

function profileDays({ workspaceId, accountId, days }: Days) {
  return sql`workspace_id = ${workspaceId} and dimension = 'profile' and grain = 'day' and account_id = ${accountId} and member = ''
    and bucket = any(${days.map((day) => `${day}T00:00:00Z`)}::timestamptz[])`
}
