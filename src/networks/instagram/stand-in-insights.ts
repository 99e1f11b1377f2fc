import type { Json } from '#kit/json'

import type { InsightMetric } from '../network-insights.ts'
import { addCrowd } from '../stand-in-crowd.ts'
import { type Figures, figuresOfDay, figuresOfPost, followersOf } from '../stand-in-figures.ts'
import { needScope } from '../stand-in-graph-login.ts'
import { GraphError, invalid, needed, notThere, onlyKnown } from '../stand-in-graph.ts'
import { isOver } from '../stand-in-time.ts'
import type { Crowd } from '../stand-in.ts'
import { endOf } from './stand-in-media.ts'
import { livedBy, type Media, type Person, type Server } from './stand-in-state.ts'
import type { Signed } from './stand-in-wire.ts'

const scope = 'instagram_business_manage_insights'
/** The network's clock. */
const zone = 'America/Los_Angeles'
/** By the reference: of accounts that fewer follow nothing is told of those who do. */
const fewestFollowers = 100
const mostSeconds = 30 * 24 * 60 * 60
/** By the reference: of a story that fewer have seen nothing is told. */
const fewestViewers = 5

type Reading = (figures: Figures) => number

const ofPerson: Readonly<Record<string, Reading>> = {
  accounts_engaged: ({ reactions, comments, shares }) => reactions + comments + shares,
  comments: ({ comments }) => comments,
  likes: ({ reactions }) => reactions,
  profile_links_taps: ({ clicks }) => clicks,
  reach: ({ reach }) => reach,
  saves: ({ saves }) => saves,
  shares: ({ shares }) => shares,
  total_interactions: ({ reactions, comments, saves, shares }) => reactions + comments + saves + shares,
  views: ({ impressions }) => impressions,
}

const ofAll: Readonly<Record<string, Reading>> = {
  reach: ({ reach }) => reach,
  shares: ({ shares }) => shares,
  total_interactions: ({ reactions, comments, saves, shares }) => reactions + comments + saves + shares,
  views: ({ impressions }) => impressions,
}
const ofShown: Readonly<Record<string, Reading>> = {
  ...ofAll,
  comments: ({ comments }) => comments,
  likes: ({ reactions }) => reactions,
  saved: ({ saves }) => saves,
}

const ofMedia: Readonly<Record<Media['product'], Readonly<Record<string, Reading>>>> = {
  FEED: ofShown,
  REELS: {
    ...ofShown,
    ig_reels_video_view_total_time: ({ watchSeconds }) => watchSeconds * 1000,
    ig_reels_avg_watch_time: ({ watchSeconds, videoViews }) => Math.round((watchSeconds * 1000) / Math.max(1, videoViews)),
  },
  STORY: { ...ofAll, replies: ({ comments }) => comments, navigation: ({ storyTaps, storyExits }) => storyTaps + storyExits },
}

/** `GET /{user}/insights`: the total of whole days, or who follows. */
export function personInsights(asked: Signed, person: Person): Json {
  needScope(asked.token, scope)
  onlyKnown(asked, ['metric', 'period', 'metric_type', 'since', 'until', 'breakdown', 'timeframe'])
  const { parameters } = asked
  if (needed(asked, 'metric_type') !== 'total_value') throw invalid('Only metric_type=total_value is open here')
  const names = needed(asked, 'metric').split(',')
  if (names.join() === 'follower_demographics') return demographics(asked, person)
  const breakdown = parameters.get('breakdown')
  const period = needed(asked, 'period')
  if (period !== 'day') throw invalid(`Incompatible period (${period}) with metric (${names.join(', ')})`)
  if (names.join() === 'follows_and_unfollows') return followed(asked, person, breakdown)
  if (breakdown !== undefined) throw invalid(`An incompatible breakdown (${breakdown}) was specified`)
  const readings = readingsOf(names, ofPerson)
  const figures = sumOfDays(asked, person)
  return {
    data: readings.map(([name, value]) => ({
      ...describe(name, 'day', person.id),
      total_value: { value: figures.reduce((sum, day) => sum + value(day), 0) },
    })),
  }
}

/** `GET /{media}/insights`: its whole life until now. */
export function mediaInsights(asked: Signed, media: Media): Json {
  needScope(asked.token, scope)
  onlyKnown(asked, ['metric', 'period', 'breakdown'])
  const { server, parameters } = asked
  const figures = figuresOfPost(server, livedBy(server, media))
  if (media.product === 'STORY' && isOver(server, endOf(media))) throw notThere(media.id)
  const readings = readingsOf(needed(asked, 'metric').split(','), ofMedia[media.product])
  if (media.product === 'STORY' && figures.impressions < fewestViewers) {
    throw new GraphError('(#10) Not enough viewers for the media to show insights', { code: 10 })
  }
  const breakdown = parameters.get('breakdown')
  if (breakdown !== undefined)
    return stepsIn(
      readings.map(([name]) => name),
      { breakdown, figures, id: media.id },
    )
  return { data: readings.map(([name, value]) => ({ ...describe(name, 'lifetime', media.id), values: [{ value: value(figures) }] })) }
}

function stepsIn(
  names: readonly string[],
  { breakdown, figures, id }: { readonly breakdown: string; readonly figures: Figures; readonly id: string },
): Json {
  if (names.join() !== 'navigation' || breakdown !== 'story_navigation_action_type') {
    throw invalid(`An incompatible breakdown (${breakdown}) was specified`)
  }
  const { storyTaps, storyExits } = figures
  const [back, swiped] = [Math.floor(storyTaps / 4), Math.floor(storyExits / 3)]
  const results = { TAP_FORWARD: storyTaps - back, TAP_BACK: back, TAP_EXIT: storyExits - swiped, SWIPE_FORWARD: swiped }
  return { data: [{ ...describe('navigation', 'lifetime', id), total_value: brokenDown(breakdown, results) }] }
}

/** One that is none, or none for this, fails the whole call. @throws GraphError (100) */
function readingsOf(names: readonly string[], known: Readonly<Record<string, Reading>>): readonly (readonly [string, Reading])[] {
  return names.map((name, index) => {
    const value = known[name]
    if (!value) throw invalid(`metric[${index}] must be one of the following values: ${Object.keys(known).join(', ')}`)
    return [name, value]
  })
}

/** The days of the network's clock that begin in between. */
function sumOfDays({ server, parameters }: Signed, person: Person): readonly Figures[] {
  const [since, until] = [secondsIn(parameters, 'since'), secondsIn(parameters, 'until')]
  if (until <= since || until - since > mostSeconds) {
    throw invalid('There cannot be more than 30 days (2592000 s) between since and until')
  }
  const posts = server.state.media.filter(({ personId }) => personId === person.id).map((media) => livedBy(server, media))
  const days: Figures[] = []
  const last = dayOf(until - 1)
  for (let day = dayOf(since); Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    days.push(figuresOfDay(server, { profileId: person.id, day, zone, posts }))
  }
  return days
}

function dayOf(seconds: number): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(seconds * 1000)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
}

function secondsIn(parameters: ReadonlyMap<string, string>, name: string): number {
  const written = parameters.get(name) ?? ''
  if (!/^\d{9,10}$/.test(written)) throw invalid(`Param ${name} must be a time in seconds`)
  return Number(written)
}

function followed(asked: Signed, person: Person, breakdown: string | undefined): Json {
  if (breakdown !== undefined && breakdown !== 'follow_type') throw invalid(`An incompatible breakdown (${breakdown}) was specified`)
  if (followersOf(asked.server, person.id) < fewestFollowers) return { data: [] }
  const days = sumOfDays(asked, person)
  const came = days.reduce((sum, { followersGained }) => sum + followersGained, 0)
  const left = days.reduce((sum, { followersLost }) => sum + followersLost, 0)
  const total = breakdown === undefined ? { value: came + left } : brokenDown(breakdown, { FOLLOWER: came, NON_FOLLOWER: left })
  return { data: [{ ...describe('follows_and_unfollows', 'day', person.id), total_value: total }] }
}

/** In shares of a thousand. */
const shares: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  age: { '13-17': 30, '18-24': 210, '25-34': 380, '35-44': 220, '45-54': 100, '55-64': 40, '65+': 20 },
  gender: { F: 560, M: 390, U: 50 },
  country: { TW: 610, US: 120, JP: 90, HK: 80, GB: 40 },
  city: { 'Taipei, Taiwan': 300, 'New Taipei City, Taiwan': 180, 'Tokyo, Tokyo': 60, 'London, England': 30 },
}

function demographics(asked: Signed, person: Person): Json {
  const breakdown = needed(asked, 'breakdown')
  const known = shares[breakdown]
  if (!known) throw invalid(`An incompatible breakdown (${breakdown}) was specified`)
  if (needed(asked, 'period') !== 'lifetime') throw invalid('Incompatible period with metric (follower_demographics)')
  if (!['this_month', 'this_week'].includes(needed(asked, 'timeframe')))
    throw invalid('Param timeframe must be one of {this_month, this_week}')
  const followers = followersOf(asked.server, person.id)
  if (followers < fewestFollowers) return { data: [] }
  const people = Object.fromEntries(Object.entries(known).map(([key, share]) => [key, Math.floor((followers * share) / 1000)]))
  return { data: [{ ...describe('follower_demographics', 'lifetime', person.id), total_value: brokenDown(breakdown, people) }] }
}

function brokenDown(dimension: string, counts: Readonly<Record<string, number>>): Json {
  const results = Object.entries(counts).filter(([, value]) => value > 0)
  const breakdown = { dimension_keys: [dimension], results: results.map(([value, count]) => ({ dimension_values: [value], value: count })) }
  return { breakdowns: [breakdown] }
}

function describe(name: string, period: string, id: string) {
  return {
    name,
    period,
    title: name.replaceAll('_', ' '),
    description: `How many ${name.replaceAll('_', ' ')}.`,
    id: `${id}/insights/${name}/${period}`,
  }
}

const counted: readonly InsightMetric[] = [
  'impressions',
  'reach',
  'reactions',
  'comments',
  'shares',
  'saves',
  'clicks',
  'videoViews',
  'watchSeconds',
  'storyTaps',
  'storyExits',
  'followers',
]

/** What many did. @throws Error with a sentence where there is no such post or account. */
export function addDeeds(server: Server, deeds: Crowd): void {
  const { media, people } = server.state
  if (![...media, ...people].some(({ id }) => id === deeds.on)) throw new Error(`There is no post and nobody ${deeds.on} on Instagram.`)
  addCrowd(server, deeds, counted)
}
