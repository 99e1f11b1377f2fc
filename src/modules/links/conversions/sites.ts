import { randomBytes } from 'node:crypto'

import type { Selectable } from 'kysely'

import type { Db, Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import { uuidv7 } from '#kit/ids'
import { brandOf, type Call, change, watching } from '#modules/teams'

import { conversionRefusals, type ConversionSite } from '../conversions-contract.ts'
import { tellDoor } from '../door/tell-door.ts'
import { seen } from '../seen.ts'
import type { ConversionSiteTable } from '../tables.ts'
import type { ConversionNeeds } from './needs.ts'
import { touchAllDays } from './touched-days.ts'
import { windowOf } from './window.ts'

export type SiteRow = Selectable<ConversionSiteTable>
type Needs = Pick<ConversionNeeds, 'db' | 'publicUrl'>

const mostSites = 20
const topics = ['conversions']

/** The brand's sites by name, and for how long a click counts. */
export async function listSites(
  { db, publicUrl }: Needs,
  { workspaceId, brandId }: { workspaceId: string; brandId: string },
): Promise<{ sites: ConversionSite[]; windowDays: number; measures: boolean }> {
  await brandOf(db, { workspaceId, brandId })
  const rows = await db
    .selectFrom('links.conversion_site')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .orderBy('name')
    .orderBy('id')
    .execute()
  const sites = rows.map((row) => toSite(row, publicUrl))
  return { sites, windowDays: await windowOf(db, { workspaceId, brandId }), measures: await measures(db, { workspaceId, brandId }) }
}

/** Whether the brand's links carry the id of a click along to where they lead. */
async function measures(db: Db, { workspaceId, brandId }: { workspaceId: string; brandId: string }): Promise<boolean> {
  const row = await db
    .selectFrom('links.brand')
    .select('measures_conversions')
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .executeTakeFirst()
  return row?.measures_conversions ?? false
}

/** From now on the brand's links carry the id of a click: without it nothing can be told. */
export function createSite(
  { db, publicUrl }: Needs,
  call: Call,
  { brandId, name, origins }: { brandId: string; name: string; origins: readonly string[] },
): Promise<ConversionSite> {
  const { workspaceId } = call.acting
  return change(db, call, async (tx) => {
    await brandOf(tx, { workspaceId, brandId })
    await refuseTooMany(tx, { workspaceId, brandId })
    const row = await tx
      .insertInto('links.conversion_site')
      .values({
        workspace_id: workspaceId,
        id: uuidv7(),
        brand_id: brandId,
        name,
        origins: [...new Set(origins)],
        key: randomBytes(16).toString('base64url'),
        erasure_key: randomBytes(32),
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    await tx
      .insertInto('links.brand')
      .values({ workspace_id: workspaceId, brand_id: brandId, domain_id: null, measures_conversions: true })
      .onConflict((conflict) => conflict.columns(['workspace_id', 'brand_id']).doUpdateSet({ measures_conversions: true }))
      .execute()
    await tellDoor(tx, [{ kind: 'brand', brandId }])
    return { value: toSite(row, publicUrl), subject: { kind: 'conversion-site', id: row.id }, detail: { name }, topics }
  })
}

async function refuseTooMany(tx: Tx, { workspaceId, brandId }: { workspaceId: string; brandId: string }): Promise<void> {
  const rows = await tx
    .selectFrom('links.conversion_site')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .limit(mostSites)
    .execute()
  if (rows.length >= mostSites) throw refuse(conversionRefusals, 'TOO_MANY_SITES')
}

interface Wanted {
  readonly siteId: string
  readonly name?: string | undefined
  readonly origins?: readonly string[] | undefined
}

/** What is not given stays. */
export function changeSite({ db, publicUrl }: Needs, call: Call, { siteId, name, origins }: Wanted): Promise<ConversionSite> {
  return change(db, watching(call, seen.site(call.acting.workspaceId, siteId)), async (tx) => {
    const row = await tx
      .updateTable('links.conversion_site')
      .set((column) => ({ name: name ?? column.ref('name'), origins: origins ? [...new Set(origins)] : column.ref('origins') }))
      .where('workspace_id', '=', call.acting.workspaceId)
      .where('id', '=', siteId)
      .returningAll()
      .executeTakeFirst()
    if (!row) throw refuse(conversionRefusals, 'NOT_FOUND')
    return { value: toSite(row, publicUrl), subject: { kind: 'conversion-site', id: siteId }, detail: { name: row.name }, topics }
  })
}

/** Its conversions go with it. */
export function removeSite({ db }: Needs, call: Call, { siteId }: { siteId: string }): Promise<{ removed: true }> {
  return change(db, watching(call, seen.site(call.acting.workspaceId, siteId)), async (tx) => {
    await touchAllDays(tx, { workspaceId: call.acting.workspaceId, siteId })
    const row = await tx
      .deleteFrom('links.conversion_site')
      .where('workspace_id', '=', call.acting.workspaceId)
      .where('id', '=', siteId)
      .returning('name')
      .executeTakeFirst()
    if (!row) throw refuse(conversionRefusals, 'NOT_FOUND')
    return { value: { removed: true as const }, subject: { kind: 'conversion-site', id: siteId }, detail: { name: row.name }, topics }
  })
}

/** The workspace's site, kept from changing until the transaction ends: what comes for one site is taken in one after the other. */
export async function holdSite(tx: Tx, { workspaceId, siteId }: { workspaceId: string; siteId: string }): Promise<SiteRow> {
  const row = await tx
    .selectFrom('links.conversion_site')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', siteId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) throw refuse(conversionRefusals, 'NOT_FOUND')
  return row
}

/** Whoever asks from outside knows nothing but the key. */
export function siteByKey(db: Db, key: string): Promise<SiteRow | undefined> {
  return db.selectFrom('links.conversion_site').selectAll().where('key', '=', key).executeTakeFirst()
}

function toSite(row: SiteRow, publicUrl: string): ConversionSite {
  return {
    id: row.id,
    name: row.name,
    key: row.key,
    origins: row.origins,
    signs: row.sealed !== null,
    script: `${publicUrl}/c/${row.key}.js`,
    endpoint: `${publicUrl}/c/${row.key}/server`,
    ...(row.script_seen_at ? { scriptSeenAt: row.script_seen_at.toISOString() } : {}),
    ...(row.page_heard_at ? { pageHeardAt: row.page_heard_at.toISOString() } : {}),
    ...(row.server_heard_at ? { serverHeardAt: row.server_heard_at.toISOString() } : {}),
  }
}
