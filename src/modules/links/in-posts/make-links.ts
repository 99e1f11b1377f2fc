import { sql } from 'kysely'

import type { Tx } from '#kit/database'
import { uuidv7 } from '#kit/ids'
import { announce } from '#kit/live'

import { tellDoor } from '../door/tell-door.ts'
import type { ShortNeeds } from '../needs.ts'
import { randomCode, shortUrl } from '../short/codes.ts'
import type { NewLinks } from './links-wanted.ts'

/**
 * One link for each address. A delivery that is prepared anew, by whichever worker, finds the links it has: they get today's parameters and
 * keep their short address, unless somebody withdrew them.
 */
export async function makeLinks(
  { publicUrl }: Pick<ShortNeeds, 'publicUrl'>,
  tx: Tx,
  links: NewLinks,
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .insertInto('links.link')
    // In the order of their targets, so that two workers with one delivery wait for one another instead of for ever.
    .values([...new Set(links.addresses)].toSorted().map((target) => asRow(links, target)))
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'delivery_id', 'target'])
        .where('delivery_id', 'is not', null)
        .doUpdateSet({
          utm: sql`excluded.utm`,
          campaign_id: sql`excluded.campaign_id`,
          host: sql`case when link.removed_at is null then link.host else excluded.host end`,
          code: sql`case when link.removed_at is null then link.code else excluded.code end`,
          removed_at: null,
        }),
    )
    .returning(['target', 'host', 'code'])
    .execute()
  await tellDoor(
    tx,
    rows.flatMap(({ host, code }) => [
      { kind: 'link' as const, host, code },
      { kind: 'new-link' as const, host, code },
    ]),
  )
  await announce(tx, { to: links.workspaceId, topics: ['links'] })
  return new Map(rows.map((row) => [row.target, shortUrl(publicUrl, row)]))
}

function asRow(links: NewLinks, target: string) {
  return {
    workspace_id: links.workspaceId,
    id: uuidv7(),
    brand_id: links.brandId,
    host: links.host,
    code: randomCode(),
    chosen: false,
    target,
    utm: JSON.stringify(links.utm),
    campaign_id: links.campaignId,
    network: links.network,
    account_id: links.accountId,
    post_id: links.postId,
    delivery_id: links.deliveryId,
    created_by_name: null,
  }
}
