import type { Reason as ShownReason } from '#contract/connections'
import type { Reason } from '#networks/network'

/** Why a network did not do something, as the page reads it. */
export function shownReason({ params, ...reason }: Reason): ShownReason {
  return { ...reason, ...(params ? { params: { ...params } } : {}) }
}
