import { sql } from 'kysely'

import type { Db } from '#kit/database'

import type { ConversionTotal, Stage } from '../conversions-contract.ts'
import { withClick } from './known-click.ts'
import { askedOf, type Days } from './list-conversions.ts'
import { plainDecimal } from './received.ts'

/** Conversions by stage and currency. A correction adds its value and counts as none; currencies are never added up. */
export async function conversionTotals(db: Db, days: Days): Promise<ConversionTotal[]> {
  const { period, attribution } = await askedOf(db, days)
  const { rows } = await sql<Row>`
    select conversion.stage, conversion.currency,
      count(*) filter (where conversion.corrects is null)::integer as count,
      count(*) filter (where conversion.corrects is null and judged.attributed)::integer as attributed,
      sum(conversion.value) as value, coalesce(sum(conversion.value) filter (where judged.attributed), 0) as attributed_value
    from links.conversion conversion ${withClick} cross join lateral (select ${attribution} = 'attributed' as attributed) judged
    where ${period}
    group by 1, 2
    order by array_position(array['lead', 'opportunity', 'sale'], conversion.stage), count(*) desc, conversion.currency nulls last`.execute(
    db,
  )
  return rows.map(({ stage, currency, count, attributed, value, attributed_value }) => ({
    stage,
    count,
    attributed,
    ...(currency === null || value === null
      ? {}
      : { currency, value: plainDecimal(value), attributedValue: plainDecimal(attributed_value) }),
  }))
}

interface Row {
  readonly stage: Stage
  readonly currency: string | null
  readonly count: number
  readonly attributed: number
  readonly value: string | null
  readonly attributed_value: string
}
