import { type Selectable, sql } from 'kysely'

import type { Db } from '#kit/database'

import type { DeliveryState, PostSummary } from './contract.ts'
import { endsBy } from './expired-media.ts'
import type { PublishingNeeds } from './needs.ts'
import { type MediaById, mediaOf } from './post-content.ts'
import { approvalOf, categoryOf, nameOfCategory, plannedOf } from './read-post.ts'
import { postState } from './states.ts'
import type { PostTable } from './tables.ts'

/** Everything a list shows of a post, without its content; the states and networks of its deliveries come with the row. */
export function summaryRows(db: Db, workspaceId: string) {
  return db
    .selectFrom('publishing.post as post')
    .select(columns)
    .select(
      sql<readonly { state: DeliveryState; network: string }[]>`(
        select coalesce(json_agg(json_build_object('state', d.state, 'network', d.network) order by d.id), '[]')
        from publishing.delivery d where d.workspace_id = post.workspace_id and d.post_id = post.id
      )`.as('deliveries'),
    )
    .select(nameOfCategory.as('category_name'))
    .where('post.workspace_id', '=', workspaceId)
}

/** The rows as entries of a list. Pictures and networks of drafts are asked for once for all of them. */
export async function toSummaries(needs: PublishingNeeds, workspaceId: string, rows: readonly SummaryRow[]): Promise<PostSummary[]> {
  const media = await mediaOf(needs, needs.db, {
    workspaceId,
    contents: [],
    ids: rows.flatMap((row) => [...(row.thumb_media_id === null ? [] : [row.thumb_media_id]), ...(isScheduled(row) ? row.media_ids : [])]),
  })
  const accountIds = rows.filter(({ deliveries }) => deliveries.length === 0).flatMap(({ account_ids }) => account_ids)
  const accounts = accountIds.length === 0 ? [] : await needs.accounts.find(needs.db, { workspaceId, ids: [...new Set(accountIds)] })
  const networkOf = new Map(accounts.map(({ id, network }) => [id, network]))
  return rows.map((row) => {
    const thumb = row.thumb_media_id === null ? undefined : media.get(row.thumb_media_id)
    const networks =
      row.deliveries.length > 0 ? row.deliveries.map(({ network }) => network) : row.account_ids.flatMap((id) => networkOf.get(id) ?? [])
    return {
      id: row.id,
      revision: row.revision,
      state: postState(row.deliveries),
      firstLine: row.first_line,
      parts: row.parts,
      media: row.media,
      ...(thumb ? { thumbUrl: thumb.thumbUrl, thumbKind: thumb.kind } : {}),
      networks: [...new Set(networks)],
      accountIds: row.account_ids,
      ...(row.campaign_id === null ? {} : { campaignId: row.campaign_id }),
      labelIds: row.label_ids,
      ...plannedOf(row),
      ...categoryOf(row),
      ...approvalOf(row),
      ...(row.published_at ? { publishedAt: row.published_at.toISOString() } : {}),
      ...(row.url !== null ? { url: row.url } : {}),
      ...partlyOut(row.deliveries),
      ...(isScheduled(row) && showsExpired(row, media) ? { mediaExpires: true as const } : {}),
      updatedAt: row.updated_at.toISOString(),
    }
  })
}

function isScheduled({ deliveries }: SummaryRow): boolean {
  return postState(deliveries) === 'scheduled'
}

function showsExpired({ planned_at, media_ids }: SummaryRow, media: MediaById): boolean {
  const at = planned_at?.toTemporalInstant()
  return at !== undefined && media_ids.some((id) => endsBy(at, media.get(id)?.rights.expiresAt))
}

/** Live in one place and in need of a person in another. */
function partlyOut(deliveries: SummaryRow['deliveries']): Pick<PostSummary, 'partly'> {
  const live = deliveries.filter(({ state }) => state === 'published').map(({ network }) => network)
  const lacking = deliveries.filter(({ state }) => needsAPerson.has(state)).map(({ network }) => network)
  return live.length === 0 || lacking.length === 0 ? {} : { partly: { live, lacking } }
}

const needsAPerson: ReadonlySet<DeliveryState> = new Set(['rejected', 'missed', 'needs-a-person'])

const columns = [
  'post.id',
  'post.revision',
  'post.first_line',
  'post.parts',
  'post.media',
  'post.thumb_media_id',
  'post.media_ids',
  'post.account_ids',
  'post.campaign_id',
  'post.label_ids',
  'post.category_id',
  'post.planned_local',
  'post.time_zone',
  'post.planned_at',
  'post.published_at',
  'post.shown_at',
  'post.url',
  'post.approval',
  'post.cleared',
  'post.updated_at',
] as const

type Column = (typeof columns)[number] extends `post.${infer Name}` ? Name : never
export type SummaryRow = Pick<Selectable<PostTable>, Column> & {
  deliveries: readonly { state: DeliveryState; network: string }[]
  category_name: string | null
}
