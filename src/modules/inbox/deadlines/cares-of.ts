import type { Db } from '#kit/database'
import { brandOf } from '#modules/teams'

import type { BrandCare } from './deadlines-of.ts'
import { workingTime } from './working-time.ts'

/** What the brands mean to do, ready to be counted with. One that never said anything is left out. */
export async function caresOf(
  db: Db,
  { workspaceId, brandIds }: { workspaceId: string; brandIds: readonly string[] },
): Promise<ReadonlyMap<string, BrandCare>> {
  const cares = new Map<string, BrandCare>()
  for (const row of await careRows(db, { workspaceId, brandIds })) {
    const { timeZone } = await brandOf(db, { workspaceId, brandId: row.brand_id })
    const { week, holidays, targets, warnings } = row
    cares.set(row.brand_id, { hours: workingTime({ timeZone, week, holidays }), targets, warnings })
  }
  return cares
}

/** Whether the brand ever said when its people work, or how soon they mean to answer. */
export async function meansToAnswer(db: Db, { workspaceId, brandId }: { workspaceId: string; brandId: string }): Promise<boolean> {
  const care = await db
    .selectFrom('inbox.care')
    .select('brand_id')
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .executeTakeFirst()
  return care !== undefined
}

export function careRows(db: Db, { workspaceId, brandIds }: { workspaceId: string; brandIds: readonly string[] }) {
  return db.selectFrom('inbox.care').selectAll().where('workspace_id', '=', workspaceId).where('brand_id', 'in', brandIds).execute()
}
