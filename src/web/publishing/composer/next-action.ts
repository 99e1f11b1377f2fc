import type { Post } from '#contract/publishing'

import { instantOf } from '../time/wall-clock.ts'
import type { TimeChoice } from './local-copy.ts'

/** What the one button does. */
export type Action = 'save-draft' | 'save-changes' | 'publish' | 'schedule' | 'move'

export interface Situation {
  readonly mayPlan: boolean
  /** The plan of a post that is already scheduled. */
  readonly planned: Post['planned'] | undefined
  readonly choice: TimeChoice
  readonly timeZone: string
}

export function nextAction({ mayPlan, planned, choice, timeZone }: Situation): Action {
  if (!mayPlan) return planned === undefined ? 'save-draft' : 'save-changes'
  if (choice.kind === 'now') return 'publish'
  if (planned === undefined) return 'schedule'
  const at = instantOf(choice.local, timeZone, choice.occurrence)
  return at?.equals(Temporal.Instant.from(planned.at)) === true ? 'save-changes' : 'move'
}

/** What keeps a post from going out, beside its time. */
export type Hurdle = 'nothing' | 'no-account' | 'errors'

/** The first thing to do about it. `errors` are those the checks list. */
export function hurdleOf({ empty, accounts, errors }: { empty: boolean; accounts: number; errors: boolean }): Hurdle | undefined {
  if (empty) return 'nothing'
  if (accounts === 0) return 'no-account'
  return errors ? 'errors' : undefined
}

export type TimeTrouble = 'skipped' | 'past'

/** Why the action cannot be taken, if so. A draft can always be saved; what was planned keeps its time when only the text is saved. */
export function whyNot(action: Action, hurdle: Hurdle | undefined, time: TimeTrouble | undefined): Hurdle | TimeTrouble | undefined {
  if (action === 'save-draft') return undefined
  return action === 'save-changes' ? hurdle : (hurdle ?? time)
}

/** Why the chosen time cannot be taken, if so. */
export function timeTrouble(choice: TimeChoice, timeZone: string, now: Temporal.Instant): TimeTrouble | undefined {
  if (choice.kind === 'now') return undefined
  const at = instantOf(choice.local, timeZone, choice.occurrence)
  if (at === undefined) return 'skipped'
  return Temporal.Instant.compare(at, now) <= 0 ? 'past' : undefined
}
