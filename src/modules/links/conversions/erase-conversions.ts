import type { Tx } from '#kit/database'
import { brandOf, type Call, change } from '#modules/teams'

import { digestOf, keepErased } from './erased.ts'
import type { ConversionNeeds } from './needs.ts'
import { holdSite, type SiteRow } from './sites.ts'
import { touchDays } from './touched-days.ts'

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
    const held: SiteRow[] = []
    for (const { id: siteId } of sites) held.push(await holdSite(tx, { workspaceId, siteId }))
    const erased = await eraseAtSites(tx, { workspaceId, sites: held, ...what })
    // The audit log does not say what: that would keep it.
    return { value: { erased }, subject: { kind: 'brand', id: brandId }, detail: { erased }, topics: ['conversions'] }
  })
}

interface Erasing extends What {
  readonly workspaceId: string
  /** Held. */
  readonly sites: readonly SiteRow[]
}

/** Deletes conversions with their corrections, and remembers what must not come back. Answers how many rows are gone. */
export async function eraseAtSites(tx: Tx, { workspaceId, sites, ...what }: Erasing): Promise<number> {
  const ids: string[] = []
  for (const site of sites) ids.push(...(await markErased(tx, site, what)))
  if (ids.length === 0) return 0
  await touchDays(
    tx,
    ids.map((id) => ({ workspaceId, id })),
  )
  await tx.deleteFrom('links.conversion').where('workspace_id', '=', workspaceId).where('id', 'in', ids).execute()
  return ids.length
}

/** Answers what is to go at a site. */
async function markErased(tx: Tx, site: SiteRow, { externalId, clickId }: What): Promise<string[]> {
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
  return [...new Set([...found, ...corrections].map(({ id }) => id))]
}
