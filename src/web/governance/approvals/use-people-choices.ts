import { useQuery } from '@tanstack/react-query'

import type { Member, Role } from '#contract/teams'

import { api } from '../../api.ts'
import { useText } from '../../language/text-provider.tsx'

export interface Choice {
  readonly value: string
  readonly label: string
}

export interface PeopleChoices {
  readonly members: Choice[]
  readonly roles: Choice[]
  readonly guests: Choice[]
  readonly accounts: Choice[]
  readonly labels: Choice[]
}

/** Those roles that can be among people who decide. */
const deciding = ['owner', 'admin', 'publisher', 'client'] as const satisfies readonly Role[]

function mayDecide({ role, grants }: Member): boolean {
  const roles: (Role | undefined)[] = [role, ...grants.map((grant) => grant.role)]
  return deciding.some((each) => roles.includes(each))
}

export function rolesAmong(values: readonly string[]): Role[] {
  return deciding.filter((role) => values.includes(role))
}

/** What can be chosen in a workflow; empty until it is known. */
export function usePeopleChoices(brandId: string): PeopleChoices {
  const { roles } = useText().teams
  const input = { brandId }
  const members = useQuery(api.teams.members.queryOptions()).data ?? []
  const guests = useQuery(api.governance.guests.queryOptions({ input })).data ?? []
  const accounts = useQuery(api.connections.accounts.queryOptions({ input })).data ?? []
  const labels = useQuery(api.strategy.labels.queryOptions({ input })).data ?? []
  return {
    members: members.filter(mayDecide).map(({ id, name }) => ({ value: id, label: name })),
    roles: deciding.map((role) => ({ value: role, label: roles[role] })),
    guests: guests.map(({ id, name }) => ({ value: id, label: name })),
    accounts: accounts.map(({ id, handle }) => ({ value: id, label: `@${handle}` })),
    labels: labels.map(({ id, name }) => ({ value: id, label: name })),
  }
}
