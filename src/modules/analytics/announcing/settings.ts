import type { Db, Tx } from '#kit/database'
import { type Call, change, watching } from '#modules/teams'

import type { Announcing } from '../contract.ts'
import type { AnalyticsNeeds } from '../needs.ts'
import { seen } from '../seen.ts'

/** In the evening and at night nobody is told. */
const usual: Announcing = { sensitivity: 'balanced', quietFrom: 18, quietTo: 9 }

export async function announcingOf(db: Db | Tx, { workspaceId, brandId }: { workspaceId: string; brandId: string }): Promise<Announcing> {
  const row = await db
    .selectFrom('analytics.announcing')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .executeTakeFirst()
  return row ? { sensitivity: row.sensitivity ?? 'off', quietFrom: row.quiet_from, quietTo: row.quiet_to } : usual
}

export function setAnnouncing(
  needs: AnalyticsNeeds,
  call: Call,
  { brandId, ...wanted }: Announcing & { brandId: string },
): Promise<Announcing> {
  const { workspaceId } = call.acting
  return change(needs.db, watching(call, seen.announcing(workspaceId, brandId)), async (tx) => {
    await needs.publishing.brand(tx, { workspaceId, brandId })
    const row = {
      sensitivity: wanted.sensitivity === 'off' ? null : wanted.sensitivity,
      quiet_from: wanted.quietFrom,
      quiet_to: wanted.quietTo,
    }
    await tx
      .insertInto('analytics.announcing')
      .values({ workspace_id: workspaceId, brand_id: brandId, ...row })
      .onConflict((conflict) => conflict.columns(['workspace_id', 'brand_id']).doUpdateSet(row))
      .execute()
    return { value: wanted, subject: { kind: 'brand', id: brandId }, detail: { sensitivity: wanted.sensitivity }, topics: ['announcing'] }
  })
}
