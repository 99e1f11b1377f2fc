import type { Stage } from '#contract/links'

import { type MeasuresSearch, readMeasuresSearch } from '../../inbox/measures/measures-search.ts'

/** What the page shows, kept in the address so that it can be shared: days, and which conversions. */
export interface ConversionsSearch extends Pick<MeasuresSearch, 'period' | 'from' | 'to' | 'brand'> {
  readonly stage?: Stage | undefined
  readonly only?: 'attributed' | 'unattributed' | undefined
}

/** Reads the address; what it does not understand it leaves out. */
export function readConversionsSearch(search: Readonly<Record<string, unknown>>): ConversionsSearch {
  const { period, from, to, brand } = readMeasuresSearch(search)
  const stage = stages.find((each) => each === search['stage'])
  const only = onlys.find((each) => each === search['only'])
  return {
    ...(period === undefined ? {} : { period }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(brand === undefined ? {} : { brand }),
    ...(stage === undefined ? {} : { stage }),
    ...(only === undefined ? {} : { only }),
  }
}

export const stages = ['lead', 'opportunity', 'sale'] as const
export const onlys = ['attributed', 'unattributed'] as const
