import { useQuery } from '@tanstack/react-query'

import type { Account } from '#contract/connections'
import type { Label } from '#contract/strategy'
import type { Member } from '#contract/teams'

import { api } from '../../api.ts'
import { useBelongings } from '../../strategy/use-belongings.ts'
import { useColleagues } from '../use-colleagues.ts'

export interface RuleChoices {
  readonly accounts: readonly Account[]
  readonly networks: readonly string[]
  readonly labels: readonly Label[]
  readonly members: readonly Member[]
  /** Those of them who reach something of the brand: nobody else can be put on its threads. */
  readonly reaching: readonly Member[]
  readonly nameOf: (memberId: string) => string
}

/** What rules of a brand can be about, and what they can do; empty until it is there. */
export function useRuleChoices(brandId: string): RuleChoices {
  const accounts = useQuery(api.connections.accounts.queryOptions({ input: { brandId } })).data ?? []
  const { labels } = useBelongings(brandId)
  const colleagues = useColleagues()
  const reaching = colleagues.members.filter(({ role, grants }) => role !== undefined || grants.some((grant) => grant.brandId === brandId))
  return { accounts, networks: [...new Set(accounts.map(({ network }) => network))], labels, reaching, ...colleagues }
}
