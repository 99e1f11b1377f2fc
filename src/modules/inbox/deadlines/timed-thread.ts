import type { Selectable } from 'kysely'

import type { ThreadTable } from '../tables.ts'
import type { Asked, BrandCare } from './deadlines-of.ts'

/** A thread as far as time matters in it. */
export type TimedThread = Pick<Selectable<ThreadTable>, (typeof timed)[number]>

export const timed = [
  'id',
  'brand_id',
  'network',
  'kind',
  'meaning',
  'label_ids',
  'urgent',
  'state',
  'waiting_since',
  'matter_since',
  'done_at',
  'first_inbound_at',
  'first_answer_at',
  'answer_due_at',
  'resolve_due_at',
  'warn_at',
] as const

export interface Timed {
  readonly workspaceId: string
  readonly threads: readonly TimedThread[]
  readonly cares: ReadonlyMap<string, BrandCare>
}

/** What a target may ask for. */
export function asked({ network, kind, meaning, label_ids, urgent }: TimedThread): Asked {
  return { network, kind, meaning, labelIds: label_ids, urgent }
}
