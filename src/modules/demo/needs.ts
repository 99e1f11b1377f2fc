import type { ContractRouterClient } from '@orpc/contract'

import type { contract } from '#contract'
import type { ClientContext } from '#kit/client'
import type { Clock } from '#kit/clock'
import type { Db } from '#kit/database'
import type { Events } from '#kit/events'
import type { JobSender } from '#kit/jobs'
import type { Log } from '#kit/log'
import type { LinksDoor } from '#modules/links'
import type { Acting } from '#modules/teams'
import type { StandIn } from '#networks/stand-in'

/** What this module works with; everything is passed in by the server. */
export interface DemoNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly jobs: JobSender
  readonly events: Events
  readonly log: Pick<Log, 'warn' | 'error'>
  readonly sandbox: DemoSandbox
  /** The API as this member would call it, without the way over HTTP. */
  readonly api: (acting: Acting) => Api
  /** Looks for unusual days of every brand, as is done each hour anyway. */
  readonly announceUnusual: () => Promise<void>
  /** Another door for short links, by a clock of its own. */
  readonly linksDoor: (clock: Clock) => LinksDoor
}

export type Api = ContractRouterClient<typeof contract, ClientContext>

/** The small internet that a demo lives in. It belongs to one process. */
export interface DemoSandbox {
  /** Whether this process can have it. */
  readonly possible: boolean
  /** Opens it where it is not open yet. */
  open(): Promise<OpenSandbox>
  /** Empty again, and open. */
  renew(): Promise<OpenSandbox>
  /** Closes it and deletes all it kept. */
  remove(): Promise<void>
}

export interface OpenSandbox {
  readonly clock: {
    /** Stops the sandbox's time; only ever forward, except for the first time. */
    set(instant: Temporal.Instant): void
    /** From here on time passes. */
    run(): void
  }
  readonly networks: readonly { readonly id: string; readonly standIn: StandIn }[]
  /** Everything is kept on disk when this is done. */
  flush(): Promise<void>
}
