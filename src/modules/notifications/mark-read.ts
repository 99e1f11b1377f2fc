import { sql } from 'kysely'

import type { Db } from '#kit/database'
import { type Call, change } from '#modules/teams'

import { countUnread } from './list-notices.ts'

/** Marks the member's own notices; without ids, all of them. */
export function markRead(db: Db, call: Call, { ids }: { ids?: readonly string[] | undefined }): Promise<{ unread: number }> {
  const { workspaceId, memberId } = call.acting
  return change(db, call, async (tx) => {
    const marked = await tx
      .updateTable('notifications.notice')
      .set({ read_at: sql`now()` })
      .where('workspace_id', '=', workspaceId)
      .where('member_id', '=', memberId)
      .where('read_at', 'is', null)
      .$if(ids !== undefined, (query) => query.where('id', 'in', ids?.length ? ids : [nobody]))
      .executeTakeFirst()
    return {
      value: { unread: await countUnread(tx, call.acting) },
      subject: { kind: 'member', id: memberId },
      detail: { marked: Number(marked.numUpdatedRows) },
      topics: ['notifications'],
    }
  })
}

/** An empty list marks nothing, and SQL knows no empty list. */
const nobody = '00000000-0000-0000-0000-000000000000'
