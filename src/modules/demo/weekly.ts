import type { PastPost, Shown } from './story.ts'

type Same = Pick<PastPost, 'day' | 'time' | 'on' | 'liked'> & {
  /** Of the first; each of the others comes so many weeks later than the one before, as `every` says. */
  readonly from: number
  /** 1 if absent. */
  readonly every?: number
}

interface Told {
  readonly text: string
  readonly picture?: Shown
  readonly film?: Shown
  readonly success?: number
}

/** What a brand posts again and again at the same time of the week. */
export function weekly({ from, every = 1, ...same }: Same, told: readonly Told[]): readonly PastPost[] {
  return told.map((each, turn) => ({ ...same, ...each, weeksAgo: from - turn * every }))
}
