import type { MaybeTimestamp, SetByDatabase } from '#kit/columns'

import type { Colour } from './contract.ts'

declare module '#kit/database' {
  interface Tables {
    'strategy.campaign': CampaignTable
    'strategy.label': LabelTable
    'strategy.hashtag_group': HashtagGroupTable
  }
}

export interface CampaignTable {
  workspace_id: string
  id: string
  brand_id: string
  name: string
  colour: Colour
  /** Days of the brand's calendar: 2026-11-24. */
  from_day: string | null
  to_day: string | null
  archived_at: MaybeTimestamp
  created_at: SetByDatabase
}

export interface LabelTable {
  workspace_id: string
  id: string
  brand_id: string
  name: string
  colour: Colour
  created_at: SetByDatabase
}

export interface HashtagGroupTable {
  workspace_id: string
  id: string
  brand_id: string
  name: string
  /** Without their sign, in the order written. */
  tags: string[]
  created_at: SetByDatabase
}
