import { sql } from 'kysely'

import type { Tx } from '#kit/database'

interface Which {
  readonly workspaceId: string
  readonly id: string
}

/**
 * Notes that something about these conversions changed, on their days, for whoever counts them; before they go, where they go. Once in a transaction: days are
 * held in their order, so that nobody stands in another's way.
 */
export async function touchDays(tx: Tx, conversions: readonly Which[]): Promise<void> {
  await sql`
    insert into links.conversion_day (workspace_id, brand_id, day, touched_at)
    select conversion.workspace_id, conversion.brand_id, (conversion.at at time zone 'UTC')::date, clock_timestamp()
    from unnest(${conversions.map(({ workspaceId }) => workspaceId)}::uuid[], ${conversions.map(({ id }) => id)}::uuid[]) which (workspace_id, id)
    join links.conversion conversion using (workspace_id, id)
    group by 1, 2, 3 order by 1, 2, 3
    on conflict (workspace_id, brand_id, day) do update set touched_at = excluded.touched_at`.execute(tx)
}

/** The same of all conversions of a brand, or of one of its sites. */
export async function touchAllDays(
  tx: Tx,
  { workspaceId, ...of }: { workspaceId: string } & ({ brandId: string } | { siteId: string }),
): Promise<void> {
  await sql`
    insert into links.conversion_day (workspace_id, brand_id, day, touched_at)
    select workspace_id, brand_id, (at at time zone 'UTC')::date, clock_timestamp() from links.conversion
    where workspace_id = ${workspaceId} and ${'brandId' in of ? sql`brand_id = ${of.brandId}` : sql`site_id = ${of.siteId}`}
    group by 1, 2, 3 order by 1, 2, 3
    on conflict (workspace_id, brand_id, day) do update set touched_at = excluded.touched_at`.execute(tx)
}
