import { z } from 'zod'

import type { AccountAccess, NetworkEnvironment, Outcome } from '../network.ts'
import { ask } from './api.ts'
import { analyticsOf, signedIn } from './session.ts'

const reportSchema = z.object({
  columnHeaders: z.array(z.object({ name: z.string() })),
  /** Absent where nothing is known of what was asked for. */
  rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))).default([]),
})

interface Wanted {
  readonly startDate: Temporal.PlainDate
  readonly endDate: Temporal.PlainDate
  readonly metrics: readonly string[]
  /** What each row is of. */
  readonly dimension: 'day' | 'video'
  readonly more?: Readonly<Record<string, string>>
}

export interface ReportRow {
  /** A day (2026-11-24) or the id of a video. */
  readonly of: string
  readonly value: (metric: string) => number | undefined
}

/** A report of the YouTube Analytics API on the signed-in channel. It has a quota of its own, far above what Hearth asks. */
export async function readReport(
  { startDate, endDate, metrics, dimension, more = {} }: Wanted,
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<readonly ReportRow[]>> {
  const query = {
    ids: 'channel==MINE',
    startDate: startDate.toString(),
    endDate: endDate.toString(),
    metrics: metrics.join(','),
    dimensions: dimension,
    ...more,
  }
  const call = { ...signedIn(access), api: analyticsOf(access), method: 'GET', path: '/v2/reports', query, answer: reportSchema } as const
  const read = await ask(call, environment)
  if (!read.ok) return aboutReports(read)
  const names = read.value.columnHeaders.map(({ name }) => name)
  return { ok: true, value: read.value.rows.map((row) => asRow(row, { names, dimension })) }
}

function asRow(
  row: readonly (string | number | null)[],
  { names, dimension }: { readonly names: readonly string[]; readonly dimension: string },
): ReportRow {
  const cell = (name: string) => row[names.indexOf(name)]
  return {
    of: String(cell(dimension)),
    value: (metric) => {
      const value = cell(metric)
      return typeof value === 'number' ? value : undefined
    },
  }
}

/** A channel that was connected before Hearth asked for this right goes on without it: it is refused, not signed out. The API has to be switched on in the project for itself. */
function aboutReports({ trouble }: Extract<Outcome<never>, { ok: false }>): Extract<Outcome<never>, { ok: false }> {
  const code = { 'right-missing': 'insights-not-allowed', 'api-not-enabled': 'analytics-not-enabled' }[trouble.reason.code]
  if (code === undefined || (trouble.kind !== 'signed-out' && trouble.kind !== 'rejected')) return { ok: false, trouble }
  return { ok: false, trouble: { kind: 'rejected', reason: { ...trouble.reason, code } } }
}
