import { sql } from 'kysely'

import type { Db } from '#kit/database'
import { announce } from '#kit/live'

import { topicsOf } from '../topics.ts'
import { handOverThreads, renameInSettings } from './hand-over-threads.ts'

interface Gone {
  readonly workspaceId: string
  readonly memberId: string
  /** Who takes over, if anybody does. */
  readonly successorId?: string | undefined
}

/** A member is gone: what they were on, and is not done, is their successor's, or nobody's again and may be given to others. May run twice. */
export async function releaseThreads(db: Db, { workspaceId, memberId, successorId }: Gone): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const given = successorId === undefined ? [] : await handOverThreads(tx, { workspaceId, memberId, successorId })
    if (successorId !== undefined) await renameInSettings(tx, { workspaceId, memberId, successorId })
    const { rows } = await sql<{ id: string }>`
      update inbox.thread set assignee_id = null, shared_out_at = null
      where workspace_id = ${workspaceId} and assignee_id = ${memberId} and state in ('open', 'snoozed')
      returning id`.execute(tx)
    await tx.deleteFrom('inbox.attendance').where('workspace_id', '=', workspaceId).where('member_id', '=', memberId).execute()
    const moved = [...given, ...rows.map(({ id }) => id)]
    if (moved.length > 0) await announce(tx, { to: workspaceId, topics: topicsOf(...moved) })
  })
}
