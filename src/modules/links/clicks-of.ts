import type { Db } from '#kit/database'

/** How often persons followed a link within an hour, with the post that it was made for. */
export interface HourOfClicks {
  readonly linkId: string
  readonly brandId: string
  readonly postId?: string
  readonly deliveryId?: string
  readonly accountId?: string
  readonly campaignId?: string
  readonly network?: string
  /** The hour's beginning. */
  readonly hour: Date
  readonly persons: number
  /** Persons who were new to the link on that day (UTC). */
  readonly uniques: number
}

/**
 * Hours whose counts changed since then, each as it stands now: clicks that come late change an hour that was told before, so whoever keeps them replaces
 * link and hour. Ask again from a minute before the last time: what is being written meanwhile shows itself a little later. Withdrawn links included.
 */
export async function clicksOf(db: Db, { workspaceId, since }: { workspaceId: string; since: Temporal.Instant }): Promise<HourOfClicks[]> {
  const rows = await db
    .selectFrom('links.hour as hour')
    .innerJoin('links.link as link', (join) =>
      join.onRef('link.workspace_id', '=', 'hour.workspace_id').onRef('link.id', '=', 'hour.link_id'),
    )
    .select(['hour.link_id', 'hour.hour', 'hour.persons', 'hour.uniques'])
    .select(['link.brand_id', 'link.post_id', 'link.delivery_id', 'link.account_id', 'link.campaign_id', 'link.network'])
    .where('hour.workspace_id', '=', workspaceId)
    .where('hour.touched_at', '>=', new Date(since.epochMilliseconds))
    .orderBy('hour.touched_at')
    .execute()
  return rows.map((row) => ({
    linkId: row.link_id,
    brandId: row.brand_id,
    hour: row.hour,
    persons: row.persons,
    uniques: row.uniques,
    ...(row.post_id === null ? {} : { postId: row.post_id }),
    ...(row.delivery_id === null ? {} : { deliveryId: row.delivery_id }),
    ...(row.account_id === null ? {} : { accountId: row.account_id }),
    ...(row.campaign_id === null ? {} : { campaignId: row.campaign_id }),
    ...(row.network === null ? {} : { network: row.network }),
  }))
}
