import { createHmac } from 'node:crypto'

import type { Tx } from '#kit/database'

import type { SiteRow } from './sites.ts'

type Site = Pick<SiteRow, 'workspace_id' | 'id' | 'erasure_key'>

/** A digest tells nothing to those who do not know already what it is of. */
export function digestOf(site: Site, kind: 'conversion' | 'click', id: string): Buffer {
  return createHmac('sha256', site.erasure_key).update(`${kind}/${id}`).digest()
}

export async function keepErased(tx: Tx, site: Site, digests: readonly Buffer[]): Promise<void> {
  if (digests.length === 0) return
  await tx
    .insertInto('links.conversion_erased')
    .values(digests.map((digest) => ({ workspace_id: site.workspace_id, site_id: site.id, digest })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export interface Gone {
  readonly conversion: (externalId: string) => boolean
  readonly click: (clickId: string) => boolean
}

/** Which of these were erased and stay so. */
export async function erasedOf(
  tx: Tx,
  site: Site,
  { externalIds, clickIds }: { externalIds: readonly string[]; clickIds: readonly string[] },
): Promise<Gone> {
  const digests = [...externalIds.map((id) => digestOf(site, 'conversion', id)), ...clickIds.map((id) => digestOf(site, 'click', id))]
  const rows =
    digests.length === 0
      ? []
      : await tx
          .selectFrom('links.conversion_erased')
          .select('digest')
          .where('workspace_id', '=', site.workspace_id)
          .where('site_id', '=', site.id)
          .where('digest', 'in', digests)
          .execute()
  const found = new Set(rows.map(({ digest }) => digest.toString('hex')))
  const isGone = (kind: 'conversion' | 'click') => (id: string) => found.has(digestOf(site, kind, id).toString('hex'))
  return { conversion: isGone('conversion'), click: isGone('click') }
}
