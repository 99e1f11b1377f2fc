import { createHash } from 'node:crypto'

import { isWithin } from './stand-in-crowd.ts'

/** A post and when somebody answered, liked or shared it. */
interface Shown {
  readonly id: string
  readonly at: string
  readonly deeds: readonly string[]
}

/** In this time half of those who will see a post by themselves have seen it, in milliseconds. */
const halfLife = 6 * 60 * 60 * 1000
/** Each deed shows a post to so many others. */
const shownByDeed = 7

/**
 * How often a post was seen before an instant, besides what the crowd was told to do: by an audience of its own that comes at first and
 * then ever more slowly, and by the friends of those who do something with it. The same for the same post and instant, and never less later.
 */
export function seenBefore({ id, at, deeds }: Shown, instant: Temporal.Instant): number {
  const age = instant.epochMilliseconds - Date.parse(at)
  if (age <= 0) return 0
  const audience = 20 + (createHash('sha256').update(id).digest()[0] ?? 0) / 4
  const byDeeds = deeds.filter((deed) => isWithin(deed, { to: instant })).length * shownByDeed
  return Math.floor(audience * (1 - 2 ** (-age / halfLife))) + byDeeds
}
