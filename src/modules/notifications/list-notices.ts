import { sql, type Selectable } from 'kysely'

import type { Db } from '#kit/database'
import type { Acting } from '#modules/teams'

import type { Notice } from './contract.ts'
import type { NoticeTable } from './tables.ts'

type Reader = Pick<Acting, 'workspaceId' | 'memberId'>

export async function listNotices(db: Db, reader: Reader, { limit }: { limit: number }): Promise<{ notices: Notice[]; unread: number }> {
  const rows = await db
    .selectFrom('notifications.notice')
    .selectAll()
    .where('workspace_id', '=', reader.workspaceId)
    .where('member_id', '=', reader.memberId)
    .where('in_app', '=', true)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return { notices: rows.map(toNotice), unread: await countUnread(db, reader) }
}

export async function countUnread(db: Db, { workspaceId, memberId }: Reader): Promise<number> {
  const row = await db
    .selectFrom('notifications.notice')
    .select(sql<number>`count(*)`.as('unread'))
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .where('read_at', 'is', null)
    .where('in_app', '=', true)
    .executeTakeFirstOrThrow()
  return row.unread
}

function toNotice(row: Selectable<NoticeTable>): Notice {
  return {
    id: row.id,
    kind: row.kind,
    params: row.params,
    href: row.href,
    at: row.at.toISOString(),
    ...(row.read_at ? { readAt: row.read_at.toISOString() } : {}),
  }
}
