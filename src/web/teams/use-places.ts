import { useQueries } from '@tanstack/react-query'

import { api } from '../api.ts'
import { useMe } from '../frame/who.ts'
import { useText } from '../language/text-provider.tsx'
import { everywhere, placeOfAccount, placeOfBrand } from './rights.ts'

interface PlaceChoice {
  value: string
  label: string
}

/** Everything that a role can be for: the workspace, its brands and their accounts, by name. */
export function usePlaces(): { groups: { group: string; items: PlaceChoice[] }[]; several: boolean } {
  const { brands, workspace } = useMe()
  const words = useText().teams.rights
  const accounts = useQueries({ queries: brands.map(({ id }) => api.connections.accounts.queryOptions({ input: { brandId: id } })) })
  const groups = [
    { group: workspace.name, items: [{ value: everywhere, label: words.everywhere }] },
    ...brands.map(({ id, name }, at) => ({
      group: name,
      items: [
        { value: placeOfBrand(id), label: words.wholeBrand(name) },
        ...(accounts[at]?.data ?? []).map((account) => ({
          value: placeOfAccount(id, account.id),
          label: words.account(account.displayName, account.handle),
        })),
      ],
    })),
  ]
  return { groups, several: brands.length > 1 || accounts.some(({ data }) => (data?.length ?? 0) > 1) }
}
