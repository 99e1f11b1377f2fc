import { sql } from 'kysely'

import type { Db, Tx } from '#kit/database'

/** Whether a member wants new threads now, and how many more they can take in a brand; undefined where nobody set a limit. */
export interface Room {
  readonly away: boolean
  readonly left?: number | undefined
}

interface Asked {
  readonly workspaceId: string
  readonly brandId: string
  readonly memberIds: readonly string[]
}

/** Of each of the members. There is a limit where the brand shares out by room, for those among whom it does. */
export async function roomOf(db: Db | Tx, { workspaceId, brandId, memberIds }: Asked): Promise<ReadonlyMap<string, Room>> {
  if (memberIds.length === 0) return new Map()
  const { rows } = await sql<{ memberId: string; away: boolean; left: number | null }>`
    select m.id as "memberId", coalesce(a.away, false) as away,
      case when c.assigning->>'how' = 'by-room' and c.assigning->'memberIds' ? m.id::text then (c.assigning->>'most')::integer - (
        select count(*)::integer from inbox.thread t where t.workspace_id = ${workspaceId} and t.assignee_id = m.id and t.state = 'open'
      ) end as left
    from unnest(${[...memberIds]}::uuid[]) m (id)
    left join inbox.attendance a on a.workspace_id = ${workspaceId} and a.member_id = m.id
    left join inbox.care c on c.workspace_id = ${workspaceId} and c.brand_id = ${brandId}`.execute(db)
  return new Map(rows.map(({ memberId, away, left }) => [memberId, { away, ...(left === null ? {} : { left }) }]))
}
