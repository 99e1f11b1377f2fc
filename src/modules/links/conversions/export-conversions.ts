import { sql } from 'kysely'

import type { Db } from '#kit/database'

import { csvRow } from './csv.ts'
import { withClick } from './known-click.ts'
import { askedOf, type Days } from './list-conversions.ts'
import { plainDecimal } from './received.ts'

const most = 20_000

/** The columns that an import reads, and behind them what each conversion is put down to. */
export async function exportConversions(db: Db, days: Days): Promise<{ csv: string }> {
  const { period, attribution } = await askedOf(db, days)
  const { rows } = await sql<Row>`
    select conversion.external_id, conversion.stage, conversion.value, conversion.currency, conversion.click_id, conversion.at,
      corrected.external_id as corrects, conversion.source, ${attribution} as attribution, link.id as link_id, link.post_id, link.campaign_id
    from links.conversion conversion ${withClick}
    left join links.conversion corrected on corrected.workspace_id = conversion.workspace_id and corrected.id = conversion.corrects
    where ${period} order by conversion.at desc, conversion.id desc limit ${most}`.execute(db)
  const lines = rows.map((row) =>
    csvRow([
      row.external_id,
      row.stage,
      row.value === null ? '' : plainDecimal(row.value),
      row.currency ?? '',
      row.click_id ?? '',
      row.at.toISOString(),
      row.corrects ?? '',
      row.source,
      row.attribution,
      ...(row.attribution === 'attributed' ? [row.link_id ?? '', row.post_id ?? '', row.campaign_id ?? ''] : ['', '', '']),
    ]),
  )
  return { csv: csvRow(columns) + lines.join('') }
}

const columns = [
  'id',
  'stage',
  'value',
  'currency',
  'click_id',
  'at',
  'corrects',
  'source',
  'attribution',
  'link_id',
  'post_id',
  'campaign_id',
]

interface Row {
  readonly external_id: string
  readonly stage: string
  readonly value: string | null
  readonly currency: string | null
  readonly click_id: string | null
  readonly at: Date
  readonly corrects: string | null
  readonly source: string
  readonly attribution: string
  readonly link_id: string | null
  readonly post_id: string | null
  readonly campaign_id: string | null
}
