import type { Db, Tx } from '#kit/database'
import type { Acting } from '#modules/teams'

import { NoticeKind, type Preferences, type Ways } from '../contract.ts'
import { rhythmOf } from './rhythms-of.ts'
import { waysByDefault } from './ways-by-default.ts'

export async function preferences(db: Db | Tx, { workspaceId, memberId }: Pick<Acting, 'workspaceId' | 'memberId'>): Promise<Preferences> {
  const rows = await db
    .selectFrom('notifications.preference')
    .select(['kind', 'in_app', 'email', 'push'])
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .execute()
  const chosen = new Map(rows.map((row) => [row.kind, toWays(row)]))
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every kind is there
  const kinds = Object.fromEntries(
    NoticeKind.options.map((kind) => [kind, chosen.get(kind) ?? waysByDefault[kind]]),
  ) as Preferences['kinds']
  return { kinds, rhythm: await rhythmOf(db, { workspaceId, memberId }) }
}

/** How each of these members gets this kind. */
export async function waysOf(
  db: Db | Tx,
  { workspaceId, kind, memberIds }: { workspaceId: string; kind: NoticeKind; memberIds: readonly string[] },
): Promise<Map<string, Ways>> {
  if (memberIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('notifications.preference')
    .select(['member_id', 'in_app', 'email', 'push'])
    .where('workspace_id', '=', workspaceId)
    .where('kind', '=', kind)
    .where('member_id', 'in', memberIds)
    .execute()
  const chosen = new Map(rows.map((row) => [row.member_id, toWays(row)]))
  return new Map(memberIds.map((memberId) => [memberId, chosen.get(memberId) ?? waysByDefault[kind]]))
}

function toWays(row: { in_app: boolean; email: Ways['email']; push: boolean }): Ways {
  return { inApp: row.in_app, email: row.email, push: row.push }
}
