import type { Stage } from '#contract/links'

import { type PeriodSearch, readPeriod } from '../../period.ts'

/** What the page shows, kept in the address so that it can be shared: days, and which conversions. */
export interface ConversionsSearch extends PeriodSearch {
  readonly stage?: Stage | undefined
  readonly only?: 'attributed' | 'unattributed' | undefined
}

/** Reads the address; what it does not understand it leaves out. */
export function readConversionsSearch(search: Readonly<Record<string, unknown>>): ConversionsSearch {
  const stage = stages.find((each) => each === search['stage'])
  const only = onlys.find((each) => each === search['only'])
  return { ...readPeriod(search), ...(stage === undefined ? {} : { stage }), ...(only === undefined ? {} : { only }) }
}

export const stages = ['lead', 'opportunity', 'sale'] as const
export const onlys = ['attributed', 'unattributed'] as const
