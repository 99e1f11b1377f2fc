import type { Json } from '#kit/json'

import type { Connecting } from './network-connecting.ts'
import type { Inbox } from './network-inbox.ts'
import type { Insights } from './network-insights.ts'
import type { Mentions } from './network-mentions.ts'
import type { Publishing } from './network-publishing.ts'
import type { Quotas } from './network-quotas.ts'
import type { Rules } from './network-rules.ts'
import type { Timeline } from './network-timeline.ts'

/**
 * What Hearth asks of a social network. A network is a folder that fills in the capabilities it has and leaves out
 * the others; generic code asks `if (network.publishing)` and never names a network. Each capability stands in the file
 * beside this one that is named after it.
 */
export interface Network {
  /** Folder name and stable id in the database: `bluesky`. */
  readonly id: string
  /** The name people know: `Bluesky`. */
  readonly name: string
  /** The rules for one profile. `limits` is what `Connected.limits` said of it; a network whose rules are the same for everyone ignores it, and `{}` gives the usual ones. Pure. */
  readonly rulesFor: (limits: Json) => Rules
  readonly connecting: Connecting
  readonly publishing?: Publishing
  readonly timeline?: Timeline
  readonly mentions?: Mentions
  readonly quotas?: Quotas
  readonly inbox?: Inbox
  readonly insights?: Insights
}

export type * from './network-connecting.ts'
export type * from './network-content.ts'
export type * from './network-environment.ts'
export type * from './network-inbox.ts'
export type * from './network-insights.ts'
export type * from './network-mentions.ts'
export type * from './network-messages.ts'
export type * from './network-publishing.ts'
export type * from './network-quotas.ts'
export type * from './network-rules.ts'
export type * from './network-timeline.ts'
export type * from './network-trouble.ts'
export type * from './network-webhooks.ts'
