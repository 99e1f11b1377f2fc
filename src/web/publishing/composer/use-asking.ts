import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { Need } from '#contract/governance'

import { api } from '../../api.ts'
import type { Composer } from './use-composer.ts'

export interface Asking {
  readonly need: Need | undefined
  /** Somebody has to say yes, and is asked. */
  readonly asks: boolean
  /** It is published without asking, which this person may do. */
  readonly skips: boolean
  readonly onSkip: (skips: boolean) => void
}

/** Whose yes the post needs, for the accounts and labels that are chosen. */
export function useAsking({ brand, desk }: Composer): Asking {
  const [skips, setSkips] = useState(false)
  const input = { brandId: brand.id, accountIds: [...desk.accountIds], labelIds: [...desk.belonging.labelIds] }
  const { data: need } = useQuery({ ...api.governance.approvalNeeded.queryOptions({ input }), placeholderData: keepPreviousData })
  const isNeeded = need?.steps !== undefined
  const isSkipped = isNeeded && need.maySkip && skips
  return { need, asks: isNeeded && !isSkipped, skips: isSkipped, onSkip: setSkips }
}
