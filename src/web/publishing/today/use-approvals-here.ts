import { useQuery } from '@tanstack/react-query'

import type { Approval } from '#contract/governance'

import { api } from '../../api.ts'
import { useBrand, useMay } from '../../frame/who.ts'

/** What waits for this person's yes in the brand on screen, and what was sent back to them. */
export interface ApprovalsHere {
  readonly mine: readonly Approval[]
  /** All of them; the list has the most urgent. */
  readonly count: number
  readonly sentBack: readonly Approval[]
}

/** Asks only what the person may: a queue is of a whole brand. `queries` are those of the page to wait for and to try again. */
export function useApprovalsHere() {
  const { id: brandId, inPart } = useBrand()
  const may = useMay()
  const [decides, writes] = [!inPart && may('approvals.decide'), !inPart && may('posts.write')]
  const mine = useQuery({ ...api.governance.approvals.queryOptions({ input: { brandId, view: 'mine' } }), enabled: decides })
  const asked = useQuery({ ...api.governance.approvals.queryOptions({ input: { brandId, view: 'asked' } }), enabled: writes })
  const here: ApprovalsHere = {
    mine: (decides ? mine.data?.approvals : undefined) ?? [],
    count: (decides ? mine.data?.mine : undefined) ?? 0,
    sentBack: (writes ? asked.data?.approvals : undefined)?.filter(({ state }) => state === 'refused') ?? [],
  }
  return { here, isLoading: mine.isLoading || asked.isLoading, queries: [...(decides ? [mine] : []), ...(writes ? [asked] : [])] }
}
