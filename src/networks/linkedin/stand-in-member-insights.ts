import type { Json } from '#kit/json'

import { type Figures, figuresOfDay, figuresOfPost, followersOf } from '../stand-in-figures.ts'
import { elements, livedBy, midnight, ownPosts, wrong } from './stand-in-insights.ts'
import { needScope, onlyKnown, type Signed } from './stand-in-wire.ts'

const metrics: Readonly<Record<string, (figures: Figures) => number>> = {
  IMPRESSION: ({ impressions }) => impressions,
  MEMBERS_REACHED: ({ reach }) => reach,
  REACTION: ({ reactions }) => reactions,
  COMMENT: ({ comments }) => comments,
  RESHARE: ({ shares }) => shares,
}

/** `GET /rest/memberCreatorPostAnalytics`: one number, of one post of the member's or, by days, of all. */
export function memberPostAnalytics(asked: Signed): Json {
  onlyKnown(asked, ['q', 'entity', 'queryType', 'aggregation', 'dateRange', 'start', 'count'])
  const { searchParams } = asked.url
  const finder = searchParams.get('q')
  needScope(asked, ['r_member_postAnalytics'], `memberCreatorPostAnalytics.FINDER-${finder ?? ''}`)
  const queryType = searchParams.get('queryType') ?? ''
  const value = metrics[queryType]
  if (!value) throw wrong('queryType')
  if (finder === 'entity') return ofPost(asked, queryType, value)
  if (finder !== 'me') throw wrong('q')
  return ofDays(asked, queryType, value)
}

function ofPost({ server, url, token }: Signed, metricType: string, value: (figures: Figures) => number): Json {
  const [, kind, written = ''] = /[?&]entity=\((share|ugc):(urn%3Ali%3A[^()]+)\)/.exec(url.search) ?? []
  const urn = decodeURIComponent(written)
  if (kind === undefined || !urn.startsWith(kind === 'ugc' ? 'urn:li:ugcPost:' : 'urn:li:share:')) throw wrong('entity')
  if (url.searchParams.get('aggregation') !== 'TOTAL') throw wrong('aggregation')
  const post = ownPosts(server, token.memberId).find((each) => each.urn === urn)
  if (!post) return elements([])
  return elements([{ targetEntity: { [kind]: urn }, metricType, count: value(figuresOfPost(server, livedBy(server, post))) }])
}

const range = /[?&]dateRange=\(start:\(year:(\d+),month:(\d+),day:(\d+)\),end:\(year:(\d+),month:(\d+),day:(\d+)\)\)/

function ofDays({ server, url, token }: Signed, metricType: string, value: (figures: Figures) => number): Json {
  if (url.searchParams.get('aggregation') !== 'DAILY' || metricType === 'MEMBERS_REACHED') throw wrong('aggregation')
  const [year, month, day, ...end] = (range.exec(url.search) ?? []).slice(1).map(Number)
  const [endYear, endMonth, endDay] = end
  if (
    year === undefined ||
    month === undefined ||
    day === undefined ||
    endYear === undefined ||
    endMonth === undefined ||
    endDay === undefined
  )
    throw wrong('dateRange')
  const until = Math.min(
    midnight(Temporal.PlainDate.from({ year: endYear, month: endMonth, day: endDay })),
    server.world.now().epochMilliseconds,
  )
  const posts = ownPosts(server, token.memberId).map((post) => livedBy(server, post))
  const days: Json[] = []
  for (let each = Temporal.PlainDate.from({ year, month, day }); midnight(each) < until; each = each.add({ days: 1 })) {
    const figures = figuresOfDay(server, { profileId: token.memberId, day: each, zone: 'UTC', posts })
    days.push({ metricType, count: value(figures), dateRange: { start: asDate(each), end: asDate(each.add({ days: 1 })) } })
  }
  return elements(days)
}

function asDate({ year, month, day }: Temporal.PlainDate): Json {
  return { year, month, day }
}

/** `GET /rest/memberFollowersCount?q=me` */
export function memberFollowers(asked: Signed): Json {
  onlyKnown(asked, ['q'])
  needScope(asked, ['r_member_profileAnalytics'], 'memberFollowersCount.FINDER-me')
  if (asked.url.searchParams.get('q') !== 'me') throw wrong('q')
  return elements([{ memberFollowersCount: followersOf(asked.server, asked.token.memberId) }])
}
