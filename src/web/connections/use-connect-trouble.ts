import type { Reason } from '#contract/connections'

import { refusalOf } from '../errors/refusal.ts'
import { useExplain } from '../errors/use-explain.ts'
import { useReason } from '../errors/use-reason.ts'

/** Why connecting failed, in the network's own words where it gave a reason. */
export function useConnectTrouble(network: string): (error: unknown) => string {
  const explain = useExplain()
  const reason = useReason()
  return (error) => {
    const given = reasonOf(error)
    return given ? reason(network, given) : explain(error)
  }
}

function reasonOf(error: unknown): Reason | undefined {
  const data = refusalOf(error)?.data
  if (typeof data !== 'object' || data === null || !('reason' in data)) return undefined
  return isReason(data.reason) ? data.reason : undefined
}

const isReason = (value: unknown): value is Reason =>
  typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string'
