import type { Clock } from '#kit/clock'
import type { Db, Tx } from '#kit/database'
import type { Events } from '#kit/events'
import type { JobSender } from '#kit/jobs'
import type { Mail } from '#kit/mail'
import type { Notify } from '#modules/notifications'

import type { Clearance, GuestEntry, Shown } from './contract.ts'
import type { Outward } from './crisis/outward.ts'

/** What this module works with; everything is passed in by the server. */
export interface GovernanceNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly events: Events
  readonly jobs: JobSender
  readonly notify: Notify
  readonly mail: Mail
  /** Hearth’s secret key, 32 bytes: links for people without an account follow from it. */
  readonly secretKey: Uint8Array
  readonly publicUrl: string
  /** What a crisis asks of the modules above. */
  readonly outward: Outward
  readonly facts: ChecklistFacts
  /** The posts and answers that people decide on; they belong to a later module. */
  readonly posts: ReviewedPosts
}

interface OfBrand {
  readonly workspaceId: string
  readonly brandId: string
}

/** What ticks items of checklists by itself; of what is absent only people know. */
export interface ChecklistFacts {
  /** Where handles are to be claimed. */
  readonly networks: readonly string[]
  /** Networks on which the brand has an account. */
  readonly connected: (db: Db, of: OfBrand) => Promise<readonly string[]>
  readonly hasPublished: (db: Db, of: OfBrand) => Promise<boolean>
  readonly workflow?: (db: Db, of: OfBrand) => Promise<boolean>
}

/** What approvals work with. */
export type ApprovalsNeeds = Omit<GovernanceNeeds, 'outward' | 'facts'>

/** What a post says, in the words of the module it belongs to, and where. */
export interface Said {
  readonly content: unknown
  readonly accountIds: readonly string[]
}

interface WhichPost {
  readonly workspaceId: string
  readonly postId: string
}

export interface ReviewedPosts {
  /** The post or answer, held until the transaction ends, before anything of this module is; undefined where it is gone. `fixed`: something of it is on its way or out. */
  hold(tx: Tx, which: WhichPost): Promise<(Said & { readonly fixed: boolean }) | undefined>
  /** What people have decided about what it says. `atOnce`: it goes out as soon as it is approved. */
  settle(tx: Tx, decided: WhichPost & Said & { readonly clearance: Exclude<Clearance, 'free'>; readonly atOnce: boolean }): Promise<void>
  /** Texts and pictures as people outside may see them, in the same order. */
  show(db: Db, of: { workspaceId: string; said: readonly Said[] }): Promise<Shown[]>
  /** What is planned or out on these accounts between two instants; without accounts, on any of the brand. */
  plan(db: Db, of: PlanAsked): Promise<Omit<GuestEntry, 'approvalId'>[]>
}

export interface PlanAsked {
  readonly workspaceId: string
  readonly brandId: string
  readonly accountIds: readonly string[]
  readonly from: Temporal.Instant
  readonly to: Temporal.Instant
}
