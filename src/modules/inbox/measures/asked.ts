/** What is asked for: the first day and the last, both within the period. */
export interface Asked {
  readonly workspaceId: string
  readonly brandId: string
  readonly from: string
  readonly to: string
  readonly counts: 'working' | 'all'
}

/** Two periods of as many days, the second beginning where the first ends. */
export interface Periods {
  readonly before: Date
  readonly from: Date
  readonly to: Date
  readonly timeZone: string
}
