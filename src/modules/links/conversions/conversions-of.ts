import { sql } from 'kysely'

import type { Db } from '#kit/database'

import type { Stage } from '../conversions-contract.ts'
import { withClick } from './known-click.ts'
import { askedOf, type Days } from './list-conversions.ts'
import { plainDecimal } from './received.ts'

/** Conversions of one stage in one currency that came from one link; without a link: those that are put down to none. */
export interface ConversionsFrom {
  readonly linkId?: string
  readonly postId?: string
  readonly accountId?: string
  readonly campaignId?: string
  readonly stage: Stage
  readonly currency?: string
  /** Corrections count as none, but their values do. */
  readonly count: number
  /** An exact decimal number; absent without a currency. */
  readonly value?: string
}

/** What came of each link, as the link is sorted today, in the days from `from` to `to` by the brand's clock. For sums by post, account or campaign add up rows of the same stage and currency. */
export async function conversionsOf(db: Db, days: Days): Promise<ConversionsFrom[]> {
  const { period, attribution } = await askedOf(db, days)
  const { rows } = await sql<Row>`
    select link.id as link_id, link.post_id, link.account_id, link.campaign_id, conversion.stage, conversion.currency,
      count(*) filter (where conversion.corrects is null)::integer as count, sum(conversion.value) as value
    from (select conversion.*, ${attribution} = 'attributed' as attributed, click.link_id as clicked
      from links.conversion conversion ${withClick} where ${period}) conversion
    left join links.link link on link.workspace_id = conversion.workspace_id and conversion.attributed and link.id = conversion.clicked
    group by 1, 2, 3, 4, 5, 6
    order by 1 nulls last, 5, 6`.execute(db)
  return rows.map(({ stage, count, ...row }) => ({
    ...(row.link_id === null ? {} : { linkId: row.link_id }),
    ...(row.post_id === null ? {} : { postId: row.post_id }),
    ...(row.account_id === null ? {} : { accountId: row.account_id }),
    ...(row.campaign_id === null ? {} : { campaignId: row.campaign_id }),
    stage,
    count,
    ...(row.currency === null || row.value === null ? {} : { currency: row.currency, value: plainDecimal(row.value) }),
  }))
}

interface Row {
  readonly link_id: string | null
  readonly post_id: string | null
  readonly account_id: string | null
  readonly campaign_id: string | null
  readonly stage: Stage
  readonly currency: string | null
  readonly count: number
  readonly value: string | null
}
