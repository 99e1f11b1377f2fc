import { refuse } from '#kit/errors'
import { type Call, change, watching } from '#modules/teams'

import { type Cadence, publishingRefusals } from '../contract.ts'
import type { PublishingNeeds } from '../needs.ts'
import { seen } from '../seen.ts'
import { toCadence } from './cadences.ts'

/** Sets the weekly times of an account and what to warn of. What is planned already stays where it is. */
export function setCadence(needs: Pick<PublishingNeeds, 'db' | 'accounts'>, call: Call, wanted: Cadence): Promise<Cadence> {
  const { workspaceId } = call.acting
  return change(needs.db, watching(call, seen.cadence(workspaceId, wanted.accountId)), async (tx) => {
    const [account] = await needs.accounts.find(tx, { workspaceId, ids: [wanted.accountId] })
    if (!account) throw refuse(publishingRefusals, 'NOT_FOUND')
    const row = {
      brand_id: account.brandId,
      slots: [...new Set(wanted.slots)].toSorted(),
      most_days_apart: wanted.mostDaysApart ?? null,
      most_per_day: wanted.mostPerDay ?? null,
    }
    const kept = await tx
      .insertInto('publishing.cadence')
      .values({ workspace_id: workspaceId, account_id: account.id, ...row })
      .onConflict((conflict) => conflict.columns(['workspace_id', 'account_id']).doUpdateSet(row))
      .returningAll()
      .executeTakeFirstOrThrow()
    return {
      value: toCadence(kept),
      subject: { kind: 'account', id: account.id },
      detail: { slots: row.slots.length },
      topics: ['posts'],
    }
  })
}
