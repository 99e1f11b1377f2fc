import { sql } from 'kysely'

import type { Db } from '#kit/database'
import { announcement } from '#kit/live'

import type { SiteRow } from './sites.ts'

/** Writes down that somebody was heard of just now: for whoever sets a site up and waits for a sign. At most once in ten seconds, and so is its row spared. */
export async function noteHeard(
  db: Db,
  site: Pick<SiteRow, 'workspace_id' | 'id'>,
  { what, now }: { what: 'script_seen_at' | 'page_heard_at' | 'server_heard_at'; now: Temporal.Instant },
): Promise<void> {
  const column = sql.ref(what)
  await sql`
    with noted as (
      update links.conversion_site set ${column} = ${now.toString()}
      where workspace_id = ${site.workspace_id} and id = ${site.id}
        and (${column} is null or ${column} < ${now.subtract({ seconds: 10 }).toString()}::timestamptz)
      returning id
    )
    select ${announcement({ to: site.workspace_id, topics: ['conversions'] })} from noted`.execute(db)
}
