/** The moments of publishing on Bluesky, told apart by what goes over the wire. */
export type StepName = 'image' | 'part 1' | 'part 2' | 'look-up' | 'take-down' | 'refresh' | 'other'

/** What happens to a matching request. `forwarded` faults reach the server first: it accepts, and the answer is lost or spoiled. */
export type Fault = Refused | Accepted | Held

/** The server is reached; its answer is lost or spoiled. */
export type Accepted =
  | { readonly kind: 'accepted-then-status'; readonly status: number }
  | { readonly kind: 'accepted-then-reset' }
  | { readonly kind: 'accepted-then-hang' }
  | { readonly kind: 'cut-after-headers' }
  | { readonly kind: 'accepted-then-202' }
  | { readonly kind: 'accepted-then-malformed' }
  | { readonly kind: 'accepted-then-html' }
  | { readonly kind: 'slow'; readonly seconds: number }
  | { readonly kind: 'hold-after' }

/** The server is not reached, or only later. */
export type Refused =
  | { readonly kind: 'refused-status'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  | { readonly kind: 'refused-expired-token' }
  | { readonly kind: 'reset-before' }
  | { readonly kind: 'accepted-late'; readonly seconds: number }

/** Held until the test lets go, or answered wrongly for a while. */
type Held = { readonly kind: 'not-found-for'; readonly seconds: number } | { readonly kind: 'hold-before' } | { readonly kind: 'hold-body' }

export function isRefusal(fault: Refused | Accepted): fault is Refused {
  return fault.kind === 'accepted-late' || fault.kind === 'reset-before' || fault.kind.startsWith('refused-')
}
