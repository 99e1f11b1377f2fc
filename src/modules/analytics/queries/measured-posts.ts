import { sql } from 'kysely'

import type { Db } from '#kit/database'

import type { MeasuredPost, Values } from '../contract.ts'

interface PostRow {
  readonly id: string
  readonly subject: number
  readonly account_id: string
  readonly network: string
  readonly type: MeasuredPost['type']
  readonly first_line: string
  readonly url: string
  readonly published_at: Date
  readonly post_id: string | null
  readonly thumb_media_id: string | null
  readonly read_at: Date | null
  readonly gone_at: Date | null
  readonly campaign_id: string | null
  readonly label_ids: string[]
}

interface Wanted {
  readonly workspaceId: string
  /** By subject. */
  readonly values: ReadonlyMap<number, Values>
}

/** Posts as they are shown, in the order given, with these values. */
export async function measuredPosts(db: Db, wanted: Wanted): Promise<MeasuredPost[]> {
  return [...(await measuredBySubject(db, wanted)).values()]
}

/** The same by subject; without those that are gone meanwhile. */
export async function measuredBySubject(db: Db, { workspaceId, values }: Wanted): Promise<ReadonlyMap<number, MeasuredPost>> {
  if (values.size === 0) return new Map()
  const { rows } = await sql<PostRow>`
    select p.id, p.subject, p.account_id, p.network, p.type, p.first_line, p.url, p.published_at, p.post_id, p.thumb_media_id, p.read_at, p.gone_at,
      (select b.member from analytics.belonging b where b.workspace_id = p.workspace_id and b.subject = p.subject and b.dimension = 'campaign') as campaign_id,
      array(select b.member from analytics.belonging b where b.workspace_id = p.workspace_id and b.subject = p.subject and b.dimension = 'label'
        order by b.member) as label_ids
    from analytics.post p
    where p.workspace_id = ${workspaceId} and p.subject = any(${[...values.keys()]}::bigint[])`.execute(db)
  const bySubject = new Map(rows.map((row) => [row.subject, row]))
  return new Map(
    [...values].flatMap(([subject, of]) => {
      const row = bySubject.get(subject)
      return row ? [[subject, toMeasured(row, of)] as const] : []
    }),
  )
}

function toMeasured(row: PostRow, values: Values): MeasuredPost {
  return {
    id: row.id,
    accountId: row.account_id,
    network: row.network,
    type: row.type,
    firstLine: row.first_line,
    url: row.url,
    publishedAt: row.published_at.toISOString(),
    ...(row.post_id === null ? {} : { postId: row.post_id }),
    ...(row.thumb_media_id === null ? {} : { thumbMediaId: row.thumb_media_id }),
    ...(row.campaign_id === null ? {} : { campaignId: row.campaign_id }),
    labelIds: row.label_ids,
    values,
    ...(row.read_at ? { readAt: row.read_at.toISOString() } : {}),
    gone: row.gone_at !== null,
  }
}
