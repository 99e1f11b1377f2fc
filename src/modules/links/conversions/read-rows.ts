import { refuse } from '#kit/errors'

import { conversionRefusals, type RowTrouble, type Stage } from '../conversions-contract.ts'
import type { CsvLine } from './csv.ts'
import { isPossible, readClickId, type Received, readReceived } from './received.ts'

export type ReadRow = { readonly line: number; readonly received: Received } | RowTrouble

interface Reading {
  readonly now: Temporal.Instant
  /** In which times without a zone are meant. */
  readonly timeZone: string
}

/** The rows below the heads of the columns. @throws CSV_UNREADABLE where a column is missing that every row needs. */
export function readRows([head, ...lines]: readonly CsvLine[], reading: Reading): ReadRow[] {
  const columns = (head?.cells ?? []).map((cell) => cell.toLowerCase())
  if (!['id', 'stage', 'at'].every((column) => columns.includes(column))) throw refuse(conversionRefusals, 'CSV_UNREADABLE')
  return lines.map(({ line, cells }): ReadRow => {
    if (cells.length !== columns.length) return { line, why: 'cells' }
    const row = new Map(columns.map((column, index) => [column, cells[index] ?? '']))
    const read = readRow(row, reading)
    return typeof read === 'string' ? { line, why: read } : { line, received: read }
  })
}

function readRow(row: ReadonlyMap<string, string>, { now, timeZone }: Reading): Received | RowTrouble['why'] {
  const clickId = row.get('click_id') ?? ''
  if (clickId !== '' && readClickId(clickId) === undefined) return 'click_id'
  const at = readTime(row.get('at') ?? '', { now, timeZone })
  if (!at) return 'at'
  const stage = row.get('stage') ?? ''
  const parsed = readReceived(
    {
      id: row.get('id'),
      stage: stages[stage.toLowerCase()] ?? stage,
      value: row.get('value'),
      currency: row.get('currency'),
      clickId,
      corrects: row.get('corrects'),
    },
    { now, trusted: true },
  )
  if ('received' in parsed) return { ...parsed.received, at }
  return columnOf[parsed.wrong] ?? 'cells'
}

const columnOf: Readonly<Record<string, RowTrouble['why']>> = {
  id: 'id',
  stage: 'stage',
  value: 'value',
  currency: 'currency',
  corrects: 'corrects',
}

/** As people write them in a list of their own. */
const stages: Readonly<Record<string, Stage>> = {
  lead: 'lead',
  opportunity: 'opportunity',
  sale: 'sale',
  名單: 'lead',
  商機: 'opportunity',
  成交: 'sale',
}

/** 2026-11-24T09:30:00Z, or by the brand's clock 2026-11-24 09:30 and 2026/11/24. A day alone is its last second: whatever was clicked that day came before. */
function readTime(written: string, { now, timeZone }: Reading): Temporal.Instant | undefined {
  const [, year = '', month = '', day = '', time = '', zone = ''] =
    /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ](\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:?\d{2})?)?$/.exec(written) ?? []
  if (year === '') return undefined
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  try {
    if (zone !== '') return possible(Temporal.Instant.from(`${date}T${padHour(time)}${zone}`), now)
    if (time !== '')
      return possible(
        Temporal.PlainDateTime.from(`${date}T${padHour(time)}`)
          .toZonedDateTime(timeZone)
          .toInstant(),
        now,
      )
    const plain = Temporal.PlainDate.from(date)
    const today = now.toZonedDateTimeISO(timeZone).toPlainDate()
    const end = plain.toZonedDateTime({ timeZone, plainTime: '23:59:59' }).toInstant()
    return Temporal.PlainDate.compare(plain, today) === 0 ? end : possible(end, now)
  } catch (error) {
    if (error instanceof RangeError) return undefined // The 31st of February.
    throw error
  }
}

function possible(at: Temporal.Instant, now: Temporal.Instant): Temporal.Instant | undefined {
  return isPossible(at, now) ? at : undefined
}

function padHour(time: string): string {
  return /^\d:/.test(time) ? `0${time}` : time
}
