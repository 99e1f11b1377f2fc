import type { GovernanceNeeds } from '../needs.ts'
import { tell } from './tell-readers.ts'
import { dutiesOf } from './unconfirmed.ts'

/** Reminds whoever has one day left to read something, and once more when the time is over. May run as often as it likes. */
export async function remindDue({ db, notify }: Pick<GovernanceNeeds, 'db' | 'notify'>, now: Temporal.Instant): Promise<void> {
  const rows = await db
    .selectFrom('governance.document')
    .select('workspace_id')
    .distinct()
    .where('due_days', 'is not', null)
    .where('archived_at', 'is', null)
    .execute()
  for (const { workspace_id: workspaceId } of rows) {
    const open = (await dutiesOf(db, { workspaceId, now })).filter(({ state, due }) => state !== 'confirmed' && due !== undefined)
    for (const duty of open) {
      const what = duty.state === 'overdue' ? 'overdue' : isSoon(duty.due, now) ? 'soon' : undefined
      if (what) await db.transaction().execute((tx) => tell(tx, { notify }, { duty, what, key: what }))
    }
  }
}

function isSoon(due: Temporal.Instant | undefined, now: Temporal.Instant): boolean {
  return due !== undefined && Temporal.Instant.compare(due, now.add({ hours: 24 })) <= 0
}
