import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'

import { type Ready, readyRules } from '#contract/brand-rules'
import type { BrandRule } from '#contract/voice'

import { api } from '../../api.ts'

export interface BrandRules {
  /** Those that are switched on, ready to be held against a text. */
  readonly ready: Ready
  readonly ruleOf: (id: string) => BrandRule | undefined
  readonly all: readonly BrandRule[]
}

/** What the brand wants of its texts; nothing until it is known: the server checks again in any case. */
export function useBrandRules(brandId: string): BrandRules {
  const { data } = useQuery({ ...api.governance.brandRules.queryOptions({ input: { brandId } }), staleTime: 60_000 })
  return useMemo(() => {
    const all = data ?? []
    const byId = new Map(all.map((rule) => [rule.id, rule]))
    return { all, ready: readyRules(all.filter(({ on }) => on)), ruleOf: (id) => byId.get(id) }
  }, [data])
}
