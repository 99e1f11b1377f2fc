import type { Selectable } from 'kysely'

import type { ReportLink } from '../contract.ts'
import type { ReportsNeeds } from '../needs.ts'
import { readRun, type RunKey } from '../runs.ts'
import type { LinkTable } from '../tables.ts'
import { linkSecret } from './link-secret.ts'

export type LinkNeeds = Pick<ReportsNeeds, 'db' | 'clock' | 'secretKey' | 'publicUrl'>

/** Links to a run that still open, the newest first. */
export async function listLinks(needs: LinkNeeds, key: RunKey): Promise<ReportLink[]> {
  await readRun(needs.db, key)
  const rows = await needs.db
    .selectFrom('reports.link')
    .selectAll()
    .where('workspace_id', '=', key.workspaceId)
    .where('run_id', '=', key.runId)
    .where((is) => is.or([is('expires_at', 'is', null), is('expires_at', '>', new Date(needs.clock.now().epochMilliseconds))]))
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map((row) => withUrl(needs, toLink(row)))
}

export function toLink(row: Selectable<LinkTable>): Omit<ReportLink, 'url'> {
  return {
    id: row.id,
    runId: row.run_id,
    ...(row.expires_at === null ? {} : { expiresAt: row.expires_at.toISOString() }),
    password: row.password_hash !== null,
    opened: row.opened,
    createdAt: row.created_at.toISOString(),
  }
}

export function withUrl({ secretKey, publicUrl }: LinkNeeds, link: Omit<ReportLink, 'url'>): ReportLink {
  return { ...link, url: new URL(`/r/${linkSecret(secretKey, link.id)}`, publicUrl).href }
}
