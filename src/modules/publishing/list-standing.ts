import { sql } from 'kysely'

import type { Db, Tx } from '#kit/database'
import type { PostType } from '#networks/network'

import { contentType, nativeType } from './content-type.ts'

/** A post as it stands, or stood, on an account. */
export interface Standing {
  readonly accountId: string
  readonly externalId: string
  readonly url: string
  readonly firstLine: string
  /** As far as its content says. */
  readonly type: PostType
  readonly publishedAt: Date
  readonly gone: boolean
  /** Of Hearth's own. */
  readonly own?: {
    readonly postId: string
    readonly deliveryId: string
    readonly thumbMediaId: string | null
    readonly campaignId: string | null
    readonly labelIds: readonly string[]
  }
}

interface Asked {
  readonly workspaceId: string
  readonly accountId: string
  /** Published since then. */
  readonly since: Date
}

/** What stands on an account since a time: what Hearth published, also what it took down again, and what was made in the network's own app. Answers stand in the inbox. */
export async function listStanding(db: Db | Tx, { workspaceId, accountId, since }: Asked): Promise<Standing[]> {
  const [own, native] = [
    await ownPosts(db)
      .where('d.workspace_id', '=', workspaceId)
      .where('d.account_id', '=', accountId)
      .where('d.published_at', '>=', since)
      .execute(),
    await db
      .selectFrom('publishing.native_post')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .where('account_id', '=', accountId)
      .where('published_at', '>=', since)
      .execute(),
  ]
  return [
    ...own.flatMap(toStanding),
    ...native.map((row) => ({
      accountId,
      externalId: row.external_id,
      url: row.url,
      firstLine: row.first_line,
      type: nativeType(row.media),
      publishedAt: row.published_at,
      gone: false,
    })),
  ]
}

/** One of Hearth's posts as it stands on each of its accounts. */
export async function standingOf(db: Db | Tx, { workspaceId, postId }: { workspaceId: string; postId: string }): Promise<Standing[]> {
  const rows = await ownPosts(db).where('d.workspace_id', '=', workspaceId).where('d.post_id', '=', postId).execute()
  return rows.flatMap(toStanding)
}

function ownPosts(db: Db | Tx) {
  return db
    .selectFrom('publishing.delivery as d')
    .innerJoin('publishing.post as p', (join) => join.onRef('p.workspace_id', '=', 'd.workspace_id').onRef('p.id', '=', 'd.post_id'))
    .select(['d.id', 'd.post_id', 'd.account_id', 'd.state', 'd.content', 'd.external_id', 'd.url', 'd.published_at'])
    .select(['p.first_line', 'p.thumb_media_id', 'p.campaign_id', 'p.label_ids'])
    .where('d.is_answer', '=', false)
    .where('d.external_id', 'is not', null)
    .where('d.published_at', 'is not', null)
    .where(sql<boolean>`d.state in ('published', 'taking-down', 'taken-down')`)
}

type OwnRow = Awaited<ReturnType<ReturnType<typeof ownPosts>['execute']>>[number]

function toStanding(row: OwnRow): Standing[] {
  if (row.external_id === null || row.published_at === null) return []
  return [
    {
      accountId: row.account_id,
      externalId: row.external_id,
      url: row.url ?? '',
      firstLine: row.first_line,
      type: row.content ? contentType(row.content) : 'text',
      publishedAt: row.published_at,
      gone: row.state === 'taken-down',
      own: {
        postId: row.post_id,
        deliveryId: row.id,
        thumbMediaId: row.thumb_media_id,
        campaignId: row.campaign_id,
        labelIds: row.label_ids,
      },
    },
  ]
}
