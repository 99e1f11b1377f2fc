import { type RawBuilder, sql } from 'kysely'

import type { Per, Period } from '../contract.ts'
import { bucketOf } from '../periods-contract.ts'

/** A stretch of a period that is read off rollups of one grain. Both ends are within; instants as the rollups name them. */
export interface Span {
  readonly grain: Per
  readonly from: string
  readonly to: string
}

/** Which rollups say what was in a period, largest first: whole months, or whole weeks where it is asked for by week, and the days at its ends. Pure. */
export function spansOf({ from, to }: Period, { per, timeZone }: { per?: Per | undefined; timeZone: string }): Span[] {
  const [first, last] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)]
  if (per === 'hour') {
    const begin = first.toZonedDateTime(timeZone).toInstant()
    const end = last.add({ days: 1 }).toZonedDateTime(timeZone).toInstant().subtract({ milliseconds: 1 })
    return [{ grain: 'hour', from: begin.toString(), to: end.toString() }]
  }
  if (per === 'day') return days(first, last)
  return per === 'week' ? withWhole('week', first, last) : withWhole('month', first, last)
}

function withWhole(grain: 'week' | 'month', first: Temporal.PlainDate, last: Temporal.PlainDate): Span[] {
  const begin = bucketOf(first, grain)
  const whole = Temporal.PlainDate.compare(begin, first) < 0 ? after(begin, grain) : begin
  const rest = bucketOf(last.add({ days: 1 }), grain)
  if (Temporal.PlainDate.compare(whole, rest) >= 0) return days(first, last)
  return [
    ...days(first, whole.subtract({ days: 1 })),
    { grain, from: labelled(whole), to: labelled(rest.subtract({ days: 1 })) },
    ...days(rest, last),
  ]
}

/** The days from one to another, if there are any. */
export function days(from: Temporal.PlainDate, to: Temporal.PlainDate): Span[] {
  return Temporal.PlainDate.compare(from, to) > 0 ? [] : [{ grain: 'day', from: labelled(from), to: labelled(to) }]
}

export function labelled(day: Temporal.PlainDate): string {
  return `${day.toString()}T00:00:00Z`
}

function after(bucket: Temporal.PlainDate, per: Exclude<Per, 'hour'>): Temporal.PlainDate {
  return bucket.add(per === 'day' ? { days: 1 } : per === 'week' ? { weeks: 1 } : { months: 1 })
}

/** When the bucket of a rollup row began, told cheaply: rows are told apart by it, and only what is left of them is written out (`bucketSql`). */
export function bucketBegin(per: Per | undefined, bucket: RawBuilder<unknown>): RawBuilder<unknown> {
  if (per === undefined) return sql`null::timestamptz`
  return per === 'week' || per === 'month' ? sql`date_trunc(${sql.lit(per)}, ${bucket}, 'UTC')` : bucket
}

/** The bucket of a rollup row, as the contract writes it; null where no series is asked for. */
export function bucketSql(per: Per | undefined, bucket: RawBuilder<unknown>): RawBuilder<string | null> {
  if (per === undefined) return sql`null::text`
  if (per === 'hour') return sql`to_char(${bucket} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
  return sql`to_char(date_trunc(${sql.lit(per)}, ${bucket} at time zone 'UTC'), 'YYYY-MM-DD')`
}

/** The rows of rollups that say what was in a period: one part for each stretch, so that the database knows where each of them lies. */
export function rowsOf(table: 'rollup' | 'post_rollup', spans: readonly Span[], where: RawBuilder<unknown>): RawBuilder<unknown> {
  const type = sql.raw(table === 'rollup' ? 'timestamptz' : 'date')
  const parts = spans.map(
    ({ grain, from, to }) => sql`
      select * from ${sql.table(`analytics.${table}`)} r
      where r.grain = ${sql.lit(grain)} and r.bucket between ${from}::timestamptz::${type} and ${to}::timestamptz::${type} and ${where}`,
  )
  return sql`(${sql.join(parts, sql` union all `)})`
}
