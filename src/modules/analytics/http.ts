import { implement } from '@orpc/server'

import { atTheDoor, type Call, type CallContext, narrowed } from '#modules/teams'

import { listAnnouncements } from './announcing/list-announcements.ts'
import { announcingOf, setAnnouncing } from './announcing/settings.ts'
import { readBestTimes } from './best-times/read-best-times.ts'
import { analytics } from './contract.ts'
import { keepingOf, setKeeping } from './keeping/keeping.ts'
import type { AnalyticsNeeds } from './needs.ts'
import { dictionary } from './queries/dictionary.ts'
import { figures } from './queries/figures.ts'
import { listAudience } from './queries/list-audience.ts'
import { listHours } from './queries/list-hours.ts'
import { listPosts } from './queries/list-posts.ts'
import { listStatus } from './queries/list-status.ts'
import { overview } from './queries/overview.ts'
import { readPost } from './queries/read-post.ts'
import { readNow } from './reading/read-due.ts'

export function analyticsRouter(needs: AnalyticsNeeds) {
  const api = implement(analytics).$context<CallContext>().use(atTheDoor)
  return {
    bestTimes: api.bestTimes.handler(({ context, input }) =>
      readBestTimes(needs, { ...input, workspaceId: context.call.acting.workspaceId }),
    ),
    announcing: api.announcing.handler(({ context, input }) =>
      announcingOf(needs.db, { ...input, workspaceId: context.call.acting.workspaceId }),
    ),
    setAnnouncing: api.setAnnouncing.handler(({ context, input }) => setAnnouncing(needs, context.call, input)),
    announcements: api.announcements.handler(({ context, input }) =>
      listAnnouncements(needs, { ...input, workspaceId: context.call.acting.workspaceId }),
    ),
    keeping: api.keeping.handler(({ context }) => keepingOf(needs.db, context.call.acting)),
    setKeeping: api.setKeeping.handler(({ context, input }) => setKeeping(needs, context.call, input)),
    dictionary: api.dictionary.handler(() => dictionary()),
    overview: api.overview.handler(({ context, input }) => overview(needs, { ...input, ...of(context.call, input) })),
    figures: api.figures.handler(({ context, input }) => figures(needs, { ...input, ...of(context.call, input) })),
    posts: api.posts.handler(({ context, input }) => listPosts(needs, { ...input, ...of(context.call, input) })),
    post: api.post.handler(({ context, input }) => readPost(needs, { ...input, workspaceId: context.call.acting.workspaceId })),
    hours: api.hours.handler(({ context, input }) => listHours(needs, { ...input, ...of(context.call, input) })),
    audience: api.audience.handler(({ context, input }) => listAudience(needs, { ...context.call.acting, ...input })),
    status: api.status.handler(({ context, input }) => listStatus(needs, { ...context.call.acting, ...input })),
    readNow: api.readNow.handler(({ context, input }) => readNow(needs, { ...input, workspaceId: context.call.acting.workspaceId })),
  }
}

/** Of which workspace, and of which accounts where not of all. */
function of<Wanted extends { accountIds?: string[] | undefined }>({ acting }: Call, { filter }: { filter: Wanted }) {
  return { workspaceId: acting.workspaceId, filter: { ...filter, accountIds: narrowed(acting, filter.accountIds) } }
}
