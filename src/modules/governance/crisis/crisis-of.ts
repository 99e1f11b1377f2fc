import { sql } from 'kysely'

import type { Db, Tx } from '#kit/database'

interface Which {
  readonly workspaceId: string
  readonly brandId: string
}

/** What stands in the way of a brand that would speak. */
export interface StandingCrisis {
  readonly id: string
  readonly answers: 'allowed' | 'forbidden'
}

/** The crisis that stands for a brand now, its own before that of all; a rehearsal stands in nobody's way. */
export async function crisisOf(db: Db | Tx, { workspaceId, brandId }: Which): Promise<StandingCrisis | undefined> {
  const rows = await db
    .selectFrom('governance.crisis')
    .select(['id', 'answers'])
    .where('workspace_id', '=', workspaceId)
    .where('ended_at', 'is', null)
    .where('rehearsal', '=', false)
    .where((is) => is.or([is('brand_id', 'is', null), is('brand_id', '=', brandId)]))
    .orderBy('brand_id', (order) => order.asc().nullsLast())
    .execute()
  const [first] = rows
  if (!first) return undefined
  return { id: first.id, answers: rows.some(({ answers }) => answers === 'forbidden') ? 'forbidden' : 'allowed' }
}

/** Whether a crisis keeps this post from being sent at once: one stands and nobody has agreed that it is urgent. */
export async function isHeldBack(db: Db | Tx, { workspaceId, brandId, postId }: Which & { postId: string }): Promise<boolean> {
  const { rows } = await sql`
    select from governance.crisis c
    where c.workspace_id = ${workspaceId} and not c.rehearsal and c.ended_at is null and (c.brand_id is null or c.brand_id = ${brandId})
      and not exists (
        select from governance.crisis_urgent u
        where u.workspace_id = c.workspace_id and u.crisis_id = c.id and u.post_id = ${postId} and u.confirmed_at is not null
      ) limit 1`.execute(db)
  return rows.length > 0
}
