/** What happens to a matching request. */
export type Fault = Refused | Accepted | Held | Lagging

/** The network is reached; its answer is lost or spoiled. */
export type Accepted =
  | { readonly kind: 'accepted-then-status'; readonly status: number }
  | { readonly kind: 'accepted-then-reset' }
  | { readonly kind: 'accepted-then-hang' }
  | { readonly kind: 'cut-after-headers' }
  | { readonly kind: 'accepted-then-202' }
  | { readonly kind: 'accepted-then-malformed' }
  | { readonly kind: 'accepted-then-html' }
  | { readonly kind: 'slow'; readonly seconds: number }

/** The network is not reached, or only later. A token that has run out stays so until it is renewed. */
export type Refused =
  | { readonly kind: 'refused-status'; readonly status: number }
  | { readonly kind: 'refused-busy' }
  | { readonly kind: 'refused-expired-token' }
  | { readonly kind: 'reset-before' }
  | { readonly kind: 'accepted-late'; readonly seconds: number }

/** Held until the test lets go: before the network sees it, after it has answered, or while the body is still coming. */
export type Held = { readonly kind: 'hold-before' } | { readonly kind: 'hold-after' } | { readonly kind: 'hold-body' }

/** For a while after the first of these requests, the network answers what it would have answered before the fault at another step. */
export interface Lagging {
  readonly kind: 'lags'
  readonly seconds: number
}

export function isRefusal(fault: Refused | Accepted): fault is Refused {
  return fault.kind === 'accepted-late' || fault.kind === 'reset-before' || fault.kind.startsWith('refused-')
}
