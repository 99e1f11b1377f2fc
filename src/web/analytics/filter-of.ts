import type { Filter, PostType, Rate } from '#contract/analytics'

import { type AnalyticsSearch, postTypes } from './analytics-search.ts'

export function rateOf({ base = 'reach', average }: AnalyticsSearch): Rate {
  return { base, average: average ?? 'sums' }
}

/** What is absent does not narrow. */
export function filterOf({ accounts, networks, campaigns, labels, types }: AnalyticsSearch): Filter {
  const known = types?.flatMap((name): PostType[] => postTypes.filter((type) => type === name)) ?? []
  return {
    ...(accounts && { accountIds: [...accounts] }),
    ...(networks && { networks: [...networks] }),
    ...(campaigns && { campaignIds: [...campaigns] }),
    ...(labels && { labelIds: [...labels] }),
    ...(known.length > 0 && { types: known }),
  }
}
