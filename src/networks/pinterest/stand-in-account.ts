import { z } from 'zod'

import type { Json } from '#kit/json'

import type { InsightMetric } from '../network-insights.ts'
import { addCrowd } from '../stand-in-crowd.ts'
import { type Figures, figuresOfDay, figuresOfPost, followersOf, type Lived } from '../stand-in-figures.ts'
import type { Crowd } from '../stand-in.ts'
import { ownPin } from './stand-in-pins.ts'
import { personWith, type Pin, type Server } from './stand-in-state.ts'
import { ApiError, invalid, readQuery, type Signed } from './stand-in-wire.ts'

/** `GET /v5/user_account` */
export function userAccount(asked: Signed): Json {
  const { server, grant } = asked
  readQuery(asked, z.strictObject({}))
  const { id, handle, displayName, business, bio = '', avatarUrl } = personWith(server, grant.personId)
  const own = (owned: { readonly personId?: string; readonly ownerId?: string }) => owned.personId === id || owned.ownerId === id
  return {
    id,
    username: handle,
    account_type: business ? 'BUSINESS' : 'PINNER',
    business_name: business ? displayName : null,
    about: bio,
    website_url: '',
    profile_image: avatarUrl ?? '',
    follower_count: followersOf(server, id),
    following_count: server.state.follows.filter(({ by }) => by === id).length,
    pin_count: server.state.pins.filter(own).length,
    board_count: server.state.boards.filter(own).length,
    monthly_views: 0,
  }
}

const standard = ['IMPRESSION', 'SAVE', 'PIN_CLICK', 'OUTBOUND_CLICK', 'TOTAL_COMMENTS', 'TOTAL_REACTIONS', 'USER_FOLLOW', 'PROFILE_VISIT']
const ofFilms = ['VIDEO_MRC_VIEW', 'VIDEO_V50_WATCH_TIME', 'VIDEO_START']
const ofAccounts = ['ENGAGEMENT', 'IMPRESSION', 'OUTBOUND_CLICK', 'PIN_CLICK', 'SAVE']

const Span = z.strictObject({
  start_date: z.iso.date(),
  end_date: z.iso.date(),
  metric_types: z.string().transform((list) => list.split(',')),
  source: z.enum(['ALL', 'YOUR_PINS', 'OTHER_PINS']).optional(),
})

interface Asking {
  readonly from: Temporal.PlainDate
  readonly to: Temporal.PlainDate
  readonly metrics: readonly string[]
}

/** @throws ApiError (400) */
function spanOf(asked: Signed, known: readonly string[]): Asking {
  const { start_date, end_date, metric_types: metrics } = readQuery(asked, Span)
  const [from, to] = [Temporal.PlainDate.from(start_date), Temporal.PlainDate.from(end_date)]
  const earliest = todayOf(asked.server).subtract({ days: 90 })
  if (Temporal.PlainDate.compare(from, earliest) < 0) throw invalid('start_date cannot be more than 90 days back from today.')
  if (Temporal.PlainDate.compare(from, to) > 0 || Temporal.PlainDate.compare(to, from.add({ days: 90 })) > 0)
    throw invalid('end_date cannot be more than 90 days past start_date.')
  const strange = metrics.find((metric) => !known.includes(metric))
  if (strange !== undefined) throw invalid(`Metric type ${strange} is not available.`)
  return { from, to, metrics }
}

function todayOf({ world }: Server): Temporal.PlainDate {
  return world.now().toZonedDateTimeISO('UTC').toPlainDate()
}

/** `GET /v5/pins/{pin_id}/analytics`: comments and reactions are told of its whole life, the others of the days asked for. */
export function pinAnalytics(asked: Signed, id: string): Json {
  const pin = ownPin(asked, id)
  const { metrics } = spanOf(asked, pin.kind === 'video' ? [...standard, ...ofFilms] : standard)
  const figures = figuresOfPost(asked.server, lived(asked.server, pin))
  const all = { ...named(figures), SAVE: figures.saves + pin.saves.length }
  return {
    all: {
      lifetime_metrics: only(
        all,
        metrics.filter((metric) => isForLife(metric)),
      ),
      daily_metrics: [],
      summary_metrics: only(
        all,
        metrics.filter((metric) => !isForLife(metric)),
      ),
    },
  }
}

/** `GET /v5/user_account/analytics`: of business accounts, day by day; today is still being counted. @throws ApiError (403) */
export function accountAnalytics(asked: Signed): Json {
  const { server, grant } = asked
  const { from, to, metrics } = spanOf(asked, ofAccounts)
  if (!personWith(server, grant.personId).business) throw new ApiError(403, 29, 'You are not permitted to access that resource.')
  const posts = server.state.pins.filter(({ personId }) => personId === grant.personId).map((pin) => lived(server, pin))
  const days = Array.from({ length: from.until(to, { largestUnit: 'day' }).days + 1 }, (_, index) => from.add({ days: index }))
  return {
    all: {
      daily_metrics: days.map((day) => ({
        date: day.toString(),
        data_status: Temporal.PlainDate.compare(day, todayOf(server)) < 0 ? 'READY' : 'PROCESSING',
        metrics: only(named(figuresOfDay(server, { profileId: grant.personId, day, zone: 'UTC', posts })), metrics),
      })),
      summary_metrics: {},
    },
  }
}

/** Told of a pin's whole life, whatever days are asked for. */
function isForLife(metric: string): boolean {
  return metric.startsWith('TOTAL_')
}

function named(figures: Figures): Readonly<Record<string, number>> {
  return {
    IMPRESSION: figures.impressions,
    SAVE: figures.saves,
    OUTBOUND_CLICK: figures.clicks,
    PIN_CLICK: figures.clicks,
    TOTAL_COMMENTS: figures.comments,
    TOTAL_REACTIONS: figures.reactions,
    VIDEO_MRC_VIEW: figures.videoViews,
    ENGAGEMENT: figures.saves + figures.clicks,
  }
}

function only(all: Readonly<Record<string, number>>, metrics: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(metrics.map((metric) => [metric, all[metric] ?? 0]))
}

function lived({ state }: Server, { id, at, likes, saves, film }: Pin): Lived {
  const comments = state.comments.filter(({ pinId }) => pinId === id).map((comment) => comment.at)
  return { id, at, likes: likes.length, shares: saves.length, comments, ...(film ? { seconds: film.seconds } : {}) }
}

const counted: readonly InsightMetric[] = ['impressions', 'saves', 'clicks', 'reactions', 'comments', 'videoViews', 'followers']

/** What many did. @throws Error with a sentence where there is no such pin or profile. */
export function addDeeds(server: Server, deeds: Crowd): void {
  const { pins, people } = server.state
  if (![...pins, ...people].some(({ id }) => id === deeds.on)) throw new Error(`There is no pin and nobody ${deeds.on} on Pinterest.`)
  addCrowd(server, deeds, counted)
}
