import type { Post } from '#contract/publishing'

import { localOf, occurrenceOf, type Occurrence } from '../time/wall-clock.ts'

/** The plan as the clock in the brand's zone shows it, also where it was made in another zone. */
export function plannedChoice(
  post: Pick<Post, 'planned'>,
  timeZone: string,
): { kind: 'at'; local: string; occurrence?: Occurrence | undefined } | undefined {
  if (post.planned === undefined) return undefined
  const local = localOf(post.planned.at, timeZone)
  return { kind: 'at', local, occurrence: occurrenceOf(post.planned.at, local, timeZone) }
}
