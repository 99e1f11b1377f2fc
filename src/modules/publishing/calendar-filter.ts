import { type RawBuilder, sql } from 'kysely'

import type { CalendarState, PostState } from './contract.ts'

/** What of the calendar is wanted: within one kind any of the given, between the kinds all of them. Absent means everything. */
export interface CalendarFilter {
  readonly workspaceId: string
  readonly brandId: string
  readonly state?: readonly CalendarState[] | undefined
  readonly networks?: readonly string[] | undefined
  readonly accountIds?: readonly string[] | undefined
  readonly campaignIds?: readonly string[] | undefined
  readonly labelIds?: readonly string[] | undefined
}

/** The brand's posts, as rows called `post`, that pass the filter. */
export function postMatches({ workspaceId, brandId, state, networks, accountIds, campaignIds, labelIds }: CalendarFilter) {
  const conditions: RawBuilder<unknown>[] = [sql`post.workspace_id = ${workspaceId}`, sql`post.brand_id = ${brandId}`]
  if (accountIds) conditions.push(isOnAnyOf(accountIds))
  if (campaignIds) conditions.push(sql`post.campaign_id = any(${[...campaignIds]}::uuid[])`)
  if (labelIds) conditions.push(sql`post.label_ids && ${[...labelIds]}::uuid[]`)
  if (networks) {
    conditions.push(sql`exists (
      select from publishing.delivery delivery
      where delivery.workspace_id = post.workspace_id and delivery.post_id = post.id and delivery.network = any(${[...networks]}::text[])
    )`)
  }
  if (state) conditions.push(sql`${stateOfPost} = any(${[...state]}::text[])`)
  return sql<boolean>`${sql.join(conditions, sql` and `)}`
}

/** The post, as a row called `post`, is on one of these accounts. */
export function isOnAnyOf(accountIds: readonly string[]): RawBuilder<boolean> {
  return sql<boolean>`post.account_ids && ${[...accountIds]}::uuid[]`
}

/** Says in SQL what `postState` says of the deliveries; a test holds the two together. */
export const stateOfPost = sql<PostState>`(
  select case
    when count(*) = 0 then 'draft'
    when bool_or(delivery.state in ('rejected', 'missed', 'needs-a-person')) then 'attention'
    when bool_or(delivery.state in ('sending', 'retrying', 'unconfirmed', 'taking-down')) then 'sending'
    when bool_or(delivery.state = 'waiting') then case when bool_or(delivery.state = 'published') then 'sending' else 'scheduled' end
    when bool_or(delivery.state = 'published') then 'published'
    when bool_or(delivery.state = 'taken-down') then 'taken-down'
    else 'cancelled'
  end
  from publishing.delivery delivery
  where delivery.workspace_id = post.workspace_id and delivery.post_id = post.id
)`
