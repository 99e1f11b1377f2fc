import type { AccountQuotas } from '#contract/publishing'
import type { QuotaUse } from '#networks/network'

interface After {
  readonly quota: AccountQuotas['quotas'][number]
  readonly amount: number
  /** Below zero where it is too much. */
  readonly left: number
}

/** How much of each quota is left once this has gone out. A quota nobody knows is left out. */
export function leftAfter(uses: readonly QuotaUse[], quotas: AccountQuotas['quotas']): readonly After[] {
  return uses.flatMap(({ name, amount }) =>
    quotas.filter((quota) => quota.name === name).map((quota) => ({ quota, amount, left: quota.max - quota.used - amount })),
  )
}
