import { useCallback } from 'react'

import type { Member } from '#contract/teams'

import { useMe } from '../frame/who.ts'
import { useText } from '../language/text-provider.tsx'
import { everywhere, rowsOf } from './rights.ts'

/** What somebody may do, in a line: “Analyst · Publisher in Ember Tea”. */
export function useSayRights(): (rights: Pick<Member, 'role' | 'grants'>) => string {
  const { roles, rights: words } = useText().teams
  const { brands } = useMe()
  return useCallback(
    (rights) =>
      rowsOf(rights)
        .map(({ role, where }) => {
          if (where.includes(everywhere)) return roles[role]
          const accounts = where.filter((place) => place.startsWith('account:')).length
          const named = brands.filter(({ id }) => where.includes(`brand:${id}`)).map(({ name }) => name)
          return words.roleIn(roles[role], [...named, ...(accounts > 0 ? [words.accounts(accounts)] : [])])
        })
        .join(' · '),
    [roles, words, brands],
  )
}
