import type { Post } from '#contract/publishing'

import { instantOf } from '../time/wall-clock.ts'
import type { TimeChoice } from './local-copy.ts'

/** What the one button does. */
export type Action = 'save-draft' | 'save-changes' | 'publish' | 'schedule' | 'move'

export interface Situation {
  readonly mayPublish: boolean
  /** The plan of a post that is already scheduled. */
  readonly planned: Post['planned'] | undefined
  readonly choice: TimeChoice
  readonly timeZone: string
}

export function nextAction({ mayPublish, planned, choice, timeZone }: Situation): Action {
  if (!mayPublish) return planned === undefined ? 'save-draft' : 'save-changes'
  if (choice.kind === 'now') return 'publish'
  if (planned === undefined) return 'schedule'
  const at = instantOf(choice.local, timeZone, choice.occurrence)
  return at?.equals(Temporal.Instant.from(planned.at)) === true ? 'save-changes' : 'move'
}

/** Why the chosen time cannot be taken, if so. */
export function timeTrouble(choice: TimeChoice, timeZone: string, now: Temporal.Instant): 'skipped' | 'past' | undefined {
  if (choice.kind === 'now') return undefined
  const at = instantOf(choice.local, timeZone, choice.occurrence)
  if (at === undefined) return 'skipped'
  return Temporal.Instant.compare(at, now) <= 0 ? 'past' : undefined
}
