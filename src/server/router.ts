import { analyticsRouter } from '#modules/analytics'
import { connectionsRouter } from '#modules/connections'
import { demoRouter } from '#modules/demo'
import { governanceRouter } from '#modules/governance'
import { inboxRouter } from '#modules/inbox'
import { linksRouter } from '#modules/links'
import { mediaRouter } from '#modules/media'
import { notificationsRouter } from '#modules/notifications'
import { publishingRouter } from '#modules/publishing'
import { reportsRouter } from '#modules/reports'
import { strategyRouter } from '#modules/strategy'
import { signInRouter, teamsRouter } from '#modules/teams'

import type { ModuleNeeds } from './module-needs.ts'

/** The contract, implemented: one line per module. */
export function buildRouter(needs: ModuleNeeds) {
  return {
    teams: teamsRouter(needs.teams),
    signIn: signInRouter(needs.teams),
    notifications: notificationsRouter(needs.notifications),
    connections: connectionsRouter(needs.connections),
    media: mediaRouter(needs.media),
    links: linksRouter(needs.links),
    strategy: strategyRouter(needs.strategy),
    governance: governanceRouter(needs.governance),
    publishing: publishingRouter(needs.publishing),
    inbox: inboxRouter(needs.inbox),
    analytics: analyticsRouter(needs.analytics),
    reports: reportsRouter(needs.reports),
    demo: demoRouter(needs.demo),
  }
}
