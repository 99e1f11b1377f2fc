import type { Db } from '#kit/database'

import { withUtm } from '../address-contract.ts'
import { Utm } from '../utm-contract.ts'

/** What the door knows of a link. */
export interface KnownLink {
  readonly workspaceId: string
  readonly linkId: string
  readonly brandId: string
  /** The target with its UTM parameters. */
  readonly address: string
  /** Found in capitals as well. */
  readonly chosen: boolean
  /** The click's id goes along. */
  readonly tellsClick: boolean
  /** Milliseconds since 1970. */
  readonly expiresAt: number | undefined
  readonly removed: boolean
}

/** Whoever follows a link says no workspace: its host and code lead to one. */
export async function findLink(db: Db, { host, code }: { host: string; code: string }): Promise<KnownLink | undefined> {
  const row = await db
    .selectFrom('links.link as link')
    .leftJoin('links.brand as brand', (join) =>
      join.onRef('brand.workspace_id', '=', 'link.workspace_id').onRef('brand.brand_id', '=', 'link.brand_id'),
    )
    .select([
      'link.workspace_id',
      'link.id',
      'link.brand_id',
      'link.target',
      'link.utm',
      'link.chosen',
      'link.expires_at',
      'link.removed_at',
    ])
    .select('brand.measures_conversions')
    .where('link.host', '=', host)
    .where('link.code', '=', code)
    .executeTakeFirst()
  return (
    row && {
      workspaceId: row.workspace_id,
      linkId: row.id,
      brandId: row.brand_id,
      address: withUtm(row.target, Utm.parse(row.utm)),
      chosen: row.chosen,
      tellsClick: row.measures_conversions ?? false,
      expiresAt: row.expires_at?.getTime(),
      removed: row.removed_at !== null,
    }
  )
}

/** Hosts that brands entered for their short links. */
export async function findHosts(db: Db): Promise<string[]> {
  return (await db.selectFrom('links.domain').select('host').execute()).map(({ host }) => host)
}
