import type { JsonColumn, SetByDatabase } from '#kit/columns'

import type { Check, Severity, Where } from './check-contract.ts'

export interface BrandRuleTable {
  workspace_id: string
  id: string
  brand_id: string
  name: string
  severity: Severity
  places: Where[]
  looks_for: JsonColumn<Check>
  reason: string
  advice: string
  examples: JsonColumn<{ readonly finds: readonly string[]; readonly passes: readonly string[] }>
  is_on: boolean
  starter: string | null
  created_at: SetByDatabase
}

export interface ConfirmedFindingTable {
  workspace_id: string
  subject_id: string
  rule_id: string
  words: string
  note: string
  member_id: string
  member_name: string
  at: SetByDatabase
}
