import type { SetByDatabase } from '#kit/columns'

import type { Meaning, Sentiment } from '../contract.ts'

export interface CorrectionTable {
  workspace_id: string
  id: string
  text: string
  meaning: Meaning | null
  sentiment: Sentiment | null
  member_id: string
  member_name: string
  created_at: SetByDatabase
}
