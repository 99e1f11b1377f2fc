import type { Selectable } from 'kysely'

import type { Db, Tx } from '#kit/database'
import { brandsOf } from '#modules/teams'

import type { Rhythm } from '../contract.ts'
import type { RhythmTable } from '../tables.ts'

/** When each of these members wants to hear; who never said lives where the workspace's first brand does, and has no quiet hours. */
export async function rhythmsOf(
  db: Db | Tx,
  { workspaceId, memberIds }: { workspaceId: string; memberIds: readonly string[] },
): Promise<Map<string, Rhythm>> {
  if (memberIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('notifications.rhythm')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('member_id', 'in', memberIds)
    .execute()
  const chosen = new Map(rows.map((row) => [row.member_id, toRhythm(row)]))
  if (chosen.size === new Set(memberIds).size) return chosen
  const [brand] = await brandsOf(db, workspaceId)
  const usual: Rhythm = { timeZone: brand?.timeZone ?? 'UTC', dailyHour: 8 }
  return new Map(memberIds.map((memberId) => [memberId, chosen.get(memberId) ?? usual]))
}

export async function rhythmOf(db: Db | Tx, { workspaceId, memberId }: { workspaceId: string; memberId: string }): Promise<Rhythm> {
  const rhythm = (await rhythmsOf(db, { workspaceId, memberIds: [memberId] })).get(memberId)
  if (!rhythm) throw new Error('Every member has a rhythm.')
  return rhythm
}

function toRhythm(row: Selectable<RhythmTable>): Rhythm {
  const { quiet_from: from, quiet_to: to, quiet_days: days } = row
  return {
    timeZone: row.time_zone,
    dailyHour: row.daily_hour,
    ...(from === null || to === null || days === null ? {} : { quiet: { from, to, days } }),
  }
}
