/**
 * Expected trouble when talking to a network. The kind decides what happens next:
 * rejected → tell the author · signed-out → reconnect · slow-down → wait until then · unavailable → retry, nothing was accepted ·
 * unknown-outcome → look on the network before anything else.
 */
export type Trouble =
  | { readonly kind: 'rejected'; readonly reason: Reason; readonly undone?: Undone }
  | { readonly kind: 'signed-out'; readonly reason: Reason }
  | {
      readonly kind: 'slow-down'
      readonly until: Temporal.Instant
      readonly reason: Reason
      /** Nothing is wrong: what an earlier step made is not ready yet. Without this word the pause is for the whole account. */
      readonly processing?: true
    }
  | {
      readonly kind: 'unavailable'
      readonly reason: Reason
      /** Steps whose saved results are worthless now, such as an upload the network threw away: they are done again. */
      readonly forget?: readonly string[]
      readonly undone?: Undone
    }
  | { readonly kind: 'unknown-outcome'; readonly reason: Reason }

/** Said after the final steps: the network took what they sent and then refused it, so nothing of the delivery is or will be seen. It may begin anew. */
type Undone = true

/** Why, in words that can be translated: a key of `networks/texts.ts` or of the network's own `texts.ts`, and what fills it. `detail` is the network's own answer, redacted and cut, for the curious. */
export interface Reason {
  readonly code: string
  readonly params?: Readonly<Record<string, string | number>>
  readonly detail?: string
}

export type Outcome<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly trouble: Trouble }
