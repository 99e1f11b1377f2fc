import type { Subscribing } from '#kit/events'
import { forgetAnalytics, forgetMember, onPostMoved } from '#modules/analytics'
import { accountConnected, accountDisconnected, forgetAccounts } from '#modules/connections'
import { forgetDemo } from '#modules/demo'
import { forgetGovernance, tellNewcomer } from '#modules/governance'
import { forgetInbox, onAccountConnected, onAnswerMoved, onBrandChanged as renewDeadlines, releaseThreads } from '#modules/inbox'
import { forgetCampaignOfCosts, forgetConversions, forgetLinks, forgetLinksOfCampaign } from '#modules/links'
import { forgetMedia } from '#modules/media'
import { forgetNotices, onMemberJoined, onMemberRemoved } from '#modules/notifications'
import {
  answerMoved,
  cancelPlanned,
  deliveryTakenDown,
  forgetCampaign,
  forgetLabel,
  forgetPosts,
  forgetTimeline,
  handOverPosts,
  onBrandChanged,
  postOrganised,
  readTimeline,
} from '#modules/publishing'
import { forgetReports, onBrandChanged as moveReports } from '#modules/reports'
import { campaignRemoved, forgetStrategy, labelRemoved } from '#modules/strategy'
import { brandChanged, memberJoined, memberRemoved, workspaceRemoved } from '#modules/teams'

import type { ModuleNeeds } from './module-needs.ts'

/** Who listens to what: every line in which one module hears of another against the order of the house. */
export function subscribeAll(
  events: Subscribing,
  { analytics, demo, inbox, media, notifications, publishing, reports }: ModuleNeeds,
): void {
  const { db, notify } = notifications
  events.subscribe(memberJoined, 'notifications.tell-owners', (joined) => onMemberJoined({ db, notify }, joined))
  events.subscribe(memberJoined, 'governance.tell-newcomer', (joined) => tellNewcomer({ db, notify }, joined))
  events.subscribe(memberRemoved, 'notifications.forget-member', (removed) => onMemberRemoved(db, removed))
  events.subscribe(memberRemoved, 'inbox.release-threads', (member) => releaseThreads(db, member))
  events.subscribe(memberRemoved, 'publishing.hand-over-posts', (member) => handOverPosts(db, member))
  events.subscribe(brandChanged, 'publishing.keep-wall-clock', (brand) => onBrandChanged(publishing, brand))
  events.subscribe(brandChanged, 'inbox.renew-deadlines', (brand) => renewDeadlines(inbox, brand))
  events.subscribe(brandChanged, 'reports.keep-wall-clock', (brand) => moveReports(reports, brand))
  events.subscribe(accountDisconnected, 'publishing.cancel-planned', (account) => cancelPlanned(publishing.db, account))
  events.subscribe(accountConnected, 'publishing.read-timeline', (account, { signal }) => readTimeline(publishing, account, signal))
  events.subscribe(accountDisconnected, 'publishing.forget-timeline', (account) => forgetTimeline(db, account))
  events.subscribe(accountConnected, 'inbox.fetch-history', (account) => onAccountConnected(inbox, account))
  events.subscribe(answerMoved, 'inbox.keep-answer', (answer) => onAnswerMoved(db, answer))
  events.subscribe(campaignRemoved, 'publishing.forget-campaign', (campaign) => forgetCampaign(publishing.db, campaign))
  events.subscribe(campaignRemoved, 'links.forget-campaign', (campaign) => forgetLinksOfCampaign(db, campaign))
  events.subscribe(campaignRemoved, 'links.forget-campaign-of-costs', (campaign) => forgetCampaignOfCosts(db, campaign))
  events.subscribe(labelRemoved, 'publishing.forget-label', (label) => forgetLabel(publishing.db, label))
  events.subscribe(postOrganised, 'analytics.move-post', (post) => onPostMoved(analytics, post))
  events.subscribe(deliveryTakenDown, 'analytics.note-taken-down', (delivery) => onPostMoved(analytics, delivery))
  events.subscribe(campaignRemoved, 'analytics.forget-campaign', ({ workspaceId, campaignId: member }) =>
    forgetMember(db, { workspaceId, dimension: 'campaign', member }),
  )
  events.subscribe(labelRemoved, 'analytics.forget-label', ({ workspaceId, labelId: member }) =>
    forgetMember(db, { workspaceId, dimension: 'label', member }),
  )
  events.subscribe(workspaceRemoved, 'notifications.forget-workspace', (workspace) => forgetNotices(db, workspace))
  events.subscribe(workspaceRemoved, 'connections.forget-workspace', (workspace) => forgetAccounts(db, workspace))
  events.subscribe(workspaceRemoved, 'media.forget-workspace', (workspace) => forgetMedia(media, workspace))
  events.subscribe(workspaceRemoved, 'links.forget-workspace', (workspace) => forgetLinks(db, workspace))
  events.subscribe(workspaceRemoved, 'links.forget-conversions', (workspace) => forgetConversions(db, workspace))
  events.subscribe(workspaceRemoved, 'strategy.forget-workspace', (workspace) => forgetStrategy(db, workspace))
  events.subscribe(workspaceRemoved, 'governance.forget-workspace', (workspace) => forgetGovernance(db, workspace))
  events.subscribe(workspaceRemoved, 'publishing.forget-workspace', (workspace) => forgetPosts(db, workspace))
  events.subscribe(workspaceRemoved, 'inbox.forget-workspace', (workspace) => forgetInbox(db, workspace))
  events.subscribe(workspaceRemoved, 'analytics.forget-workspace', (workspace) => forgetAnalytics(db, workspace))
  events.subscribe(workspaceRemoved, 'reports.forget-workspace', (workspace) => forgetReports(db, workspace))
  events.subscribe(workspaceRemoved, 'demo.forget-workspace', (workspace) => forgetDemo(demo, workspace))
}
