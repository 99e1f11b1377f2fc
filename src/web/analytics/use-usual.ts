import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'

import type { MeasuredPost, Metric } from '#contract/analytics'

import { api } from '../api.ts'
import { usualOf, type Usual } from './usual-of.ts'

interface UsualAsked {
  readonly brandId: string
  readonly timeZone: string
  readonly post: MeasuredPost
  readonly metrics: readonly Metric[]
}

/** What is usual for a post's account; undefined until it is known, or where there are too few posts. The last ones are looked for further back where there are few. */
export function useUsual({ brandId, timeZone, post, metrics }: UsualAsked): Usual | undefined {
  const asked = { brandId, timeZone, accountId: post.accountId, metrics }
  const near = useQuery(postsOf(asked, 90))
  const isFew = near.isSuccess && near.data.count < 50
  const far = useQuery({ ...postsOf(asked, 760), enabled: isFew })
  const posts = isFew ? far.data?.posts : near.data?.posts
  return useMemo(() => (posts === undefined ? undefined : usualOf(posts, post.id, metrics)), [posts, post.id, metrics])
}

function postsOf({ brandId, timeZone, accountId, metrics }: Omit<UsualAsked, 'post'> & { accountId: string }, days: number) {
  const today = Temporal.Now.plainDateISO(timeZone)
  const period = { from: today.subtract({ days }).toString(), to: today.toString() }
  return api.analytics.posts.queryOptions({
    input: {
      brandId,
      period,
      filter: { accountIds: [accountId] },
      basis: 'published',
      metrics: [...metrics],
      by: 'engagements',
      limit: 100,
    },
  })
}
