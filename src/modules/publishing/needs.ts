import type { MediaItem } from '#contract/media'
import type { Db, Tx } from '#kit/database'
import type { Events } from '#kit/events'
import type { JobSender } from '#kit/jobs'
import type { AccountFacts } from '#modules/connections'
import type { Approvals } from '#modules/governance'
import type { PostLinks } from '#modules/links'
import type { Notify } from '#modules/notifications'
import type { AccountAccess, LibraryVideo, Network, NetworkEnvironment, NetworkMedia, Outcome, VideoRules } from '#networks/network'

/** What this module asks of the others to keep posts; everything is passed in by the server. */
export interface PublishingNeeds {
  readonly db: Db
  readonly network: (id: string) => Network | undefined
  readonly accounts: Accounts
  readonly media: Media
  /** The workspace's brand; throws the refusal NOT_FOUND where it is not the workspace's. */
  readonly brand: (db: Db, of: { workspaceId: string; brandId: string }) => Promise<BrandFacts>
  /** What of the campaign and the labels that a post names is the brand's. */
  readonly known: (db: Db, named: Belonging & { workspaceId: string; brandId: string }) => Promise<Belonging>
  /** What becomes of the links in posts. */
  readonly links: PostLinks
  /** Whether somebody has to say yes before a post goes out. */
  readonly approvals: Approvals
  readonly jobs: JobSender
  /** Tells later modules what happened, within the transaction. */
  readonly events: Events
}

/** What a worker needs besides. */
export interface WorkerNeeds extends PublishingNeeds {
  /** The guarded client, as far as this workspace may reach, and the installation's settings for a network. */
  readonly environment: (of: { workspaceId: string; networkId: string }) => Pick<NetworkEnvironment, 'fetch' | 'options' | 'now'>
  /** Tells the members concerned, once per key, within the transaction. */
  readonly notify: Notify
  readonly log: Log
}

export interface BrandFacts {
  readonly timeZone: string
  readonly graceMinutes: number
  /** What a picture or video without alt text means: nothing, a doubt, or that the post cannot go out. */
  readonly altTexts: 'off' | 'warn' | 'required'
}

/** What a post is sorted by. */
export interface Belonging {
  readonly campaignId: string | null
  readonly labelIds: readonly string[]
}

export interface Accounts {
  /** Those of the given ones that are connected, in any order. */
  find(db: Db, of: { workspaceId: string; ids: readonly string[] }): Promise<readonly AccountFacts[]>
  /** Those of the given ones that were ever connected, also disconnected ones, for what they published. */
  names(db: Db, of: { workspaceId: string; ids: readonly string[] }): Promise<readonly { id: string; handle: string; network: string }[]>
  /** Every account that is connected and signed in, over all workspaces: for what is done without anyone asking. */
  connected(db: Db): Promise<readonly ConnectedAccount[]>
  /** Works with a valid token; `signed-out` or `unavailable` where there is none to be had, and then the work was not begun. */
  withAccess<Value>(
    of: { workspaceId: string; accountId: string },
    work: (access: AccountAccess) => Promise<Outcome<Value>>,
  ): Promise<Outcome<Value>>
}

export interface ConnectedAccount {
  readonly workspaceId: string
  readonly id: string
  readonly network: string
}

export interface Media {
  /** Those of the given ones that are in the workspace's library, in any order. */
  find(db: Db, of: { workspaceId: string; ids: readonly string[] }): Promise<readonly MediaItem[]>
  /** What the library gives a network that publishes for this workspace. */
  forNetwork(workspaceId: string): NetworkMedia
  /** Has videos made as these rules want them, ahead of the time they are needed; what is there already costs nothing. */
  prepare(
    tx: Tx,
    of: { workspaceId: string; wanted: readonly { readonly video: LibraryVideo; readonly rules: VideoRules }[] },
  ): Promise<void>
}

export interface Log {
  info(fields: Readonly<Record<string, unknown>>, message: string): void
  warn(fields: Readonly<Record<string, unknown>>, message: string): void
  error(fields: Readonly<Record<string, unknown>>, message: string): void
}

export type { AccountFacts }
