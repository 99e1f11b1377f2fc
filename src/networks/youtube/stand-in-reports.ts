import { z } from 'zod'

import type { Json } from '#kit/json'

import type { InsightMetric } from '../network-insights.ts'
import { addCrowd } from '../stand-in-crowd.ts'
import { type Figures, figuresOfDay, figuresOfPost } from '../stand-in-figures.ts'
import type { Crowd } from '../stand-in.ts'
import { signedIn } from './stand-in-access.ts'
import { counting, livedBy } from './stand-in-counts.ts'
import type { Person } from './stand-in-state.ts'
import { type Asked, query, refused, type Server } from './stand-in-wire.ts'

const zone = 'America/Los_Angeles'
/** In days: what has happened since is in no report yet. */
const lag = 2

type Reading = (figures: Figures) => number

const known: Readonly<Record<string, Reading>> = {
  views: ({ videoViews }) => videoViews,
  estimatedMinutesWatched: ({ watchSeconds }) => Math.round(watchSeconds / 60),
  averageViewDuration: ({ watchSeconds, videoViews }) => Math.round(watchSeconds / Math.max(1, videoViews)),
  likes: ({ reactions }) => reactions,
  comments: ({ comments }) => comments,
  shares: ({ shares }) => shares,
  subscribersGained: ({ followersGained }) => followersGained,
  subscribersLost: ({ followersLost }) => followersLost,
}

const day = z.iso.date()
const Report = z.strictObject({
  ids: z.string(),
  startDate: day,
  endDate: day,
  metrics: z.string(),
  dimensions: z.enum(['day', 'video']),
  filters: z.string().optional(),
  sort: z.string().optional(),
  maxResults: z.coerce.number().int().min(1).optional(),
})
type Report = z.infer<typeof Report>

/** `GET /v2/reports` of the YouTube Analytics API: whole days, or videos up to the last whole day. */
export function readReport(asked: Asked): Json {
  const { server } = asked
  const person = signedIn(asked, 'read')
  signedIn(asked, 'analyse')
  const report = query(asked, Report)
  if (report.ids !== 'channel==MINE' && report.ids !== `channel==${person.id}`) throw forbidden()
  const metrics = report.metrics.split(',')
  for (const name of metrics) if (!known[name]) throw wrong(`Unknown identifier (${name}) given in field parameters.metrics.`)
  const readings = metrics.flatMap((name) => known[name] ?? [])
  const rows = report.dimensions === 'day' ? daysOf(server, person, report) : videosOf(server, person, report)
  const columns = [report.dimensions, ...metrics].map((name) => ({
    name,
    columnType: name === report.dimensions ? 'DIMENSION' : 'METRIC',
    dataType: name === report.dimensions ? 'STRING' : 'INTEGER',
  }))
  return {
    kind: 'youtubeAnalytics#resultTable',
    columnHeaders: columns,
    ...(rows.length > 0 ? { rows: rows.map(({ of, figures }) => [of, ...readings.map((read) => read(figures))]) } : {}),
  }
}

interface Row {
  readonly of: string
  readonly figures: Figures
}

function lastDay({ world }: Server): Temporal.PlainDate {
  return world.now().toZonedDateTimeISO(zone).toPlainDate().subtract({ days: lag })
}

function daysOf(server: Server, person: Person, { startDate, endDate, filters }: Report): readonly Row[] {
  if (filters !== undefined) throw wrong('Filters of days are not open here.')
  const posts = ownVideos(server, person).map((video) => livedBy(server, video))
  const [first, to] = [Temporal.PlainDate.from(startDate), Temporal.PlainDate.from(endDate)]
  if (Temporal.PlainDate.compare(first, to) > 0) throw wrong('Invalid value for startDate: it must not be after endDate.')
  const begun = Temporal.Instant.from(person.createdAt).toZonedDateTimeISO(zone).toPlainDate()
  const last = earlier(to, lastDay(server))
  const rows: Row[] = []
  for (let each = later(first, begun); Temporal.PlainDate.compare(each, last) <= 0; each = each.add({ days: 1 })) {
    rows.push({ of: each.toString(), figures: figuresOfDay(counting(server), { profileId: person.id, day: each, zone, posts }) })
  }
  return rows
}

/** By the reference a report of videos is sorted and has at most 200 rows, and a filter at most 500 ids. */
function videosOf(server: Server, person: Person, { filters, sort, maxResults, metrics }: Report): readonly Row[] {
  const [, list] = /^video==(.+)$/.exec(filters ?? '') ?? []
  const ids = list?.split(',') ?? []
  if (ids.length === 0 || ids.length > 500) throw wrong('The filter must name 1 to 500 videos.')
  if (maxResults === undefined || maxResults > 200 || !metrics.split(',').includes((sort ?? '').replace(/^-/, ''))) {
    throw wrong('The query is not supported. Check the documentation for supported queries.')
  }
  const until = lastDay(server).add({ days: 1 }).toZonedDateTime(zone).toInstant()
  const past = { ...server, world: { ...server.world, now: () => until } }
  const there = ownVideos(server, person).filter(
    ({ id, publishedAt }) => ids.includes(id) && Temporal.Instant.compare(publishedAt, until) < 0,
  )
  return there
    .map((video) => ({ of: video.id, figures: figuresOfPost(counting(past), livedBy(past, video)) }))
    .toSorted((one, other) => other.figures.videoViews - one.figures.videoViews)
    .slice(0, maxResults)
}

function ownVideos({ state }: Server, { id }: Person) {
  return state.videos.filter(({ channelId }) => channelId === id)
}

function earlier(one: Temporal.PlainDate, other: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(one, other) < 0 ? one : other
}

function later(one: Temporal.PlainDate, other: Temporal.PlainDate): Temporal.PlainDate {
  return earlier(one, other) === one ? other : one
}

function wrong(message: string) {
  return refused(400, { reason: 'badRequest', message, domain: 'global' })
}

function forbidden() {
  return refused(403, { reason: 'forbidden', message: 'Forbidden', domain: 'global' })
}

const counted: readonly InsightMetric[] = ['videoViews', 'watchSeconds', 'reactions', 'comments', 'shares', 'followers']

/** What many did. @throws Error with a sentence where there is no such video or channel. */
export function addDeeds(server: Server, deeds: Crowd): void {
  const { videos, people } = server.state
  if (![...videos, ...people].some(({ id }) => id === deeds.on)) throw new Error(`There is no video and no channel ${deeds.on} on YouTube.`)
  addCrowd(server, deeds, counted)
}
