import { type Insertable, type Selectable, sql } from 'kysely'

import type { Tx } from '#kit/database'
import { uuidv7 } from '#kit/ids'

import type { Source } from '../conversions-contract.ts'
import type { ConversionTable } from '../tables.ts'
import { erasedOf, type Gone } from './erased.ts'
import { settleClicks } from './known-click.ts'
import { type NotKept, plainDecimal, type Received } from './received.ts'
import type { SiteRow } from './sites.ts'
import { touchDays } from './touched-days.ts'

/** `known`: it is here already, just so. */
export type Outcome = 'fresh' | 'known' | NotKept

interface Keeping {
  /** Held, see `holdSite`. */
  readonly site: SiteRow
  readonly source: Source
  readonly now: Temporal.Instant
}

type Row = Insertable<ConversionTable> & Known
type Known = Pick<Selectable<ConversionTable>, 'id' | 'stage' | 'value' | 'currency' | 'corrects' | 'click_id'> & {
  readonly at: Date | string
  readonly judged_at: Date | string
}

/** Keeps each conversion once by its id, in the order they come. Answers what became of each, in the same order. */
export async function keepConversions(tx: Tx, keeping: Keeping, conversions: readonly Received[]): Promise<Outcome[]> {
  const { site } = keeping
  const known = await knownOf(tx, site, conversions)
  const clickIds = conversions.flatMap(({ clickId }) => clickId ?? [])
  const gone = await erasedOf(tx, site, { externalIds: conversions.map(({ externalId }) => externalId), clickIds })
  const fresh: Row[] = []
  const outcomes = conversions.map((received): Outcome => {
    const row = judge(received, { keeping, known, gone })
    if (typeof row === 'string') return row
    known.set(received.externalId, row)
    fresh.push(row)
    return 'fresh'
  })
  if (fresh.length > 0) {
    for (let begin = 0; begin < fresh.length; begin += rowsAtOnce) {
      await tx
        .insertInto('links.conversion')
        .values(fresh.slice(begin, begin + rowsAtOnce))
        .execute()
    }
    const settled = await settleClicks(tx, { workspaceId: site.workspace_id, siteId: site.id })
    await touchDays(tx, [...fresh.map(({ id }) => ({ workspaceId: site.workspace_id, id })), ...settled])
  }
  return outcomes
}

/** A statement takes 65,535 values. */
const rowsAtOnce = 2000

/** What is here under these ids, and under those that they correct. */
async function knownOf(tx: Tx, site: SiteRow, conversions: readonly Received[]): Promise<Map<string, Known>> {
  const ids = [...new Set(conversions.flatMap(({ externalId, corrects }) => [externalId, ...(corrects === undefined ? [] : [corrects])]))]
  const rows = await tx
    .selectFrom('links.conversion')
    .select(['external_id', 'id', 'stage', 'value', 'currency', 'corrects', 'click_id', 'at', 'judged_at'])
    .where('workspace_id', '=', site.workspace_id)
    .where('site_id', '=', site.id)
    .where(sql<boolean>`external_id = any(${ids}::text[])`)
    .execute()
  return new Map(rows.map((row) => [row.external_id, row]))
}

interface Judging {
  readonly keeping: Keeping
  readonly known: ReadonlyMap<string, Known>
  readonly gone: Gone
}

/** A row to keep, or why there is none. */
function judge(received: Received, { keeping: { site, source, now }, known, gone }: Judging): Row | Exclude<Outcome, 'fresh'> {
  const { externalId, money, clickId, corrects } = received
  if (gone.conversion(externalId)) return 'CONVERSION_ERASED'
  const original = corrects === undefined ? undefined : known.get(corrects)
  const before = known.get(externalId)
  if (before) return isSame(before, received, original) ? 'known' : 'ID_TAKEN'
  if (corrects !== undefined && (!original || original.corrects !== null)) return 'NO_SUCH_CONVERSION'
  if (original && original.currency !== null && original.currency !== money?.currency) return 'OTHER_CURRENCY'
  const stage = original?.stage ?? received.stage
  if (stage === undefined) return 'NO_SUCH_CONVERSION'
  const at = (received.at ?? now).toString()
  const ownClick = clickId !== undefined && !gone.click(clickId) ? clickId : null
  return {
    workspace_id: site.workspace_id,
    id: uuidv7(),
    brand_id: site.brand_id,
    site_id: site.id,
    external_id: externalId,
    stage,
    value: money?.value ?? null,
    currency: money?.currency ?? null,
    at,
    source,
    corrects: original?.id ?? null,
    judged_at: original?.judged_at ?? at,
    click_id: original ? original.click_id : ownClick,
  }
}

/** Where the click or the time came along only once, the first telling stands: a page that is loaded again knows no better. */
function isSame(before: Known, { stage, money, at, corrects }: Received, original: Known | undefined): boolean {
  if (
    corrects === undefined
      ? before.corrects !== null || before.stage !== stage
      : before.corrects === null || before.corrects !== original?.id
  )
    return false
  const value = before.value === null ? undefined : plainDecimal(before.value)
  return value === money?.value && (before.currency ?? undefined) === money?.currency && (at === undefined || sameTime(before.at, at))
}

function sameTime(kept: Date | string, at: Temporal.Instant): boolean {
  return new Date(kept).getTime() === at.epochMilliseconds
}
