import type { ColumnType, Generated } from 'kysely'

import type { AudienceGroup, PostType, Reason } from '#networks/network'

declare module '#kit/database' {
  interface Tables {
    'analytics.profile': ProfileTable
    'analytics.post': PostTable
    'analytics.belonging': BelongingTable
    'analytics.source': SourceTable
    'analytics.fact': FactTable
    'analytics.fact_rest': FactTable
    'analytics.latest': LatestTable
    'analytics.post_rollup': PostRollupTable
    'analytics.post_rollup_day': PostRollupTable
    'analytics.post_rollup_month': PostRollupTable
    'analytics.rollup': RollupTable
    'analytics.rollup_hour': RollupTable
    'analytics.rollup_day': RollupTable
    'analytics.rollup_week': RollupTable
    'analytics.rollup_month': RollupTable
    'analytics.reading': ReadingTable
    'analytics.audience': AudienceTable
    'analytics.announcing': AnnouncingTable
    'analytics.counted': CountedTable
    'analytics.announcement': AnnouncementTable
    'analytics.keeping': KeepingTable
  }
}

type Time = ColumnType<Date, Date | string, Date | string>
type MaybeTime = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>

export interface ProfileTable {
  workspace_id: string
  account_id: string
  brand_id: string
  network: string
  subject: number
  read_at: MaybeTime
  synced_at: MaybeTime
  announced_to: string | null
}

export interface PostTable {
  workspace_id: string
  id: string
  subject: number
  account_id: string
  brand_id: string
  network: string
  external_id: string
  type: PostType
  type_told: Generated<boolean>
  published_at: Time
  first_line: string
  url: string
  post_id: string | null
  delivery_id: string | null
  thumb_media_id: string | null
  followers: number | null
  read_at: MaybeTime
  next_read_at: MaybeTime
  gone_at: MaybeTime
}

export interface BelongingTable {
  workspace_id: string
  subject: number
  dimension: string
  member: string
}

export interface SourceTable {
  id: number
  network: string
  said_of: 'profile' | 'post'
  metric: number
  source: string
  zone: string
}

export interface FactTable {
  workspace_id: string
  subject: number
  at: Time
  fetched_at: Time
  value: number
  change: number
  day: string
  source: number
  kind: 'new' | 'late' | 'correction' | 'sum'
  metric: number
}

export interface LatestTable {
  workspace_id: string
  account_id: string
  subject: number
  followers: number | null
  followers_gained: number | null
  followers_lost: number | null
  profile_views: number | null
  impressions: number | null
  reach: number | null
  reactions: number | null
  comments: number | null
  shares: number | null
  saves: number | null
  clicks: number | null
  site_clicks: number | null
  conversions: number | null
  video_views: number | null
  watch_seconds: number | null
  story_taps: number | null
  story_exits: number | null
}

export interface PostRollupTable {
  workspace_id: string
  subject: number
  grain: 'day' | 'month'
  bucket: string
  followers: number | null
  followers_gained: number | null
  followers_lost: number | null
  profile_views: number | null
  impressions: number | null
  reach: number | null
  reactions: number | null
  comments: number | null
  shares: number | null
  saves: number | null
  clicks: number | null
  site_clicks: number | null
  conversions: number | null
  video_views: number | null
  watch_seconds: number | null
  story_taps: number | null
  story_exits: number | null
}

export interface RollupTable {
  workspace_id: string
  dimension: string
  grain: 'hour' | 'day' | 'week' | 'month'
  bucket: Time
  account_id: string
  member: string
  followers: number | null
  followers_gained: number | null
  followers_lost: number | null
  profile_views: number | null
  impressions: number | null
  reach: number | null
  reactions: number | null
  comments: number | null
  shares: number | null
  saves: number | null
  clicks: number | null
  site_clicks: number | null
  conversions: number | null
  video_views: number | null
  watch_seconds: number | null
  story_taps: number | null
  story_exits: number | null
  followers_at: MaybeTime
  reach_days: number | null
  told_at: MaybeTime
}

export interface ReadingTable {
  workspace_id: string
  account_id: string
  what: 'profile' | 'posts' | 'history' | 'audience'
  next_at: MaybeTime
  read_at: MaybeTime
  failures: Generated<number>
  reason: ColumnType<Reason | null, string | null | undefined, string | null>
  back_to: string | null
}

export interface AudienceTable {
  workspace_id: string
  account_id: string
  read_at: Time
  source: string
  groups: ColumnType<readonly AudienceGroup[], string, string>
}

export interface AnnouncingTable {
  workspace_id: string
  brand_id: string
  sensitivity: 'sensitive' | 'balanced' | 'strict' | null
  quiet_from: number
  quiet_to: number
}

export interface AnnouncementTable {
  workspace_id: string
  brand_id: string
  account_id: string
  day: string
  metric: string
  value: number
  usual_from: number
  usual_to: number
  direction: 'grew' | 'fell'
  announced_at: ColumnType<Date, Date | string | undefined, Date | string>
}

export interface CountedTable {
  name: string
  up_to: Time
}

export interface KeepingTable {
  workspace_id: string
  months: number
}
