import { useQuery } from '@tanstack/react-query'

import type { Crisis } from '#contract/governance'

import { api } from '../../api.ts'

/** The crises and rehearsals that stand in the workspace; empty until that is known. */
export function useCrises(): readonly Crisis[] {
  return useQuery(api.governance.crisisNow.queryOptions()).data ?? none
}

const none: readonly Crisis[] = []
