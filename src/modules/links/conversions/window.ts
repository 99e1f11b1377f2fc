import type { Db } from '#kit/database'
import { brandOf, type Call, change } from '#modules/teams'

import type { ConversionNeeds } from './needs.ts'
import { touchAllDays } from './touched-days.ts'

const usualDays = 30

/** For how many days after a click the brand puts conversions down to it. */
export async function windowOf(db: Db, { workspaceId, brandId }: { workspaceId: string; brandId: string }): Promise<number> {
  const row = await db
    .selectFrom('links.conversion_window')
    .select('days')
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .executeTakeFirst()
  return row?.days ?? usualDays
}

/** Counts for what happened before, too: it is applied when conversions are read. */
export function setWindow(
  { db }: Pick<ConversionNeeds, 'db'>,
  call: Call,
  { brandId, days }: { brandId: string; days: number },
): Promise<{ windowDays: number }> {
  const { workspaceId } = call.acting
  return change(db, call, async (tx) => {
    await brandOf(tx, { workspaceId, brandId })
    const before = { days: await windowOf(tx, { workspaceId, brandId }) }
    await tx
      .insertInto('links.conversion_window')
      .values({ workspace_id: workspaceId, brand_id: brandId, days })
      .onConflict((conflict) => conflict.columns(['workspace_id', 'brand_id']).doUpdateSet({ days }))
      .execute()
    await touchAllDays(tx, { workspaceId, brandId })
    return { value: { windowDays: days }, subject: { kind: 'brand', id: brandId }, before, after: { days }, topics: ['conversions'] }
  })
}
