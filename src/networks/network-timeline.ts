import type { AccountAccess, NetworkEnvironment } from './network-environment.ts'
import type { Outcome } from './network-trouble.ts'

/** What stands on a profile, wherever it was made: posts written in the network's own app belong on the calendar too. */
export interface Timeline {
  /** Posts of the profile since that instant, newest first, at most some hundred: a list of fewer than a hundred is taken to be whole, and what is missing from it to be deleted. Answers to others, and later parts of the profile's own threads, are left out. */
  recent(since: Temporal.Instant, access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<readonly TimelinePost[]>>
}

export interface TimelinePost {
  /** The same id that `Published.externalId` gives where Hearth made the post. */
  readonly externalId: string
  readonly url: string
  readonly text: string
  /** How many pictures and videos. */
  readonly media: number
  readonly publishedAt: Temporal.Instant
}
