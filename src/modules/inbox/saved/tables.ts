import type { Generated } from 'kysely'

import type { JsonColumn, MaybeTimestamp } from '#kit/columns'

export interface SavedAnswerTable {
  workspace_id: string
  id: string
  brand_id: string | null
  name: string
  shortcut: string | null
  texts: JsonColumn<readonly { readonly language: string; readonly text: string }[]>
  used: Generated<number>
  used_at: MaybeTimestamp
}
