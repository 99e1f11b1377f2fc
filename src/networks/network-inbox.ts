import type { Json } from '#kit/json'

import type { Reason } from './network-trouble.ts'

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

/** One thing that somebody said, whoever it was. */
export interface InboxItem {
  /** The network's own id, unique within the account. */
  readonly externalId: string
  readonly kind: InboxKind
  readonly thread: InboxThread
  readonly author: InboxAuthor
  /** The profile itself said it, here or in the network's own app. */
  readonly byUs: boolean
  /** Plain text. */
  readonly text: string
  readonly media: readonly InboxMedia[]
  readonly at: Temporal.Instant
  readonly editedAt?: Temporal.Instant
  /** As of when the network tells this, where that may be before now: what is older than what is known changes nothing. */
  readonly asOf?: Temporal.Instant
  /** Where it can be seen on the network. */
  readonly url?: string
  /** The item that it answers, by its id. */
  readonly answers?: string
  readonly hidden?: boolean
  /** Of a review: how many stars of five. */
  readonly stars?: number
  /** Everything that `answering` needs to answer it; absent where it cannot be answered. */
  readonly answerTo?: Json
}

/** `comment`: under a post of the profile. `mention`, `quote`, `share`: elsewhere. `message`: seen by the two alone. */
export type InboxKind = 'comment' | 'mention' | 'quote' | 'share' | 'message' | 'review'

/** What belongs together: a comment with everything under it, a private conversation, a review. */
export interface InboxThread {
  /** Unique within the account; the same for everything that belongs together. */
  readonly externalId: string
  /** The post that it is about. */
  readonly about?: InboxPost
}

export interface InboxPost {
  readonly externalId: string
  readonly url: string
  readonly text: string
  /** Absent where the profile wrote it. */
  readonly author?: string
}

export interface InboxAuthor {
  readonly externalId: string
  /** As people write it, without @; '' where the network has none. */
  readonly handle: string
  readonly name: string
  readonly avatarUrl?: string
  readonly url?: string
}

export interface InboxMedia {
  readonly kind: 'image' | 'video' | 'audio' | 'file'
  readonly url: string
  readonly thumbUrl?: string
  readonly alt: string
}

export interface ItemOnNetwork {
  readonly externalId: string
  readonly kind: InboxKind
  readonly answerTo: Json | undefined
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

/** A message that somebody would like to answer privately. */
export interface PrivateFor extends Pick<InboxItem, 'kind' | 'at'> {
  readonly answerTo: Json | undefined
  readonly limits: Json
}

/** `to` is what `answering` is given with the kind `message`. `once`: the network takes one private answer to it, ever. */
export type PrivateTo = { readonly to: Json; readonly once: boolean } | { readonly refused: Reason }
