import type { Db, Tx } from '#kit/database'

import type { TakeDown } from '../crisis-contract.ts'

/** What a crisis asks of the modules above, which hand it in. */
export interface Outward {
  /** Gives to people what was due until now, of one brand or of all; within the change that ends a crisis. */
  readonly holdDue: (tx: Tx, of: { workspaceId: string; brandId: string | undefined }) => Promise<void>
  /** Publishes a post at once, whatever it was: a draft, planned, or held. Refuses what cannot go out. */
  readonly publishNow: (tx: Tx, of: { workspaceId: string; postId: string }) => Promise<void>
  /** The brand and the first lines of posts; those that are not there are left out. */
  readonly posts: (db: Db | Tx, of: { workspaceId: string; postIds: readonly string[] }) => Promise<readonly PostLine[]>
  /** Deliveries of a campaign that are, or may be, live. */
  readonly liveOf: (db: Db | Tx, of: { workspaceId: string; brandId: string; campaignId: string }) => Promise<readonly string[]>
  /** Takes these down; what a worker has in hand at the moment is left, and stays in the list. */
  readonly takeDown: (tx: Tx, of: { workspaceId: string; deliveryIds: readonly string[] }) => Promise<void>
  /** How far that is, by network. */
  readonly takenDown: (db: Db, of: { workspaceId: string; deliveryIds: readonly string[] }) => Promise<TakeDown['networks']>
  /** What was said to a brand in each of the hours before a moment, the latest last. */
  readonly heard: (
    db: Db,
    of: { workspaceId: string; brandId: string; until: Temporal.Instant; hours: number },
  ) => Promise<readonly Heard[]>
}

export interface PostLine {
  readonly id: string
  readonly brandId: string
  readonly firstLine: string
}

/** Messages of others in one hour, and how many of them complain. */
export interface Heard {
  readonly messages: number
  readonly complaints: number
}
