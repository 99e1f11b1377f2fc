import type { Json } from '#kit/json'

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
