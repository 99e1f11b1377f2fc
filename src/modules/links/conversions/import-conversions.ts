import { sql } from 'kysely'

import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import { type Acting, brandOf, type Call, change } from '#modules/teams'

import { type ConversionImport, conversionRefusals, type RowTrouble } from '../conversions-contract.ts'
import { readCsv } from './csv.ts'
import { keepConversions } from './keep-conversions.ts'
import { attributionOf, withClick } from './known-click.ts'
import type { ConversionNeeds } from './needs.ts'
import { readRows, type ReadRow } from './read-rows.ts'
import type { Received } from './received.ts'
import { holdSite, type SiteRow } from './sites.ts'
import { windowOf } from './window.ts'

interface Wanted {
  readonly siteId: string
  readonly csv: string
  readonly confirm: boolean
}

const mostRows = 10_000
const troublesShown = 100

/** Takes in a file's rows, leaving out those that cannot be; without `confirm` it tells what would become of them and keeps nothing. */
export async function importConversions(
  { db, clock }: Pick<ConversionNeeds, 'db' | 'clock'>,
  call: Call,
  { siteId, csv, confirm }: Wanted,
): Promise<ConversionImport> {
  const lines = await readCsv(csv)
  if (lines.length > mostRows + 1) throw refuse(conversionRefusals, 'CSV_TOO_LONG')
  const now = clock.now()
  const take = (tx: Tx) => takeIn(tx, { acting: call.acting, siteId, lines, now })
  if (confirm) {
    return change(db, call, async (tx) => {
      const { found, site } = await take(tx)
      const value = { ...found, kept: true }
      const detail = { name: site.name, rows: found.rows, fresh: found.fresh }
      return { value, subject: { kind: 'conversion-site', id: siteId }, detail, topics: ['conversions'] }
    })
  }
  // The very same is done and taken back, so that what is told is what will be.
  const trial = await db.startTransaction().execute()
  try {
    return { ...(await take(trial)).found, kept: false }
  } finally {
    await trial.rollback().execute()
  }
}

interface Taking {
  readonly acting: Acting
  readonly siteId: string
  readonly lines: Parameters<typeof readRows>[0]
  readonly now: Temporal.Instant
}

async function takeIn(
  tx: Tx,
  { acting: { workspaceId }, siteId, lines, now }: Taking,
): Promise<{ found: Omit<ConversionImport, 'kept'>; site: SiteRow }> {
  const site = await holdSite(tx, { workspaceId, siteId })
  const { timeZone } = await brandOf(tx, { workspaceId, brandId: site.brand_id })
  const rows = readRows(lines, { now, timeZone })
  const good = rows.flatMap((row) => ('received' in row ? [row] : []))
  const outcomes = await keepConversions(
    tx,
    { site, source: 'csv', now },
    good.map(({ received }) => received),
  )
  const fresh: Received[] = []
  let known = 0
  const refused = good.flatMap(({ line, received }, index): RowTrouble[] => {
    const outcome = outcomes[index] ?? 'known'
    if (outcome === 'fresh') fresh.push(received)
    else if (outcome === 'known') known += 1
    else return [{ line, why: outcome }]
    return []
  })
  const troubles = [...rows.flatMap(troubleIn), ...refused].toSorted((one, other) => one.line - other.line)
  const attributed = await countAttributed(tx, { site, externalIds: fresh.map(({ externalId }) => externalId) })
  const counts = { rows: rows.length, fresh: fresh.length, known, attributed, troubled: troubles.length }
  return { found: { ...counts, troubles: troubles.slice(0, troublesShown) }, site }
}

function troubleIn(row: ReadRow): RowTrouble[] {
  return 'why' in row ? [row] : []
}

async function countAttributed(tx: Tx, { site, externalIds }: { site: SiteRow; externalIds: readonly string[] }): Promise<number> {
  const days = await windowOf(tx, { workspaceId: site.workspace_id, brandId: site.brand_id })
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from links.conversion conversion ${withClick}
    where conversion.workspace_id = ${site.workspace_id} and conversion.site_id = ${site.id}
      and conversion.external_id = any(${[...externalIds]}::text[]) and ${attributionOf(days)} = 'attributed'`.execute(tx)
  return rows[0]?.count ?? 0
}
