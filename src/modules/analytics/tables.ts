import type { Generated } from 'kysely'

import type { JsonColumn, MaybeJson, MaybeTimestamp, SetByDatabase, Timestamp } from '#kit/columns'
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

export interface ProfileTable {
  workspace_id: string
  account_id: string
  brand_id: string
  network: string
  subject: number
  read_at: MaybeTimestamp
  synced_at: MaybeTimestamp
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
  published_at: Timestamp
  first_line: string
  url: string
  post_id: string | null
  delivery_id: string | null
  thumb_media_id: string | null
  followers: number | null
  read_at: MaybeTimestamp
  next_read_at: MaybeTimestamp
  gone_at: MaybeTimestamp
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
  at: Timestamp
  fetched_at: Timestamp
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
  bucket: Timestamp
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
  followers_at: MaybeTimestamp
  reach_days: number | null
  told_at: MaybeTimestamp
}

export interface ReadingTable {
  workspace_id: string
  account_id: string
  what: 'profile' | 'posts' | 'history' | 'audience'
  next_at: MaybeTimestamp
  read_at: MaybeTimestamp
  failures: Generated<number>
  reason: MaybeJson<Reason>
  back_to: string | null
}

export interface AudienceTable {
  workspace_id: string
  account_id: string
  read_at: Timestamp
  source: string
  groups: JsonColumn<readonly AudienceGroup[]>
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
  announced_at: SetByDatabase
}

export interface CountedTable {
  name: string
  up_to: Timestamp
}

export interface KeepingTable {
  workspace_id: string
  months: number
}
