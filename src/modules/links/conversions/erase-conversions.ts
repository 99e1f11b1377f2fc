import type { Tx } from '#kit/database'
import { brandOf, type Call, change } from '#modules/teams'

import { digestOf, keepErased } from './erased.ts'
import type { ConversionNeeds } from './needs.ts'
import { holdSite, type SiteRow } from './sites.ts'

interface What {
  readonly externalId?: string | undefined
  readonly clickId?: string | undefined
}

/** Erases at every site of the brand what goes by a conversion's id or a click's. */
export function eraseConversions(
  { db }: Pick<ConversionNeeds, 'db'>,
  call: Call,
  { brandId, ...what }: What & { brandId: string },
): Promise<{ erased: number }> {
  const { workspaceId } = call.acting
  return change(db, call, async (tx) => {
    await brandOf(tx, { workspaceId, brandId })
    const sites = await tx
      .selectFrom('links.conversion_site')
      .select('id')
      .where('workspace_id', '=', workspaceId)
      .where('brand_id', '=', brandId)
      .orderBy('id')
      .execute()
    let erased = 0
    for (const { id: siteId } of sites) erased += await eraseAtSite(tx, await holdSite(tx, { workspaceId, siteId }), what)
    // The audit log does not say what: that would keep it.
    return { value: { erased }, subject: { kind: 'brand', id: brandId }, detail: { erased }, topics: ['conversions'] }
  })
}

/** Deletes conversions with their corrections, and remembers what must not come back. Answers how many rows are gone. */
export async function eraseAtSite(tx: Tx, site: SiteRow, { externalId, clickId }: What): Promise<number> {
  const mine = tx.selectFrom('links.conversion').where('workspace_id', '=', site.workspace_id).where('site_id', '=', site.id)
  const found = await mine
    .select(['id', 'external_id'])
    .$if(externalId !== undefined, (query) => query.where('external_id', '=', externalId ?? ''))
    .$if(clickId !== undefined, (query) => query.where('click_id', '=', clickId ?? ''))
    .execute()
  const ids = found.map(({ id }) => id)
  const corrections = ids.length === 0 ? [] : await mine.select(['id', 'external_id']).where('corrects', 'in', ids).execute()
  const names = new Set([...found, ...corrections].map(({ external_id }) => external_id))
  if (externalId !== undefined) names.add(externalId)
  await keepErased(tx, site, [
    ...[...names].map((name) => digestOf(site, 'conversion', name)),
    ...(clickId === undefined ? [] : [digestOf(site, 'click', clickId)]),
  ])
  const all = new Set([...found, ...corrections].map(({ id }) => id))
  if (all.size > 0) {
    await tx
      .deleteFrom('links.conversion')
      .where('workspace_id', '=', site.workspace_id)
      .where('site_id', '=', site.id)
      .where('id', 'in', [...all])
      .execute()
  }
  return all.size
}
