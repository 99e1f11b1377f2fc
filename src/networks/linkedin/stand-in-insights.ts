import type { Json } from '#kit/json'

import { addCrowd } from '../stand-in-crowd.ts'
import { type Figures, figuresOfDay, figuresOfPost, followersOf, type Lived } from '../stand-in-figures.ts'
import type { Crowd } from '../stand-in.ts'
import { rolesOf } from './stand-in-people.ts'
import { personWith, type Post, type Server } from './stand-in-state.ts'
import { denied, needScope, onlyKnown, Refused, type Signed } from './stand-in-wire.ts'

/** `GET /rest/networkSizes/{urn}?edgeType=COMPANY_FOLLOWED_BY_MEMBER` */
export function networkSize(asked: Signed, urn: string): Json {
  onlyKnown(asked, ['edgeType'])
  needScope(asked, ['rw_organization_admin', 'r_organization_admin', 'r_organization_social'], 'networkSizes.GET')
  if (asked.url.searchParams.get('edgeType') !== 'COMPANY_FOLLOWED_BY_MEMBER') throw wrong('edgeType')
  return { firstDegreeSize: followersOf(asked.server, organizationIn(asked.server, urn)) }
}

/** `GET /rest/organizationalEntityShareStatistics`: of days, of posts, or of everything. What nobody has seen or done anything with is left out. */
export function shareStatistics(asked: Signed): Json {
  onlyKnown(asked, ['q', 'organizationalEntity', 'timeIntervals', 'shares', 'ugcPosts', 'start', 'count'])
  const urn = administered(asked, 'organizationalEntity')
  const { server } = asked
  const days = daysIn(asked, urn)
  if (days) {
    return elements(
      days.map(({ timeRange, figures }) => ({ timeRange, organizationalEntity: urn, totalShareStatistics: shareNumbers(figures) })),
    )
  }
  const lists = [
    ['share', namesIn(asked, 'shares')],
    ['ugcPost', namesIn(asked, 'ugcPosts')],
  ] as const
  const found = lists.flatMap(([kind, urns]) =>
    urns.flatMap((each) => ownPosts(server, urn).flatMap((post) => (post.urn === each ? [{ kind, post }] : []))),
  )
  return elements(
    found.flatMap(({ kind, post }) => {
      const numbers = shareNumbers(figuresOfPost(server, livedBy(server, post)))
      const isSeen = Object.values(numbers).some((value) => value > 0)
      return isSeen ? [{ [kind]: post.urn, organizationalEntity: urn, totalShareStatistics: numbers }] : []
    }),
  )
}

function shareNumbers({ impressions, reach, clicks, reactions, comments, shares }: Figures) {
  return {
    impressionCount: impressions,
    uniqueImpressionsCount: reach,
    clickCount: clicks,
    likeCount: reactions,
    commentCount: comments,
    shareCount: shares,
    engagement: impressions > 0 ? (clicks + reactions + comments + shares) / impressions : 0,
  }
}

/** In shares of a thousand. */
const bySeniority: Readonly<Record<number, number>> = { 3: 300, 4: 340, 5: 160, 6: 90, 8: 40, 10: 70 }
const byFunction: Readonly<Record<number, number>> = { 4: 120, 8: 80, 12: 90, 15: 260, 16: 110, 18: 150, 25: 190 }

/** `GET /rest/organizationalEntityFollowerStatistics`: who came on each day until the day before yesterday, or who follows. */
export function followerStatistics(asked: Signed): Json {
  onlyKnown(asked, ['q', 'organizationalEntity', 'timeIntervals', 'start', 'count'])
  const urn = administered(asked, 'organizationalEntity')
  const days = daysIn(asked, urn)
  if (!days) return elements([{ organizationalEntity: urn, ...segments(followersOf(asked.server, urn)) }])
  const told = days.slice(0, -1).map(({ timeRange, figures: { followersGained, followersLost } }) => ({
    timeRange,
    organizationalEntity: urn,
    followerGains: { organicFollowerGain: followersGained - followersLost, paidFollowerGain: 0 },
  }))
  return elements(told)
}

function segments(followers: number): { readonly [facet: string]: Json } {
  const counts = (facet: string, shares: Readonly<Record<number, number>>) =>
    Object.entries(shares).map(([number, share]) => ({
      [facet]: `urn:li:${facet}:${number}`,
      followerCounts: { organicFollowerCount: Math.floor((followers * share) / 1000), paidFollowerCount: 0 },
    }))
  return {
    followerCountsBySeniority: counts('seniority', bySeniority),
    followerCountsByFunction: counts('function', byFunction),
    followerCountsByIndustry: counts('industry', { 32: 400, 96: 100 }),
    followerCountsByGeoCountry: counts('geo', { 104187078: 700, 103644278: 120 }),
  }
}

/** `GET /rest/organizationPageStatistics`: how often the page was opened. */
export function pageStatistics(asked: Signed): Json {
  onlyKnown(asked, ['q', 'organization', 'timeIntervals', 'start', 'count'])
  const urn = administered(asked, 'organization')
  const days = daysIn(asked, urn)
  if (!days) throw wrong('timeIntervals')
  return elements(
    days.map(({ timeRange, figures: { profileViews } }) => ({
      timeRange,
      organization: urn,
      totalPageStatistics: { views: { allPageViews: { pageViews: profileViews, uniquePageViews: Math.ceil(profileViews * 0.7) } } },
    })),
  )
}

/** Numbers are for administrators alone. @throws Refused (400, 403) */
function administered(asked: Signed, finder: string): string {
  const { server, url, token } = asked
  const operation = `${url.pathname.replace('/rest/', '')}.FINDER-${finder}`
  needScope(asked, ['rw_organization_admin', 'r_organization_admin'], operation)
  if (url.searchParams.get('q') !== finder) throw wrong('q')
  // In the address itself, names are percent-encoded.
  if (!new RegExp(`[?&]${finder}=urn%3Ali%3A`).test(url.search)) throw wrong(finder)
  const urn = organizationIn(server, url.searchParams.get(finder) ?? '')
  const roles = rolesOf(server, personWith(server, token.memberId))
  if (!roles.some(({ organization, role }) => organization.id === urn && role === 'ADMINISTRATOR')) throw denied(operation)
  return urn
}

function organizationIn({ state }: Server, urn: string): string {
  if (!state.people.some(({ id, kind }) => id === urn && kind === 'organization')) throw wrong('organization')
  return urn
}

interface Day {
  readonly timeRange: { readonly start: number; readonly end: number }
  readonly figures: Figures
}

const interval = /[?&]timeIntervals=\(timeRange:\(start:(\d+),end:(\d+)\),timeGranularityType:DAY\)/
/** Twelve months, until now. */
const longest = { hours: 366 * 24 }

/** Whole days by UTC that are over; undefined where the time is not limited. */
function daysIn({ server, url }: Signed, urn: string): readonly Day[] | undefined {
  if (!url.searchParams.has('timeIntervals')) return undefined
  const [, start, end] = interval.exec(url.search) ?? []
  if (start === undefined || end === undefined || Number(end) <= Number(start)) throw wrong('timeIntervals')
  const now = server.world.now()
  if (Number(start) < now.subtract(longest).epochMilliseconds) throw wrong('timeIntervals.timeRange.start')
  const posts = ownPosts(server, urn).map((post) => livedBy(server, post))
  const days: Day[] = []
  for (
    let day = dayAt(Number(start));
    midnight(day.add({ days: 1 })) <= Math.min(Number(end), now.epochMilliseconds);
    day = day.add({ days: 1 })
  ) {
    const figures = figuresOfDay(server, { profileId: urn, day, zone: 'UTC', posts })
    days.push({ timeRange: { start: midnight(day), end: midnight(day.add({ days: 1 })) }, figures })
  }
  return days
}

function dayAt(milliseconds: number): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(milliseconds).toZonedDateTimeISO('UTC').toPlainDate()
}

export function midnight(day: Temporal.PlainDate): number {
  return day.toZonedDateTime('UTC').epochMilliseconds
}

function namesIn({ url }: Signed, list: string): readonly string[] {
  const [, written = ''] = new RegExp(`[?&]${list}=List\\(([^()]*)\\)`).exec(url.search) ?? []
  return written
    .split(',')
    .filter((each) => each !== '')
    .map(decodeURIComponent)
}

export function ownPosts({ state }: Server, author: string): readonly Post[] {
  return state.posts.filter((post) => post.author === author && !post.deleted)
}

export function livedBy({ state }: Server, { urn, at, likes, reposts, content }: Post): Lived {
  const written = JSON.stringify(content ?? {})
  const seconds = state.uploads.find((upload) => upload.kind === 'video' && written.includes(upload.urn))?.seconds
  return {
    id: urn,
    at,
    likes: likes.length,
    shares: reposts.length,
    comments: state.comments.filter(({ post }) => post === urn).map((comment) => comment.at),
    ...(seconds === undefined ? {} : { seconds }),
  }
}

export function elements(all: readonly Json[]): Json {
  return { elements: [...all], paging: { start: 0, count: 10, links: [] } }
}

export function wrong(parameter: string): Refused {
  return new Refused(400, `Invalid value for parameter ${parameter}`, { code: 'ILLEGAL_ARGUMENT' })
}

/** What many did. @throws Error with a sentence where there is no such post or profile. */
export function addDeeds(server: Server, deeds: Crowd): void {
  const { people, posts } = server.state
  if (people.some(({ id }) => id === deeds.on)) return addCrowd(server, deeds, ['followers', 'profileViews'])
  if (!posts.some(({ urn, deleted }) => urn === deeds.on && !deleted))
    throw new Error(`There is no post and nobody ${deeds.on} on LinkedIn.`)
  addCrowd(server, deeds, ['impressions', 'reach', 'reactions', 'shares', 'clicks'])
}
