import type { Json } from '#kit/json'

import type { AccountAccess, NetworkEnvironment } from './network-environment.ts'
import type { InboxItem, InboxKind, InboxPost, ItemOnNetwork } from './network-messages.ts'
import type { Publishing } from './network-publishing.ts'
import type { Rules } from './network-rules.ts'
import type { Outcome, Reason } from './network-trouble.ts'
import type { Webhooks } from './network-webhooks.ts'

/** What people say to a profile on a network, and how it answers them. */
export interface Inbox {
  /** What is asked for, each with a place of its own where the last reading ended. */
  readonly sources: readonly InboxSource[]
  /** What is new in a source since the place where the last reading ended, oldest first where the network allows. May give again what it gave before. */
  read(request: InboxRequest, access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<InboxPage>>
  /** How the network tells of it by itself; absent where it has to be asked. */
  readonly webhooks?: Webhooks
  /** Has the network tell of this profile from now on, where that has to be asked for profile by profile. May run twice. */
  readonly subscribe?: (access: AccountAccess, environment: NetworkEnvironment) => Promise<Outcome<void>>
  /** What events of webhooks say of this profile. Asks the network only for what they do not carry. */
  readonly told?: (
    told: InboxTold,
    access: AccountAccess,
    environment: NetworkEnvironment,
  ) => Promise<Outcome<Pick<InboxPage, 'items' | 'gone'>>>
  /** How what is known here is looked for again; absent where everything is told, or nobody can be asked. */
  readonly lookingAgain?: LookingAgain
  /** How an answer is sent. Absent where the network lets nobody answer through its API. */
  readonly answering?: Answering
  /** How something said in public is answered privately, or why it is not; absent where the network knows no private messages. Pure. */
  readonly privateTo?: (message: PrivateFor, now: Temporal.Instant) => PrivateTo
  /** Hides from everyone else what somebody said, or shows it again. Succeeds where it is so already. */
  readonly hide?: (
    item: ItemOnNetwork & { readonly hidden: boolean },
    access: AccountAccess,
    environment: NetworkEnvironment,
  ) => Promise<Outcome<void>>
  /** Which comments can be hidden; all of them where this is absent. Pure. */
  readonly hideable?: (item: ItemOnNetwork) => boolean
}

export interface InboxSource {
  readonly name: string
  /** How long to wait between two readings, in seconds, where nothing else is known. */
  readonly every: number
  /** The same while webhooks of the account arrive: then it is only there to find what they missed. */
  readonly everyWhenTold?: number
}

export interface InboxRequest {
  readonly source: string
  /** What the last page gave; undefined the first time. */
  readonly cursor: Json | undefined
  /** How far back the first reading goes. */
  readonly since: Temporal.Instant
}

export interface InboxPage {
  readonly items: readonly InboxItem[]
  /** Ids of what is no longer there. */
  readonly gone?: readonly string[]
  /** What is told whole: everything that was said there is among the items, so what is not is no longer there. */
  readonly whole?: readonly InboxWhole[]
  readonly cursor: Json
  /** There is more to be had at once. */
  readonly more: boolean
  /** How long to wait until the next reading, in seconds, where it is not as long as usual. */
  readonly every?: number
  /** What reading it took from the network's quotas, by their names. */
  readonly uses?: readonly { readonly name: string; readonly amount: number }[]
  /** What reading it cost, in US dollars, where the network charges for it. */
  readonly cost?: number
}

/** Under a post, by the id that threads are about, since then; or in one thread. */
export type InboxWhole = { readonly about: string; readonly since: Temporal.Instant } | { readonly thread: string }

/** What webhooks brought for one profile. */
export interface InboxTold {
  /** As `Webhooks.eventsIn` gave them, in the order in which they came. */
  readonly events: readonly Json[]
  /** Posts that threads here are about already, of those asked for: they need not be read again. */
  readonly known: (postIds: readonly string[]) => Promise<ReadonlyMap<string, InboxPost>>
  /** People whose names are known here, of those asked for: they need not be asked for again, and '' changes none. */
  readonly people: (personIds: readonly string[]) => Promise<ReadonlySet<string>>
}

/** How things known here are looked for again: for deletions and other words, where the network does not tell of them. */
export interface LookingAgain {
  /** Which of them can be looked for. */
  readonly kinds: readonly InboxKind[]
  /** How threads that wait for us are gone through. Absent where looking costs: then only what somebody opens is looked at. */
  readonly round?: LookingRound
  /** How long, in seconds, a thread that somebody has open is left between two looks. */
  readonly everyOpen: number
  /** How many are looked for at a time. */
  readonly atOnce: number
  /** Where one look that does not find something proves nothing: after how many seconds another that says the same does. */
  readonly settles?: number
  /** Asks for at most `atOnce`. */
  look(items: readonly ItemOnNetwork[], access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<Looked>>
}

export interface LookingRound extends Pick<InboxSource, 'every' | 'everyWhenTold'> {
  /** How many messages are looked for at most. */
  readonly most: number
}

/** What came of a look. What the network did not answer for stands in neither list, and stays as it is. */
export interface Looked {
  readonly found: readonly FoundItem[]
  /** Ids of which the network says that they are not there, rather than that it does not show them. */
  readonly missing: readonly string[]
  /** As of `InboxPage`. */
  readonly uses?: InboxPage['uses']
  readonly cost?: number
}

/** What it says now, where the network tells that with it. */
export type FoundItem = Pick<InboxItem, 'externalId'> & Partial<Pick<InboxItem, 'text' | 'editedAt' | 'hidden'>>

/** How an answer is sent: with the same machinery as a post, so that it goes out once. Its content has one part, and `answers`, which is the `answerTo` of what is answered. */
export interface Answering {
  /** The rules for an answer. Pure: the browser counts by the same, which it finds in the folder's `rules-of-answers.ts`. */
  readonly rulesFor: (limits: Json, kind: InboxKind) => Rules
  readonly publishing: Publishing
  /** For how many hours after a person's last word they may be answered; absent or undefined where there is no end. Pure. */
  readonly withinHours?: (kind: InboxKind) => number | undefined
}

/** A message that somebody would like to answer privately. */
export interface PrivateFor extends Pick<InboxItem, 'kind' | 'at'> {
  readonly answerTo: Json | undefined
  readonly limits: Json
}

/** `to` is what `answering` is given with the kind `message`. `once`: the network takes one private answer to it, ever. */
export type PrivateTo = { readonly to: Json; readonly once: boolean } | { readonly refused: Reason }
