import type { Json } from '#kit/json'

import { addCrowd } from '../stand-in-crowd.ts'
import { type Figures, figuresOfDay, figuresOfPost, followersOf, type Lived } from '../stand-in-figures.ts'
import { needScope } from '../stand-in-graph-login.ts'
import { GraphError, invalid, needed, onlyKnown } from '../stand-in-graph.ts'
import type { Crowd } from '../stand-in.ts'
import { rootOf } from './stand-in-posts.ts'
import type { Person, Post, Server } from './stand-in-state.ts'
import type { Signed } from './stand-in-wire.ts'

const scope = 'threads_manage_insights'
/** The network's clock. */
const zone = 'America/Los_Angeles'
/** 13 April 2024: nothing is told of what was before. */
const earliest = 1_712_991_600
/** Of profiles that fewer follow nothing is told of those who do. */
const fewestFollowers = 100

/** `GET /{post}/insights`: its whole life until now. Only of one's own. */
export function postInsights(asked: Signed, post: Post): Json {
  const { server, token } = asked
  needScope(token, scope)
  onlyKnown(asked, ['metric'])
  if (post.personId !== token.personId) throw new GraphError('(#10) Application does not have permission for this action', { code: 10 })
  const { impressions, reactions, comments, shares, saves } = figuresOfPost(server, livedBy(server, post))
  const values: Readonly<Record<string, number>> = {
    views: impressions,
    likes: reactions,
    replies: comments,
    reposts: shares,
    quotes: quotesOf(server, post).length,
    // Sent on in messages, which is as private as keeping.
    shares: saves,
  }
  return {
    data: metricsIn(asked, Object.keys(values)).map((name) => ({
      ...describe(name, 'lifetime', post.id),
      values: [{ value: values[name] ?? 0 }],
    })),
  }
}

/** `GET /{user}/threads_insights`. */
export function personInsights(asked: Signed, person: Person): Json {
  const { server, parameters } = asked
  needScope(asked.token, scope)
  onlyKnown(asked, ['metric', 'since', 'until', 'breakdown'])
  const names = metricsIn(asked, [...Object.keys(totals), 'views', 'clicks', 'followers_count', 'follower_demographics'])
  if (names.includes('follower_demographics')) return demographics(asked, person, names)
  if (parameters.has('breakdown')) throw invalid('The parameter breakdown is for follower_demographics alone')
  const days = daysIn(asked, person)
  return { data: names.map((name) => ({ ...describe(name, 'day', person.id), ...valueOf(name, { server, person, days }) })) }
}

interface Told {
  readonly end: Temporal.Instant
  readonly figures: Figures
  readonly quotes: number
  /** By address. */
  readonly clicks: ReadonlyMap<string, number>
}

const totals: Readonly<Record<string, (day: Told) => number>> = {
  likes: ({ figures }) => figures.reactions,
  replies: ({ figures }) => figures.comments,
  reposts: ({ figures }) => figures.shares,
  quotes: ({ quotes }) => quotes,
}

interface Asking {
  readonly server: Server
  readonly person: Person
  readonly days: readonly Told[]
}

function valueOf(name: string, { server, person, days }: Asking): { readonly [field: string]: Json } {
  if (name === 'followers_count') return { total_value: { value: followersOf(server, person.id) } }
  if (name === 'views') return { values: days.map(({ end, figures }) => ({ value: figures.profileViews, end_time: timestamp(end) })) }
  if (name === 'clicks') {
    const clicks = new Map<string, number>()
    for (const day of days) for (const [url, times] of day.clicks) clicks.set(url, (clicks.get(url) ?? 0) + times)
    return { link_total_values: [...clicks].map(([link_url, value]) => ({ value, link_url })) }
  }
  return { total_value: { value: days.reduce((sum, day) => sum + (totals[name]?.(day) ?? 0), 0) } }
}

/** The days of the network's clock that begin from `since` on and before `until`: yesterday and today where nothing is said. */
function daysIn(asked: Signed, person: Person): readonly Told[] {
  const { server } = asked
  const today = server.world.now().toZonedDateTimeISO(zone).toPlainDate()
  const from = secondsIn(asked, 'since')
  const until = secondsIn(asked, 'until')
  if (from !== undefined && until !== undefined && until <= from) throw invalid('since must be before until')
  const first = from === undefined ? today.subtract({ days: 1 }) : dayOf(from)
  const last = until === undefined ? today : dayOf(until - 1)
  const own = server.state.posts.filter(({ personId }) => personId === person.id)
  const days: Told[] = []
  for (let day = first; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 }))
    days.push(toldOf(day, own, { server, person }))
  return days
}

function toldOf(day: Temporal.PlainDate, own: readonly Post[], { server, person }: Omit<Asking, 'days'>): Told {
  const posts = own.filter(({ replyTo }) => replyTo === undefined)
  const figuresFor = (profileId: string, some: readonly Post[]) =>
    figuresOfDay(server, { profileId, day, zone, posts: some.map((post) => livedBy(server, post)) })
  const isThen = ({ at }: Post) => Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().equals(day)
  const clicks = new Map<string, number>()
  for (const post of posts) {
    const url = post.link ?? /https?:\/\/\S+/.exec(post.text)?.[0]
    if (url !== undefined) clicks.set(url, (clicks.get(url) ?? 0) + figuresFor('nobody', [post]).clicks)
  }
  return {
    end: day.add({ days: 1 }).toZonedDateTime(zone).toInstant(),
    figures: figuresFor(person.id, posts),
    quotes: posts.reduce((sum, post) => sum + quotesOf(server, post).filter(isThen).length, 0),
    clicks,
  }
}

function quotesOf({ state }: Server, { id }: Post): readonly Post[] {
  return state.posts.filter(({ quoteOf }) => quoteOf === id)
}

/** Under a post everything that follows counts; under an answer only what answers it. */
function livedBy(server: Server, { id, at, likes, reposts, replyTo, files }: Post): Lived {
  const isUnder = (each: Post) => (replyTo === undefined ? rootOf(server, each)?.id === id : each.replyTo === id)
  const seconds = files.find((file) => file.seconds !== undefined)?.seconds
  return {
    id,
    at,
    likes: likes.length,
    shares: reposts.length,
    comments: server.state.posts.filter(isUnder).map((each) => each.at),
    ...(seconds === undefined ? {} : { seconds }),
  }
}

function dayOf(seconds: number): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(seconds * 1000)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
}

function secondsIn({ parameters }: Signed, name: string): number | undefined {
  const written = parameters.get(name)
  if (written === undefined) return undefined
  if (!/^\d{9,10}$/.test(written)) throw invalid(`Param ${name} must be a time in seconds`)
  if (Number(written) < earliest) throw invalid(`Param ${name} must be ${earliest} or later`)
  return Number(written)
}

/** In shares of a thousand. */
const shares: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  age: { '13-17': 20, '18-24': 260, '25-34': 400, '35-44': 200, '45-54': 80, '55-64': 30, '65+': 10 },
  gender: { F: 540, M: 400, U: 60 },
  country: { TW: 680, US: 110, JP: 80, HK: 70, GB: 30 },
  city: { 'Taipei, Taiwan': 320, 'New Taipei City, Taiwan': 190, 'Tokyo, Tokyo': 50, 'London, England': 20 },
}

/** Who follows now: no other number is told beside it, and of no other time. */
function demographics(asked: Signed, person: Person, names: readonly string[]): Json {
  const breakdown = needed(asked, 'breakdown')
  const known = shares[breakdown]
  if (!known) throw invalid('Param breakdown must be one of {country, city, age, gender}')
  if (names.length > 1 || asked.parameters.has('since')) throw invalid('follower_demographics cannot be asked for together with these')
  const followers = followersOf(asked.server, person.id)
  if (followers < fewestFollowers) return { data: [] }
  const results = Object.entries(known).map(([key, share]) => ({ dimension_values: [key], value: Math.floor((followers * share) / 1000) }))
  const total = { breakdowns: [{ dimension_keys: [breakdown], results: results.filter(({ value }) => value > 0) }] }
  return { data: [{ ...describe('follower_demographics', 'lifetime', person.id), total_value: total }] }
}

/** One that is none fails the whole call. @throws GraphError (100) */
function metricsIn(asked: Signed, known: readonly string[]): readonly string[] {
  const names = needed(asked, 'metric').split(',')
  const strange = names.findIndex((name) => !known.includes(name))
  if (strange >= 0) throw invalid(`Param metric[${strange}] must be one of {${known.join(', ')}}`)
  return names
}

function describe(name: string, period: string, id: string) {
  return { name, period, title: name, description: `The number of ${name.replaceAll('_', ' ')}.`, id: `${id}/insights/${name}/${period}` }
}

function timestamp(instant: Temporal.Instant): string {
  return `${instant.toString({ smallestUnit: 'second' }).replace(/Z$/, '')}+0000`
}

/** What many did. @throws Error with a sentence where there is no such post or profile. */
export function addDeeds(server: Server, deeds: Crowd): void {
  const { people, posts } = server.state
  if (people.some(({ id }) => id === deeds.on)) return addCrowd(server, deeds, ['followers', 'profileViews'])
  if (!posts.some(({ id }) => id === deeds.on)) throw new Error(`There is no post and nobody ${deeds.on} on Threads.`)
  addCrowd(server, deeds, ['impressions', 'reactions', 'shares', 'clicks'])
}
