import { sql } from 'kysely'

import type { Db } from '#kit/database'
import { refuse } from '#kit/errors'

import { type Domain, shortRefusals } from '../short-contract.ts'

interface Of {
  readonly workspaceId: string
  readonly brandId: string
}

/** The brand's own domains for short links, by name. */
export async function listDomains(db: Db, of: Of): Promise<Domain[]> {
  const rows = await domainsOf(db, of).orderBy('domain.host').execute()
  return rows.map(toDomain)
}

/** One of them, or the refusal NOT_FOUND. */
export async function readDomain(db: Db, { domainId, ...of }: Of & { readonly domainId: string }): Promise<Domain> {
  const row = await domainsOf(db, of).where('domain.id', '=', domainId).executeTakeFirst()
  if (!row) throw refuse(shortRefusals, 'NOT_FOUND')
  return toDomain(row)
}

/** The host of a domain of the brand; empty for the server's own address. */
export async function hostOf(db: Db, { domainId, ...of }: Of & { readonly domainId: string | undefined }): Promise<string> {
  return domainId === undefined ? '' : (await readDomain(db, { ...of, domainId })).host
}

function domainsOf(db: Db, { workspaceId, brandId }: Of) {
  return db
    .selectFrom('links.domain as domain')
    .select(['domain.id', 'domain.brand_id', 'domain.host', 'domain.seen_at'])
    .select(
      sql<number>`(select count(*)::int from links.link where link.workspace_id = domain.workspace_id and link.host = domain.host and link.removed_at is null)`.as(
        'links',
      ),
    )
    .where('domain.workspace_id', '=', workspaceId)
    .where('domain.brand_id', '=', brandId)
}

interface Row {
  readonly id: string
  readonly brand_id: string
  readonly host: string
  readonly seen_at: Date | null
  readonly links: number
}

function toDomain({ id, brand_id: brandId, host, seen_at: seenAt, links }: Row): Domain {
  return { id, brandId, host, links, ...(seenAt ? { seenAt: seenAt.toISOString() } : {}) }
}
