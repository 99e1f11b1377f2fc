import type { GovernanceNeeds } from '../needs.ts'
import { tell } from './tell-readers.ts'
import { dutiesOf } from './unconfirmed.ts'

/** Somebody joined: they are told what there is to read. May run twice. */
export async function tellNewcomer(
  { db, notify }: Pick<GovernanceNeeds, 'db' | 'notify'>,
  { workspaceId, memberId }: { workspaceId: string; memberId: string },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const duties = (await dutiesOf(tx, { workspaceId, now: Temporal.Now.instant() })).filter(({ member }) => member.id === memberId)
    for (const duty of duties) if (duty.state !== 'confirmed') await tell(tx, { notify }, { duty, what: 'new', key: 'new' })
  })
}
