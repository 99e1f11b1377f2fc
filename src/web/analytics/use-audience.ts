import { useQuery } from '@tanstack/react-query'

import { api } from '../api.ts'

export type Audience = NonNullable<ReturnType<typeof useAudience>['data']>[number]

export function useAudience(brandId: string) {
  return useQuery(api.analytics.audience.queryOptions({ input: { brandId } }))
}
