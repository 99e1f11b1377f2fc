import { type RawBuilder, type Selectable, sql } from 'kysely'

import { commonRefusals } from '#kit/contract'
import type { Db } from '#kit/database'
import { refuse } from '#kit/errors'
import { brandOf } from '#modules/teams'

import type { Attribution, Conversion, Stage } from '../conversions-contract.ts'
import type { ConversionTable } from '../tables.ts'
import { attributionOf, withClick } from './known-click.ts'
import { plainDecimal } from './received.ts'
import { windowOf } from './window.ts'

export interface Days {
  readonly workspaceId: string
  readonly brandId: string
  /** Days by the brand's clock, both within the period. */
  readonly from: string
  readonly to: string
}

interface Wanted extends Days {
  readonly stage?: Stage | undefined
  readonly only?: 'attributed' | 'unattributed' | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

/** Conversions of some days, newest first. The cursor is the last of the page before. */
export async function listConversions(db: Db, wanted: Wanted): Promise<{ conversions: Conversion[]; next?: string }> {
  const { limit, cursor, stage, only, workspaceId } = wanted
  const { period, attribution } = await askedOf(db, wanted)
  const { rows } = await sql<Row>`
    select conversion.*, corrected.external_id as corrects_id, ${attribution} as attribution, click.at as clicked_at,
      link.id as of_link, coalesce(nullif(link.title, ''), regexp_replace(link.target, '^https?://', '')) as link_name, link.post_id, link.account_id, link.campaign_id
    from links.conversion conversion ${withClick}
    left join links.conversion corrected on corrected.workspace_id = conversion.workspace_id and corrected.id = conversion.corrects
    where ${period}
      ${stage === undefined ? sql`` : sql`and conversion.stage = ${stage}`}
      ${only === undefined ? sql`` : sql`and (${attribution} = 'attributed') = ${only === 'attributed'}`}
      ${cursor === undefined ? sql`` : after(cursor, workspaceId)}
    order by conversion.at desc, conversion.id desc limit ${limit + 1}`.execute(db)
  const conversions = rows.slice(0, limit).map(toConversion)
  const last = conversions.at(-1)
  return { conversions, ...(rows.length > limit && last ? { next: last.id } : {}) }
}

interface AskedFor {
  /** Which conversions lie in the period. */
  readonly period: RawBuilder<unknown>
  /** Says of each what it is put down to. */
  readonly attribution: RawBuilder<string>
}

/** The conditions of a period by the brand's clock, for a query of `conversion` with its click. */
export async function askedOf(db: Db, { workspaceId, brandId, from, to }: Days): Promise<AskedFor> {
  const { timeZone } = await brandOf(db, { workspaceId, brandId })
  const start = (day: Temporal.PlainDate) => day.toZonedDateTime(timeZone).toInstant().toString()
  const period = sql`conversion.workspace_id = ${workspaceId} and conversion.brand_id = ${brandId}
    and conversion.at >= ${start(Temporal.PlainDate.from(from))} and conversion.at < ${start(Temporal.PlainDate.from(to).add({ days: 1 }))}`
  return { period, attribution: attributionOf(await windowOf(db, { workspaceId, brandId })) }
}

function after(cursor: string, workspaceId: string) {
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(cursor)) throw refuse(commonRefusals, 'BAD_CURSOR')
  return sql`and (conversion.at, conversion.id) <
    (select before.at, before.id from links.conversion before where before.workspace_id = ${workspaceId} and before.id = ${cursor})`
}

interface Row extends Selectable<ConversionTable> {
  readonly corrects_id: string | null
  readonly attribution: Attribution
  readonly clicked_at: Date | null
  readonly of_link: string | null
  readonly link_name: string | null
  readonly post_id: string | null
  readonly account_id: string | null
  readonly campaign_id: string | null
}

function toConversion(row: Row): Conversion {
  return {
    id: row.id,
    siteId: row.site_id,
    externalId: row.external_id,
    stage: row.stage,
    ...(row.value !== null && row.currency !== null ? { money: { value: plainDecimal(row.value), currency: row.currency } } : {}),
    at: row.at.toISOString(),
    source: row.source,
    ...(row.corrects_id !== null ? { corrects: row.corrects_id } : {}),
    attribution: row.attribution,
    ...fromOf(row),
  }
}

function fromOf(row: Row): Pick<Conversion, 'from'> {
  const { attribution, clicked_at, of_link, link_name, post_id, account_id, campaign_id } = row
  if (attribution !== 'attributed' || clicked_at === null || of_link === null) return {}
  return {
    from: {
      clickedAt: clicked_at.toISOString(),
      linkId: of_link,
      name: link_name ?? '',
      ...(post_id !== null ? { postId: post_id } : {}),
      ...(account_id !== null ? { accountId: account_id } : {}),
      ...(campaign_id !== null ? { campaignId: campaign_id } : {}),
    },
  }
}
