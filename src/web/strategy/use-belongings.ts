import { useQuery } from '@tanstack/react-query'

import type { Campaign, Label } from '#contract/strategy'

import { api } from '../api.ts'

/** The brand's campaigns and labels; empty until they are there. */
export function useBelongings(brandId: string): { campaigns: readonly Campaign[]; labels: readonly Label[] } {
  const campaigns = useQuery(api.strategy.campaigns.queryOptions({ input: { brandId } }))
  const labels = useQuery(api.strategy.labels.queryOptions({ input: { brandId } }))
  return { campaigns: campaigns.data ?? nothing, labels: labels.data ?? nothing }
}

const nothing: readonly never[] = []
