import { type Selectable, sql } from 'kysely'

import type { Db } from '#kit/database'

import type { KeptPostTable } from '../tables.ts'

/** A kept post, and what became of the times it was given. */
export interface KeptRow extends Selectable<KeptPostTable> {
  /** How often it is out. */
  readonly out: number
  /** How often it is still to go out, or may be. */
  readonly planned: number
  /** The number of the time that it was given last; 0 for none. */
  readonly cycle: number
  /** When it went out or is to go out by its category. */
  readonly times: readonly Date[]
  readonly last_out_at: Date | null
  readonly next_at: Date | null
}

/** What a category keeps, or one kept post of it. A time that a person took off the plan, or that no network took, counts for nothing. */
export async function keptRows(
  db: Db,
  { workspaceId, categoryId, keptId }: { workspaceId: string; categoryId?: string; keptId?: string },
): Promise<KeptRow[]> {
  const { rows } = await sql<KeptRow>`
    select kept.*, uses.*
    from publishing.kept_post kept cross join lateral (
      select count(*) filter (where use.out)::int as out,
        count(*) filter (where use.ahead)::int as planned,
        coalesce(max(use.cycle), 0)::int as cycle,
        coalesce(array_agg(use.at) filter (where use.out or use.ahead), '{}') as times,
        max(use.at) filter (where use.out) as last_out_at,
        min(use.at) filter (where use.ahead) as next_at
      from (
        select given.cycle, post.shown_at as at, post.published_at is not null as out,
          post.published_at is null and exists (
            select from publishing.delivery d
            where d.workspace_id = post.workspace_id and d.post_id = post.id and d.state not in ('rejected', 'cancelled', 'taken-down')
          ) as ahead
        from publishing.evergreen_use given
        left join publishing.post post on post.workspace_id = given.workspace_id and post.id = given.post_id
        where given.workspace_id = kept.workspace_id and given.kept_id = kept.id
      ) use
    ) uses
    where kept.workspace_id = ${workspaceId}
      ${categoryId === undefined ? sql`` : sql`and kept.category_id = ${categoryId}`}
      ${keptId === undefined ? sql`` : sql`and kept.id = ${keptId}`}`.execute(db)
  return rows
}
