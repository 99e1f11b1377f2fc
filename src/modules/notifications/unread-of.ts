import type { Db } from '#kit/database'

import type { NoticeKind } from './contract.ts'

export interface UnreadNotice {
  readonly id: string
  readonly kind: NoticeKind
  readonly params: Record<string, string>
  readonly href: string
}

/** Of these notices of a member, those not read yet, newest first. */
export function unreadOf(
  db: Db,
  { workspaceId, memberId, noticeIds }: { workspaceId: string; memberId: string; noticeIds: readonly string[] },
): Promise<UnreadNotice[]> {
  if (noticeIds.length === 0) return Promise.resolve([])
  return db
    .selectFrom('notifications.notice')
    .select(['id', 'kind', 'params', 'href'])
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .where('id', 'in', noticeIds)
    .where('read_at', 'is', null)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}
