import { type RawBuilder, sql } from 'kysely'

import { announcement } from '#kit/live'

import type { Claimed } from './held-delivery.ts'
import { topicsOf } from './topics.ts'

/** Tells readers of these posts, once for each workspace: as a column of the statement that changes them. */
export function announced(claimed: readonly Pick<Claimed, 'workspaceId' | 'postId'>[]): RawBuilder<unknown> {
  const news = [...Map.groupBy(claimed, ({ workspaceId }) => workspaceId)].map(([to, ofOne]) =>
    announcement({ to, topics: topicsOf(...ofOne.map(({ postId }) => postId)) }),
  )
  return sql`(select row(${sql.join(news)})::text) as announced`
}
