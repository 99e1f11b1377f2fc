import type { Db, Tx } from '#kit/database'
import { type Call, change, watching } from '#modules/teams'

import { type Keeping, keepingChoices, usualKeeping } from '../keeping-contract.ts'
import type { AnalyticsNeeds } from '../needs.ts'
import { seen } from '../seen.ts'

export async function keepingOf(db: Db | Tx, { workspaceId }: { workspaceId: string }): Promise<Keeping> {
  const row = await db.selectFrom('analytics.keeping').select('months').where('workspace_id', '=', workspaceId).executeTakeFirst()
  return { months: keepingChoices.find((each) => each === row?.months) ?? usualKeeping }
}

/** Counts from the next night on. What was put together stays so: keeping for longer brings no reading back. */
export function setKeeping({ db }: Pick<AnalyticsNeeds, 'db'>, call: Call, { months }: Keeping): Promise<Keeping> {
  const { workspaceId } = call.acting
  return change(db, watching(call, seen.keeping(workspaceId)), async (tx) => {
    await tx
      .insertInto('analytics.keeping')
      .values({ workspace_id: workspaceId, months })
      .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet({ months }))
      .execute()
    return { value: { months }, subject: { kind: 'workspace', id: workspaceId }, detail: { months }, topics: ['keeping'] }
  })
}
