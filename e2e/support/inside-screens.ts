import type { CameOfIt } from './what-came-of-it.ts'

interface There extends CameOfIt {
  readonly livePostId: string
  readonly partlyPostId: string
  readonly plannedPostId: string
  readonly accountId: string
  readonly campaignId: string
  readonly labelId: string
  /** As analytics knows the post that is live. */
  readonly measuredId: string
}

/** Every screen inside that has an address of its own: what it is called, and where it is. */
export function insideScreens(there: There): readonly (readonly [name: string, path: string])[] {
  return [
    ['today', '/'],
    ['calendar week', '/calendar?view=week'],
    ['calendar month', '/calendar?view=month'],
    ['calendar day', '/calendar?view=day'],
    ['evergreen posts', '/calendar/evergreen'],
    ['post that is live', `/posts/${there.livePostId}`],
    ['post that is planned', `/posts/${there.plannedPostId}`],
    ['post that is out in part', `/calendar?post=${there.partlyPostId}`],
    ['approvals', '/approvals'],
    ['approval workflows', '/settings/approvals'],
    ['inbox', '/inbox'],
    ['inbox, measures', '/inbox/measures'],
    ['people', '/people'],
    ...analytics(there),
    ...links(there),
    ...settings(there),
    ['library', '/library'],
    ['brand rules', '/settings/voice'],
    ['training', '/settings/training'],
    ['crisis', '/crisis'],
    ['crisis, playbook', '/crisis/playbook'],
    ['no such page', '/nowhere'],
  ]
}

function analytics({ accountId, campaignId, labelId, measuredId, reportId, runId }: There) {
  return [
    ['analytics', '/analytics'],
    ['analytics, posts', '/analytics/posts'],
    ['analytics, one post', `/analytics/posts/${measuredId}`],
    ['analytics, an account', `/analytics/of/account/${accountId}`],
    ['analytics, a network', '/analytics/of/network/bluesky'],
    ['analytics, a campaign', `/analytics/of/campaign/${campaignId}`],
    ['analytics, a label', `/analytics/of/label/${labelId}`],
    ['analytics, a type', '/analytics/of/type/image'],
    ['analytics, breakdown', '/analytics/by?by=type'],
    ['analytics, compare', '/analytics/compare'],
    ['analytics, times', '/analytics/times'],
    ['analytics, audience', '/analytics/audience'],
    ['reports', '/analytics/reports'],
    ['report', `/analytics/reports/${reportId}`],
    ['report, one run', `/analytics/reports/runs/${runId}`],
  ] as const
}

function links({ linkId, siteId }: There) {
  return [
    ['links', '/links'],
    ['links, for posts', '/links?made=for-posts'],
    ['a link', `/links?link=${linkId}`],
    ['conversions', '/links/conversions'],
    ['conversions, a site', `/links/conversions/sites/${siteId}`],
    ['return', '/links/return'],
  ] as const
}

function settings({ accountId }: There) {
  return [
    ['settings', '/settings'],
    ['fields of people', '/settings/person-fields'],
    ['accounts', '/settings/accounts'],
    ['an account', `/settings/accounts/${accountId}`],
    ['members', '/settings/members'],
    ['brand', '/settings/brand'],
    ['campaigns and labels', '/settings/campaigns'],
    ['links and parameters', '/settings/links'],
    ['saved answers', '/settings/saved-answers'],
    ['rules', '/settings/rules'],
    ['playbooks', '/settings/playbooks'],
    ['working hours and targets', '/settings/deadlines'],
    ['announcing', '/settings/announcing'],
    ['workspace', '/settings/workspace'],
    ['profile', '/settings/profile'],
    ['my sign-in', '/settings/sign-in'],
    ['sign-in of the team', '/settings/workspace-sign-in'],
    ['API keys', '/settings/api-keys'],
    ['audit log', '/settings/audit'],
    ['about', '/settings/about'],
  ] as const
}
