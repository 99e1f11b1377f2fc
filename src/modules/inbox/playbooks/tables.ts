import type { JsonColumn, SetByDatabase } from '#kit/columns'

import type { Meaning } from '../contract.ts'

export interface PlaybookTable {
  workspace_id: string
  brand_id: string
  meaning: Meaning
  steps: JsonColumn<readonly { readonly id: string; readonly text: string }[]>
  tone: string
  member_ids: string[]
  told_since: SetByDatabase
  saved_answer_id: string | null
}

export interface StepDoneTable {
  workspace_id: string
  thread_id: string
  step_id: string
  member_id: string
  member_name: string
  at: SetByDatabase
}
