import { sql } from 'kysely'

import type { Db } from '#kit/database'
import { announce } from '#kit/live'
import { memberNames } from '#modules/teams'

/** A member is gone: what they were still writing, or had planned, is somebody else's. What is out stays theirs. May run twice. */
export async function handOverPosts(
  db: Db,
  { workspaceId, memberId, successorId }: { workspaceId: string; memberId: string; successorId?: string | undefined },
): Promise<void> {
  if (successorId === undefined) return
  const name = (await memberNames(db, { workspaceId, memberIds: [successorId] })).get(successorId)
  if (name === undefined) return
  const { rows } = await sql<{ id: string }>`
    update publishing.post set created_by = ${successorId}, created_by_name = ${name}
    where workspace_id = ${workspaceId} and created_by = ${memberId} and published_at is null and answers is null
    returning id`.execute(db)
  if (rows.length > 0) await announce(db, { to: workspaceId, topics: ['posts'] })
}
