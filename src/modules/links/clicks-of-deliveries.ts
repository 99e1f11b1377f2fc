import { sql } from 'kysely'

import type { Db } from '#kit/database'

/** How many persons followed the links of one delivery until now, all of them together. */
export interface ClicksOfDelivery {
  readonly workspaceId: string
  readonly deliveryId: string
  readonly persons: number
}

/** Of deliveries whose links were followed since then, over all workspaces. Ask again from a minute before the last time: what is being written meanwhile shows itself a little later. */
export async function clicksOfDeliveries(db: Db, since: Temporal.Instant): Promise<readonly ClicksOfDelivery[]> {
  const { rows } = await sql<ClicksOfDelivery>`
    select link.workspace_id as "workspaceId", link.delivery_id as "deliveryId", sum(total.persons)::integer as persons
    from links.link link join links.total total on total.workspace_id = link.workspace_id and total.link_id = link.id
    where (link.workspace_id, link.delivery_id) in (
      select followed.workspace_id, followed.delivery_id
      from links.hour hour join links.link followed on followed.workspace_id = hour.workspace_id and followed.id = hour.link_id
      where hour.touched_at >= ${since.toString()} and followed.delivery_id is not null
    )
    group by 1, 2`.execute(db)
  return rows
}
