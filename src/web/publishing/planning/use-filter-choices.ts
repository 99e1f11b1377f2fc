import { useQuery } from '@tanstack/react-query'

import type { Account } from '#contract/connections'
import type { Campaign, Label } from '#contract/strategy'

import { api } from '../../api.ts'
import { useBrand } from '../../frame/who.ts'
import { useBelongings } from '../../strategy/use-belongings.ts'

interface Choices {
  readonly accounts: readonly Account[]
  /** Those the brand has accounts on. */
  readonly networks: readonly string[]
  readonly campaigns: readonly Campaign[]
  readonly labels: readonly Label[]
}

/** What there is to choose from, by name; empty until it is there. */
export function useFilterChoices(): Choices {
  const brandId = useBrand().id
  const accounts = useQuery(api.connections.accounts.queryOptions({ input: { brandId } })).data ?? []
  return { accounts, networks: [...new Set(accounts.map(({ network }) => network))], ...useBelongings(brandId) }
}
