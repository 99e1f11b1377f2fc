import type { ColumnType, Generated } from 'kysely'

import type { JsonWithDefault, Maybe, MaybeTimestamp, SetByDatabase, Timestamp } from '#kit/columns'

import type { Source, Stage } from './conversions-contract.ts'
import type { CostKind } from './return-contract.ts'
import type { ClickKind, DeviceKind } from './short-contract.ts'
import type { Utm } from './utm-contract.ts'

declare module '#kit/database' {
  interface Tables {
    'links.domain': DomainTable
    'links.link': LinkTable
    'links.brand': BrandLinksTable
    'links.preset': PresetTable
    'links.click': ClickTable
    'links.hour': HourTable
    'links.total': TotalTable
    'links.piece': PieceTable
    'links.salt': SaltTable
    'links.conversion_site': ConversionSiteTable
    'links.conversion_window': ConversionWindowTable
    'links.conversion': ConversionTable
    'links.conversion_erased': ConversionErasedTable
    'links.conversion_day': ConversionDayTable
    'links.cost': CostTable
  }
}

export interface DomainTable {
  workspace_id: string
  id: string
  brand_id: string
  host: string
  seen_at: MaybeTimestamp
  created_at: SetByDatabase
}

export interface LinkTable {
  workspace_id: string
  id: string
  brand_id: string
  /** Empty: the server's own address. */
  host: Generated<string>
  code: string
  chosen: boolean
  title: Generated<string>
  target: string
  /** What is added to the target's address, by name. */
  utm: JsonWithDefault<Utm>
  expires_at: MaybeTimestamp
  removed_at: MaybeTimestamp
  campaign_id: string | null
  network: string | null
  account_id: string | null
  post_id: string | null
  delivery_id: string | null
  created_by_name: string | null
  created_at: SetByDatabase
}

export interface BrandLinksTable {
  workspace_id: string
  brand_id: string
  in_posts: Generated<'off' | 'utm' | 'shorten'>
  domain_id: string | null
  measures_conversions: Generated<boolean>
}

export interface PresetTable {
  workspace_id: string
  id: string
  brand_id: string
  campaign_id: string | null
  network: string | null
  source: string
  medium: string
  campaign: string
  term: string
  content: string
  created_at: SetByDatabase
}

export interface ClickTable {
  workspace_id: string
  id: string
  link_id: string
  at: Timestamp
  kind: ClickKind
  referrer: string | null
  device: DeviceKind | null
  visitor: ColumnType<Buffer | null, Buffer | null, Buffer | null>
}

export interface HourTable {
  workspace_id: string
  link_id: string
  hour: Timestamp
  persons: Generated<number>
  bots: Generated<number>
  previews: Generated<number>
  prefetches: Generated<number>
  uniques: Generated<number>
  touched_at: Timestamp
}

export interface TotalTable {
  workspace_id: string
  link_id: string
  persons: Generated<number>
  bots: Generated<number>
  previews: Generated<number>
  prefetches: Generated<number>
  uniques: Generated<number>
}

export interface PieceTable {
  id: string
  moved_at: SetByDatabase
}

export interface SaltTable {
  day: string
  salt: Buffer
}

export interface ConversionSiteTable {
  workspace_id: string
  id: string
  brand_id: string
  name: string
  key: string
  origins: string[]
  sealed: Maybe<string>
  erasure_key: Buffer
  script_seen_at: MaybeTimestamp
  page_heard_at: MaybeTimestamp
  server_heard_at: MaybeTimestamp
  created_at: SetByDatabase
}

interface ConversionWindowTable {
  workspace_id: string
  brand_id: string
  days: number
}

export interface ConversionTable {
  workspace_id: string
  id: string
  brand_id: string
  site_id: string
  external_id: string
  stage: Stage
  /** A decimal number, exact. */
  value: string | null
  currency: string | null
  at: Timestamp
  source: Source
  corrects: string | null
  judged_at: Timestamp
  click_id: string | null
  click_at: MaybeTimestamp
  click_human: boolean | null
  link_id: string | null
  received_at: SetByDatabase
}

interface ConversionErasedTable {
  workspace_id: string
  site_id: string
  digest: Buffer
}

interface ConversionDayTable {
  workspace_id: string
  brand_id: string
  /** By UTC: 2026-11-24. */
  day: string
  touched_at: Timestamp
}

export interface CostTable {
  workspace_id: string
  id: string
  brand_id: string
  kind: CostKind
  name: string
  /** The first day of the month: 2026-11-01. */
  month: string
  campaign_id: string | null
  amount: string
  currency: string
  hours: string | null
  rate: string | null
  created_at: SetByDatabase
}
