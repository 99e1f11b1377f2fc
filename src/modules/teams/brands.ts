import { randomUUID } from 'node:crypto'

import { sql } from 'kysely'

import { commonRefusals } from '#kit/contract'
import type { Db } from '#kit/database'
import { refuse } from '#kit/errors'

import type { Call } from './acting.ts'
import { asItStands } from './audit/watching.ts'
import { brandOf } from './brand-of.ts'
import { change } from './change.ts'
import { type Brand, teamsRefusals } from './contract.ts'
import type { TeamsNeeds } from './needs.ts'

type NewBrand = Pick<Brand, 'name' | 'language' | 'timeZone'>

/** One more brand, with nothing in it yet. */
export function addBrand(db: Db, call: Call, { name, language, timeZone }: NewBrand): Promise<Brand> {
  const { workspaceId } = call.acting
  return change(db, call, async (tx) => {
    const id = randomUUID()
    await tx.insertInto('teams.brand').values({ workspace_id: workspaceId, id, name, language, time_zone: timeZone }).execute()
    const brand = await brandOf(tx, { workspaceId, brandId: id })
    return { value: brand, subject: { kind: 'brand', id }, detail: { name }, topics: ['members'] }
  })
}

/** Puts a brand away that nothing is done for any more: its history stays, and it stands in no list. A workspace keeps one. */
export function archiveBrand(
  needs: Pick<TeamsNeeds, 'db' | 'isBrandInUse'>,
  call: Call,
  { brandId }: { brandId: string },
): Promise<{ archived: true }> {
  const { workspaceId } = call.acting
  return change(needs.db, call, async (tx) => {
    // All of them are held, so that two who put away at once leave one.
    const brands = await tx
      .selectFrom('teams.brand')
      .select(['id', 'name'])
      .where('workspace_id', '=', workspaceId)
      .where('archived_at', 'is', null)
      .orderBy('id')
      .forUpdate()
      .execute()
    const brand = brands.find(({ id }) => id === brandId)
    if (!brand) throw refuse(commonRefusals, 'NOT_FOUND')
    if (brands.length === 1) throw refuse(teamsRefusals, 'LAST_BRAND')
    if (await needs.isBrandInUse(tx, { workspaceId, brandId })) throw refuse(teamsRefusals, 'BRAND_IN_USE')
    await tx
      .updateTable('teams.brand')
      .set({ archived_at: sql<Date>`now()` })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', brandId)
      .execute()
    return {
      value: { archived: true as const },
      subject: { kind: 'brand', id: brandId },
      detail: { name: brand.name },
      before: { archived: false },
      after: { archived: true },
      topics: ['members'],
    }
  })
}

export function restoreBrand(db: Db, call: Call, { brandId }: { brandId: string }): Promise<Brand> {
  const { workspaceId } = call.acting
  return change(db, call, async (tx) => {
    const before = await asItStands(tx, { table: 'teams.brand', workspaceId, key: { id: brandId }, columns: ['archived_at'] })
    await tx
      .updateTable('teams.brand')
      .set({ archived_at: null })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', brandId)
      .execute()
    const brand = await brandOf(tx, { workspaceId, brandId })
    return {
      value: brand,
      subject: { kind: 'brand', id: brandId },
      detail: { name: brand.name },
      before: { archived: before !== undefined && before['archivedAt'] !== null },
      after: { archived: false },
      topics: ['members'],
    }
  })
}

/** Brands that were put away, the last one first. */
export function archivedBrands(db: Db, workspaceId: string): Promise<{ id: string; name: string }[]> {
  return db
    .selectFrom('teams.brand')
    .select(['id', 'name'])
    .where('workspace_id', '=', workspaceId)
    .where('archived_at', 'is not', null)
    .orderBy('archived_at', 'desc')
    .orderBy('id')
    .execute()
}
