import { sql } from 'kysely'

import type { Db } from '#kit/database'

import { holdProfile } from '../facts/hold-profile.ts'
import { type Belonging, moveBelonging } from './belonging.ts'

/** A campaign or label is gone: no post belongs to it any more, and nothing is known of it. May run twice. */
export async function forgetMember(
  db: Db,
  { workspaceId, dimension, member }: { workspaceId: string; dimension: 'campaign' | 'label'; member: string },
): Promise<void> {
  const { rows } = await sql<{ account_id: string; subject: number }>`
    select p.account_id, p.subject from analytics.belonging b
    join analytics.post p on p.workspace_id = b.workspace_id and p.subject = b.subject
    where b.workspace_id = ${workspaceId} and b.dimension = ${dimension} and b.member = ${member}`.execute(db)
  for (const [accountId, posts] of Map.groupBy(rows, ({ account_id }) => account_id)) {
    const gone = posts.map(({ subject }): Belonging => ({ subject, dimension, member }))
    await db.transaction().execute(async (tx) => {
      if (await holdProfile(tx, { workspaceId, accountId })) await moveBelonging(tx, { workspaceId, accountId, gone, come: [] })
    })
  }
  await sql`delete from analytics.rollup where workspace_id = ${workspaceId} and dimension = ${dimension} and member = ${member}`.execute(
    db,
  )
}
