import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'

import type { PostSummary } from '#contract/publishing'
import type { Campaign } from '#contract/strategy'

import { api } from '../../api.ts'

/** The brand's campaigns by id; asked for only where a post shown belongs to one. */
export function useCampaigns(brandId: string, posts: readonly PostSummary[]): ReadonlyMap<string, Campaign> {
  const enabled = useMemo(() => posts.some(({ campaignId }) => campaignId !== undefined), [posts])
  const { data } = useQuery({ ...api.strategy.campaigns.queryOptions({ input: { brandId } }), enabled })
  return useMemo(() => new Map(data?.map((campaign) => [campaign.id, campaign])), [data])
}
