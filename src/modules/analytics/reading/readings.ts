import type { Insights } from '#networks/network'

import type { ReadingTable } from '../tables.ts'

/** One kind of figure of one account: what is read by a job of its own. */
export interface Reading {
  readonly workspaceId: string
  readonly accountId: string
  readonly what: ReadingTable['what']
}

/** What there is to read of an account of this network. Its posts are listed whether or not their network tells numbers. */
export function kindsOf(insights: Insights | undefined): readonly Reading['what'][] {
  return [
    'posts',
    ...(insights?.profile ? (['profile'] as const) : []),
    ...((insights?.profile?.backDays ?? 0) > 0 ? (['history'] as const) : []),
    ...(insights?.audience ? (['audience'] as const) : []),
  ]
}
