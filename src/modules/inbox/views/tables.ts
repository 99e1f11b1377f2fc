import type { JsonColumn } from '#kit/columns'

import type { ViewFilter } from '../contract.ts'

export interface SavedViewTable {
  workspace_id: string
  id: string
  brand_id: string
  member_id: string
  shared: boolean
  name: string
  filter: JsonColumn<ViewFilter>
  place: number
}
