import type { Json } from '#kit/json'

import type { InsightMetric } from '../network-insights.ts'
import { addCrowd } from '../stand-in-crowd.ts'
import { type Figures, figuresOfDay, figuresOfPost, followersOf } from '../stand-in-figures.ts'
import { GraphError, invalid, needed, onlyKnown } from '../stand-in-graph.ts'
import type { Crowd } from '../stand-in.ts'
import { needScope } from './stand-in-grants.ts'
import { timestamp } from './stand-in-photos.ts'
import { livedBy, personWith, type Post, type Server } from './stand-in-state.ts'
import type { AsPage, Signed } from './stand-in-wire.ts'

/** The network's clock: a day of its figures is over when it is over there. */
const zone = 'America/Los_Angeles'
/** By the reference: Pages that fewer like have none. */
const fewestFollowers = 100
const mostSeconds = 90 * 24 * 60 * 60

type Reading = (figures: Figures) => Json

/** Those that are left of the reference's tables and are told here, for one day. */
const ofPage: Readonly<Record<string, Reading>> = {
  page_media_view: ({ impressions }) => impressions,
  page_total_media_view_unique: ({ reach }) => reach,
  page_post_engagements: ({ reactions, comments, shares, clicks }) => reactions + comments + shares + clicks,
  page_follows: ({ followers }) => followers,
  page_daily_follows_unique: ({ followersGained }) => followersGained,
  page_daily_unfollows_unique: ({ followersLost }) => followersLost,
  page_views_total: ({ profileViews }) => profileViews,
  page_video_views: ({ videoViews }) => videoViews,
}

const ofPost: Readonly<Record<string, Reading>> = {
  post_media_view: ({ impressions }) => impressions,
  post_total_media_view_unique: ({ reach }) => reach,
  post_clicks: ({ clicks }) => clicks,
  post_reactions_by_type_total: ({ reactions }) => (reactions > 0 ? { like: reactions } : {}),
  post_video_views: ({ videoViews }) => videoViews,
}

const ofStory: Readonly<Record<string, Reading>> = {
  story_media_view: ({ impressions }) => impressions,
  story_total_media_view_unique: ({ reach }) => reach,
  pages_fb_story_replies: ({ comments }) => comments,
  pages_fb_story_shares: ({ shares }) => shares,
  pages_fb_story_thread_lightweight_reactions: ({ reactions }) => reactions,
}

/** `GET /{page}/insights`: whole days, for whoever may see the Page's numbers. */
export function pageInsights(asked: AsPage): Json {
  const { server, page, parameters } = asked
  needAnalyst(asked)
  onlyKnown(asked, ['metric', 'period', 'since', 'until'])
  const metrics = metricsIn(asked, ofPage)
  if ((parameters.get('period') ?? 'day') !== 'day') throw invalid('Only period=day is open here')
  const [since, until] = [secondsIn(parameters, 'since'), secondsIn(parameters, 'until')]
  if (until <= since || until - since > mostSeconds + 2 * 60 * 60) {
    throw invalid('There cannot be more than 90 days (7776000 s) between since and until')
  }
  if (followersOf(server, page.id) < fewestFollowers) return { data: [] }
  const posts = server.state.posts.filter(({ authorId }) => authorId === page.id).map((post) => livedBy(server, post))
  const days = daysOver(server, { since, until }).map(({ day, end }) => {
    return { end, figures: figuresOfDay(server, { profileId: page.id, day, zone, posts }) }
  })
  return {
    data: metrics.map(([name, value]) => ({
      name,
      period: 'day',
      values: days.map(({ end, figures }) => ({ value: value(figures), end_time: timestamp(end.toString()) })),
      title: `Daily ${name}`,
      description: `Daily: ${name}`,
      id: `${page.id}/insights/${name}/day`,
    })),
  }
}

/** Days that are over by the world's clock, and whose ends lie in between. */
function daysOver({ world }: Server, { since, until }: { readonly since: number; readonly until: number }) {
  const days: { readonly day: Temporal.PlainDate; readonly end: Temporal.Instant }[] = []
  const last = Math.min(until, world.now().epochMilliseconds / 1000)
  let day = Temporal.Instant.fromEpochMilliseconds(since * 1000)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
  for (;;) {
    const end = day.add({ days: 1 }).toZonedDateTime(zone).toInstant()
    if (end.epochMilliseconds / 1000 > last) return days
    days.push({ day, end })
    day = day.add({ days: 1 })
  }
}

function secondsIn(parameters: ReadonlyMap<string, string>, name: string): number {
  const written = parameters.get(name) ?? ''
  if (!/^\d{9,10}$/.test(written)) throw invalid(`Param ${name} must be a time in seconds`)
  return Number(written)
}

/** `GET /{post}/insights`: its whole life until now. */
export function postInsights(asked: Signed, post: Post): Json {
  onlyKnown(asked, ['metric', 'period'])
  if ((asked.parameters.get('period') ?? 'lifetime') !== 'lifetime') throw invalid('Only period=lifetime is open here')
  return lifeOf(asked, post, ofPost)
}

/** `GET /{story}/insights`. */
export function storyInsights(asked: Signed, story: Post): Json {
  onlyKnown(asked, ['metric'])
  return lifeOf(asked, story, ofStory)
}

/** A story is known by its number alone. */
export function storyNumbered({ state }: Server, pageId: string, number: string): Post | undefined {
  return state.posts.find(({ id, kind }) => kind === 'story' && id === `${pageId}_${number}`)
}

function lifeOf(asked: Signed, post: Post, known: Readonly<Record<string, Reading>>): Json {
  const { server } = asked
  needAnalyst(asked)
  const figures = figuresOfPost(server, livedBy(server, post))
  return {
    data: metricsIn(asked, known).map(([name, value]) => ({
      name,
      period: 'lifetime',
      values: [{ value: value(figures) }],
      title: `Lifetime ${name}`,
      description: `Lifetime: ${name}`,
      id: `${post.id}/insights/${name}/lifetime`,
    })),
  }
}

/** @throws GraphError (200) */
function needAnalyst({ server, token }: Signed): void {
  needScope(token, 'read_insights')
  const page = personWith(server, token.pageId ?? '')
  if (!server.settings.tasksOn(page.handle).includes('ANALYZE')) {
    throw new GraphError('(#200) The user must be able to perform the task ANALYZE on the Page', { code: 200, status: 403 })
  }
}

/** One name that is none fails the whole call. @throws GraphError (100, 3001) */
function metricsIn(asked: Signed, known: Readonly<Record<string, Reading>>): readonly (readonly [string, Reading])[] {
  if (!asked.parameters.has('metric')) {
    const message = 'No metric was specified to be fetched. Please specify one or more metrics to be fetched and try again.'
    throw new GraphError(message, { code: 3001, subcode: 1504028, title: 'No Metric Specified' })
  }
  return needed(asked, 'metric')
    .toLowerCase()
    .split(',')
    .map((name) => {
      const value = known[name]
      if (!value) throw invalid('The value must be a valid insights metric')
      return [name, value]
    })
}

const counted: readonly InsightMetric[] = [
  'impressions',
  'reach',
  'reactions',
  'comments',
  'shares',
  'clicks',
  'videoViews',
  'profileViews',
  'followers',
]

/** What many did. @throws Error with a sentence where there is no such post or Page. */
export function addDeeds(server: Server, deeds: Crowd): void {
  const { posts, people } = server.state
  if (![...posts, ...people].some(({ id }) => id === deeds.on)) throw new Error(`There is no post and no Page ${deeds.on} on Facebook.`)
  addCrowd(server, deeds, counted)
}
