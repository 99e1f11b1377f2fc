import type { Json } from '#kit/json'
import { leftOutIn } from '#networks/left-out'
import type { Reason } from '#networks/network'

import { forPeople } from './attempts.ts'
import type { Delivery } from './contract.ts'

/** What the network refused of a copy that is out, in the order of its steps. */
export function leftOutOf({ results }: { readonly results: Readonly<Record<string, Json>> }): Delivery['leftOut'] {
  return Object.keys(results).flatMap((step) => {
    const reason = leftOutAt(step, results)
    return reason ? [{ step, reason }] : []
  })
}

/** The same of one step. */
export function leftOutAt(step: string, results: Readonly<Record<string, Json>>): Reason | undefined {
  const reason = leftOutIn(results[step])
  return reason && forPeople(reason)
}
