import type { Insights, PostInsights, ProfileInsights } from '../network.ts'
import { audience } from './audience-insights.ts'
import { readMember, readMemberPosts } from './member-insights.ts'
import { readOrganization, readOrganizationPosts } from './organization-insights.ts'
import { isOrganization } from './session.ts'

const [hour, day] = [60, 24 * 60]

/** Of organizations by the names before the stroke, of members by those behind it. */
const profile = {
  sources: [
    { metric: 'followers', source: 'firstDegreeSize / memberFollowersCount' },
    { metric: 'followersGained', source: 'organicFollowerGain + paidFollowerGain', note: 'insights.pages-alone' },
    { metric: 'profileViews', source: 'allPageViews.pageViews', note: 'insights.pages-alone' },
    { metric: 'impressions', source: 'impressionCount / IMPRESSION', note: 'insights.organic' },
    { metric: 'reach', source: 'uniqueImpressionsCount', note: 'insights.pages-alone' },
    { metric: 'reactions', source: 'likeCount / REACTION' },
    { metric: 'comments', source: 'commentCount / COMMENT' },
    { metric: 'shares', source: 'shareCount / RESHARE' },
    { metric: 'clicks', source: 'clickCount', note: 'insights.clicks' },
  ],
  zone: 'UTC',
  // Twelve months are kept.
  backDays: 364,
  settleDays: 3,
  everyHours: 24,
  read: (request, access, environment) => {
    return isOrganization(access) ? readOrganization(request, access, environment) : readMember(request, access, environment)
  },
} satisfies ProfileInsights

/** While an app is in development a person has a hundred calls a day: an organization's posts take one for all, a member's five for each. */
const posts = {
  sources: [
    { metric: 'impressions', source: 'impressionCount / IMPRESSION', note: 'insights.organic' },
    { metric: 'reach', source: 'uniqueImpressionsCount / MEMBERS_REACHED' },
    { metric: 'reactions', source: 'likeCount / REACTION' },
    { metric: 'comments', source: 'commentCount / COMMENT' },
    { metric: 'shares', source: 'shareCount / RESHARE' },
    { metric: 'clicks', source: 'clickCount', note: 'insights.clicks' },
  ],
  atOnce: 20,
  forDays: 365,
  pace: [
    { untilHours: 48, everyMinutes: 4 * hour },
    { untilHours: 7 * 24, everyMinutes: day },
    { untilHours: 30 * 24, everyMinutes: 3 * day },
    { untilHours: 365 * 24, everyMinutes: 30 * day },
  ],
  read: (asked, access, environment) => {
    return isOrganization(access) ? readOrganizationPosts(asked, access, environment) : readMemberPosts(asked, access, environment)
  },
} satisfies PostInsights

/** What the network counts of a page, or of a person where they allowed it. */
export const insights = { profile, posts, audience } satisfies Insights
