import { type PeriodSearch, readPeriod } from '../../period.ts'

/** What the page shows, kept in the address so that it can be shared. */
export interface MeasuresSearch extends PeriodSearch {
  /** Only working hours where absent. */
  readonly counts?: 'all' | undefined
}

/** Reads the address; what it does not understand it leaves out. */
export function readMeasuresSearch(search: Readonly<Record<string, unknown>>): MeasuresSearch {
  return { ...readPeriod(search), ...(search['counts'] === 'all' ? { counts: 'all' } : {}) }
}
