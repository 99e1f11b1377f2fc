import { sql } from 'kysely'

import type { Db } from '#kit/database'
import { announce } from '#kit/live'

import { topicsOf } from '../topics.ts'

/** A member is gone: what they were on, and is not done, is nobody's again and may be given to others. May run twice. */
export async function releaseThreads(db: Db, { workspaceId, memberId }: { workspaceId: string; memberId: string }): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    update inbox.thread set assignee_id = null, shared_out_at = null
    where workspace_id = ${workspaceId} and assignee_id = ${memberId} and state in ('open', 'snoozed')
    returning id`.execute(db)
  await db.deleteFrom('inbox.attendance').where('workspace_id', '=', workspaceId).where('member_id', '=', memberId).execute()
  if (rows.length > 0) await announce(db, { to: workspaceId, topics: topicsOf(...rows.map(({ id }) => id)) })
}
