import { sql } from 'kysely'

import type { Announcement } from '../contract.ts'
import type { AnalyticsNeeds } from '../needs.ts'

/** Unusual days of the last four weeks, newest first. */
export async function listAnnouncements(
  { db, clock, publishing }: AnalyticsNeeds,
  { workspaceId, brandId }: { workspaceId: string; brandId: string },
): Promise<Announcement[]> {
  const { timeZone } = await publishing.brand(db, { workspaceId, brandId })
  const since = clock.now().toZonedDateTimeISO(timeZone).toPlainDate().subtract({ days: 28 }).toString()
  const { rows } = await sql<Announcement>`
    select account_id as "accountId", to_char(day, 'YYYY-MM-DD') as day, metric, value::float8 as value,
      json_build_object('from', usual_from, 'to', usual_to) as usual, direction
    from analytics.announcement
    where workspace_id = ${workspaceId} and brand_id = ${brandId} and day > ${since}
    order by day desc, announced_at desc, metric limit 200`.execute(db)
  return rows
}
