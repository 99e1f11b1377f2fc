import type { Db } from '#kit/database'

import type { Notify } from './new-notice.ts'

/** Tells the owners that an invited person is there; the newcomer's own row is not for the newcomer. */
export async function onMemberJoined(
  { db, notify }: { db: Db; notify: Notify },
  joined: { workspaceId: string; memberId: string; name: string },
): Promise<void> {
  const { workspaceId, memberId, name } = joined
  await db.transaction().execute((tx) =>
    notify(tx, {
      workspaceId,
      key: `member-joined:${memberId}`,
      kind: 'member-joined',
      params: { name },
      href: '/settings/members',
      about: 'workspace',
    }),
  )
}
