import { sql } from 'kysely'

import type { Db } from '#kit/database'

import type { By, Per, Period } from '../contract.ts'
import { postMatches, publishedBucket, publishedIn } from './by-posts.ts'
import { groupRows } from './by-rollups.ts'
import type { GroupedAccount, Scope } from './scope.ts'

interface Asked {
  readonly scope: Scope
  readonly accounts: readonly GroupedAccount[]
  readonly period: Period
  readonly by: By
  readonly per: Per | undefined
}

export interface PostCount {
  readonly group: string
  readonly network: string
  readonly member: string
  readonly bucket: string | null
  readonly count: number
}

/** Posts published in the period, from Hearth or elsewhere. */
export async function countPosts(db: Db, { scope, accounts, period, by, per }: Asked): Promise<readonly PostCount[]> {
  const dimension = by === 'campaign' || by === 'label' ? by : undefined
  const wanted = dimension === 'campaign' ? scope.filter.campaignIds : scope.filter.labelIds
  const { rows } = await sql<PostCount>`
    select ${by === 'account' ? sql`p.account_id::text` : sql`a.kin`} as group, p.network,
      ${dimension ? sql`b.member` : by === 'type' ? sql`p.type` : sql`''`} as member, ${publishedBucket(per, scope.timeZone)} as bucket,
      count(*)::float8 as count
    from analytics.post p join ${groupRows(accounts)} on a.account_id = p.account_id
    ${
      dimension
        ? sql`join analytics.belonging b on b.workspace_id = p.workspace_id and b.subject = p.subject and b.dimension = ${dimension}
            and ${wanted ? sql`b.member = any(${[...wanted]}::text[])` : sql`true`}`
        : sql``
    }
    where ${publishedIn(scope, period)} and ${postMatches(scope, sql`p`)}
    group by 1, 2, 3, 4`.execute(db)
  return rows
}
