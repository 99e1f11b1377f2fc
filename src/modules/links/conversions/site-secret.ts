import { randomBytes } from 'node:crypto'

import { z } from 'zod'

import type { Db } from '#kit/database'
import { refuse } from '#kit/errors'
import { type Call, change } from '#modules/teams'

import { conversionRefusals } from '../conversions-contract.ts'
import type { ConversionNeeds } from './needs.ts'
import type { SiteRow } from './sites.ts'

/** Makes what the site's server signs with. The one before counts no more; this one is shown once and kept sealed. */
export async function renewSecret(
  { db, vault }: Pick<ConversionNeeds, 'db' | 'vault'>,
  { acting, path }: Call,
  { siteId }: { siteId: string },
): Promise<{ secret: string }> {
  const { workspaceId } = acting
  const secret = `hearth_conversions_${randomBytes(32).toString('base64url')}`
  // The kept answer of a call with a key would hold the secret in the open: there is none.
  await change(db, { acting, path, input: undefined }, async (tx) => {
    const row = await tx
      .updateTable('links.conversion_site')
      .set({ sealed: vault.seal(secret, boundTo({ workspace_id: workspaceId, id: siteId })) })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', siteId)
      .returning('name')
      .executeTakeFirst()
    if (!row) throw refuse(conversionRefusals, 'NOT_FOUND')
    const subject = { kind: 'conversion-site', id: siteId }
    return { value: null, subject, detail: { name: row.name }, topics: ['conversions'] }
  })
  return { secret }
}

/** Undefined where the site has none. */
export function secretOf({ vault }: Pick<ConversionNeeds, 'vault'>, site: SiteRow): string | undefined {
  return site.sealed === null ? undefined : z.string().parse(vault.open(site.sealed, boundTo(site)))
}

/** Seals every site's secret that an older key sealed under the current one. Answers how many. */
export async function sealSitesAnew(db: Db, vault: ConversionNeeds['vault']): Promise<number> {
  const rows = await db
    .selectFrom('links.conversion_site')
    .select(['workspace_id', 'id', 'sealed'])
    .where('sealed', 'is not', null)
    .execute()
  let count = 0
  for (const { sealed, ...key } of rows) {
    if (sealed === null || !vault.needsRotation(sealed)) continue
    await db
      .updateTable('links.conversion_site')
      .set({ sealed: vault.seal(vault.open(sealed, boundTo(key)), boundTo(key)) })
      .where('workspace_id', '=', key.workspace_id)
      .where('id', '=', key.id)
      // Only while nobody made a newer one meanwhile.
      .where('sealed', '=', sealed)
      .execute()
    count += 1
  }
  return count
}

function boundTo({ workspace_id, id }: Pick<SiteRow, 'workspace_id' | 'id'>): string {
  return `links.conversion_site/${workspace_id}/${id}`
}
