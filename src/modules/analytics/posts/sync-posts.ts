import { randomUUID } from 'node:crypto'

import { sql } from 'kysely'

import type { Tx } from '#kit/database'
import type { Standing } from '#modules/publishing'
import type { PostType } from '#networks/network'

import type { HeldProfile } from '../facts/hold-profile.ts'
import { type Belonging, moveBelonging } from './belonging.ts'
import { newSubject } from './new-subject.ts'

/**
 * Takes over what stands on one account, which the caller holds: what is new is measured from now on, what changed its campaign, labels or type
 * moves with all it has gathered. Answers how many are new or other than they were.
 */
export async function syncPosts(
  tx: Tx,
  { profile, now, ...given }: { profile: HeldProfile; standing: readonly Standing[]; now: Date },
): Promise<number> {
  const standing = [...new Map(given.standing.map((each) => [each.externalId, each])).values()]
  if (standing.length === 0) return 0
  const before = await knownPosts(tx, profile, standing)
  await upsert(tx, { profile, standing, now })
  const after = await knownPosts(tx, profile, standing)
  const wanted = standing.flatMap((each) => {
    const post = after.get(each.externalId)
    return post ? belongingsOf(post, each) : []
  })
  const had = [...after.values()].flatMap(({ subject, belongs }) => belongs.map((of) => ({ ...of, subject })))
  const [isWanted, isHad] = [new Set(wanted.map(keyOf)), new Set(had.map(keyOf))]
  const gone = had.filter((each) => !isWanted.has(keyOf(each)))
  const come = wanted.filter((each) => !isHad.has(keyOf(each)))
  await moveBelonging(tx, { workspaceId: profile.workspaceId, accountId: profile.accountId, gone, come })
  return new Set([...gone, ...come].map(({ subject }) => subject)).size + [...after.keys()].filter((id) => !before.has(id)).length
}

const keyOf = ({ subject, dimension, member }: Belonging) => `${subject}/${dimension}/${member}`

interface KnownPost {
  readonly subject: number
  readonly type: PostType
  readonly type_told: boolean
  readonly belongs: readonly Omit<Belonging, 'subject'>[]
}

async function knownPosts(tx: Tx, { workspaceId, accountId }: HeldProfile, standing: readonly Standing[]): Promise<Map<string, KnownPost>> {
  const { rows } = await sql<KnownPost & { external_id: string }>`
    select p.external_id, p.subject, p.type, p.type_told, coalesce(
      (select jsonb_agg(jsonb_build_object('dimension', b.dimension, 'member', b.member)) from analytics.belonging b
       where b.workspace_id = p.workspace_id and b.subject = p.subject and b.dimension in ('type', 'campaign', 'label')), '[]') as belongs
    from analytics.post p
    where p.workspace_id = ${workspaceId} and p.account_id = ${accountId}
      and p.external_id = any(${standing.map(({ externalId }) => externalId)}::text[])`.execute(tx)
  return new Map(rows.map((row) => [row.external_id, row]))
}

function belongingsOf({ subject, type }: KnownPost, { own }: Standing): Belonging[] {
  return [
    { subject, dimension: 'type', member: type },
    ...(own?.campaignId ? [{ subject, dimension: 'campaign', member: own.campaignId } as const] : []),
    ...(own?.labelIds ?? []).map((member) => ({ subject, dimension: 'label', member }) as const),
  ]
}

/** What the network said of a post's type stays. */
async function upsert(
  tx: Tx,
  { profile, standing, now }: { profile: HeldProfile; standing: readonly Standing[]; now: Date },
): Promise<void> {
  const { workspaceId, accountId, brandId, network } = profile
  const rows = standing.map(({ own, publishedAt, ...each }) => ({
    id: randomUUID(),
    subject: newSubject(),
    external_id: each.externalId,
    type: each.type,
    published_at: publishedAt.toISOString(),
    first_line: each.firstLine,
    url: each.url,
    post_id: own?.postId ?? null,
    delivery_id: own?.deliveryId ?? null,
    thumb_media_id: own?.thumbMediaId ?? null,
    gone: each.gone,
  }))
  await sql`
    insert into analytics.post as kept (workspace_id, id, subject, account_id, brand_id, network, external_id, type, published_at, first_line, url,
      post_id, delivery_id, thumb_media_id, followers, next_read_at, gone_at)
    select ${workspaceId}, id, subject, ${accountId}, ${brandId}, ${network}, external_id, type, published_at, first_line, url,
      post_id, delivery_id, thumb_media_id, known.followers, case when not gone then ${now}::timestamptz end, case when gone then ${now}::timestamptz end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(
      id uuid, subject bigint, external_id text, type text, published_at timestamptz, first_line text, url text,
      post_id uuid, delivery_id uuid, thumb_media_id uuid, gone boolean)
    left join lateral (
      select p.followers from analytics.rollup p
      where p.workspace_id = ${workspaceId} and p.account_id = ${accountId} and p.dimension = 'profile' and p.grain = 'day'
        and p.bucket <= r.published_at and p.followers is not null
      order by p.bucket desc limit 1
    ) known on true
    on conflict (workspace_id, account_id, external_id) do update set
      type = case when kept.type_told then kept.type else excluded.type end,
      first_line = excluded.first_line, url = excluded.url,
      post_id = coalesce(excluded.post_id, kept.post_id), delivery_id = coalesce(excluded.delivery_id, kept.delivery_id),
      thumb_media_id = coalesce(excluded.thumb_media_id, kept.thumb_media_id),
      next_read_at = case when excluded.gone_at is null then kept.next_read_at end,
      gone_at = coalesce(kept.gone_at, excluded.gone_at)
    where (kept.type, kept.first_line, kept.url, kept.post_id, kept.delivery_id, kept.thumb_media_id, kept.gone_at is null)
      is distinct from (case when kept.type_told then kept.type else excluded.type end, excluded.first_line, excluded.url,
        coalesce(excluded.post_id, kept.post_id), coalesce(excluded.delivery_id, kept.delivery_id),
        coalesce(excluded.thumb_media_id, kept.thumb_media_id), kept.gone_at is null and excluded.gone_at is null)`.execute(tx)
}
