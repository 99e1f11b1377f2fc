import type { JsonWithDefault } from '#kit/columns'

import type { Assigning, Holiday, Span, Target, Warning } from '../contract.ts'

export interface CareTable {
  workspace_id: string
  brand_id: string
  week: JsonWithDefault<readonly Span[]>
  holidays: JsonWithDefault<readonly Holiday[]>
  targets: JsonWithDefault<readonly Target[]>
  warnings: JsonWithDefault<readonly Warning[]>
  assigning: JsonWithDefault<Assigning>
}
