import { sql } from 'kysely'

import type { Db } from '#kit/database'

import type { ReportSummary } from './contract.ts'

interface Row {
  readonly id: string
  readonly brand_id: string
  readonly name: string
  readonly pages: number
  readonly next_at: Date | null
  readonly recipients: number
  readonly run_id: string | null
  readonly run_state: 'making' | 'made' | 'failed' | null
  readonly run_at: Date | null
}

/** Reports of the brand by name, with when they go out next and how the last one went. */
export async function listReports(db: Db, { workspaceId, brandId }: { workspaceId: string; brandId: string }): Promise<ReportSummary[]> {
  const { rows } = await sql<Row>`
    select r.id, r.brand_id, r.name, jsonb_array_length(r.definition -> 'pages') as pages,
      s.next_at, coalesce(cardinality(s.recipients), 0) as recipients,
      last.id as run_id, last.state as run_state, last.created_at as run_at
    from reports.report r
    left join reports.schedule s on s.workspace_id = r.workspace_id and s.report_id = r.id and s.active
    left join lateral (
      select id, state, created_at from reports.run
      where workspace_id = r.workspace_id and report_id = r.id order by created_at desc, id desc limit 1
    ) last on true
    where r.workspace_id = ${workspaceId} and r.brand_id = ${brandId}
    order by lower(r.name), r.id`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    brandId: row.brand_id,
    name: row.name,
    pages: row.pages,
    ...(row.next_at === null ? {} : { nextAt: row.next_at.toISOString() }),
    recipients: row.recipients,
    ...(row.run_id === null || row.run_state === null || row.run_at === null
      ? {}
      : { lastRun: { id: row.run_id, state: row.run_state, at: row.run_at.toISOString() } }),
  }))
}
