import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'

import type { Account } from '#contract/connections'

import { api } from '../../api.ts'
import type { Addressee } from './check-draft.ts'
import type { Composer } from './use-composer.ts'

/** The accounts chosen, with what the brand does with links there. Until that is known, links count as they are written. */
export function useAddressees({ brand, desk, post }: Composer, accounts: readonly Account[]): readonly Addressee[] {
  const chosen = useMemo(() => accounts.filter(({ id }) => desk.accountIds.includes(id)), [accounts, desk.accountIds])
  const { campaignId, labelIds } = desk.belonging
  const input = {
    brandId: brand.id,
    accountIds: chosen.map(({ id }) => id),
    labelIds: [...labelIds],
    ...(campaignId === null ? {} : { campaignId }),
    ...(post === undefined ? {} : { postId: post.id }),
  }
  const { data } = useQuery(api.links.inPosts.queryOptions({ input, placeholderData: keepPreviousData }))
  return useMemo(() => {
    const plans = new Map(data?.accounts.map(({ accountId, plan }) => [accountId, plan]))
    return chosen.map((account) => {
      const links = plans.get(account.id)
      return links === undefined ? account : { ...account, links }
    })
  }, [chosen, data])
}
