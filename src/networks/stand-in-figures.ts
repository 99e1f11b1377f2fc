import type { z } from 'zod'

import type { InsightMetric } from './network-insights.ts'
import { type CrowdDeed, crowdOf, isWithin, type Span } from './stand-in-crowd.ts'
import type { Follow } from './stand-in-people.ts'
import { seenBefore } from './stand-in-seen.ts'
import type { StandInWorld } from './stand-in.ts'

interface Server {
  readonly world: Pick<StandInWorld, 'now' | 'changed'>
  readonly state: { readonly crowd: z.infer<typeof CrowdDeed>[]; readonly follows: readonly z.infer<typeof Follow>[] }
}

/** Everything a network could tell of one post, or of one day of a profile. */
export type Figures = Readonly<Record<InsightMetric, number>>

/** A post and what people here did about it. When they liked and shared it nobody noted: it counts for the day of the post. */
export interface Lived {
  readonly id: string
  /** ISO instants, these of comments too. */
  readonly at: string
  readonly likes: number
  readonly shares: number
  readonly comments: readonly string[]
  /** Of a video. */
  readonly seconds?: number
}

/** What has come of a post by now: what people here and the crowd did, and how often it was seen for that. */
export function figuresOfPost(server: Server, post: Lived): Figures {
  return cameOf(server, post, { to: server.world.now().add({ milliseconds: 1 }) })
}

interface Day {
  readonly profileId: string
  readonly day: Temporal.PlainDate
  /** By whose clock it is counted. */
  readonly zone: string
  readonly posts: readonly Lived[]
}

/** What a day brought a profile, as far as it has gone; `followers` is how many there were at its end. */
export function figuresOfDay(server: Server, { profileId, day, zone, posts }: Day): Figures {
  const span = { from: day.toZonedDateTime(zone).toInstant(), to: day.add({ days: 1 }).toZonedDateTime(zone).toInstant() }
  const came = posts.map((post) => cameOf(server, post, span))
  const ofPosts = eachOf((metric) => came.reduce((sum, figures) => sum + figures[metric], 0))
  const followersGained = followed(server, profileId, span, (times) => times > 0)
  const ofProfile: Figures = {
    ...ofPosts,
    // The same people see more than one post.
    reach: Math.round(ofPosts.reach * 0.8),
    profileViews: Math.round(ofPosts.impressions * 0.03) + followersGained,
  }
  return {
    ...withCrowd(server, profileId, { span, counted: ofProfile }),
    followersGained,
    followersLost: -followed(server, profileId, span, (times) => times < 0),
    followers: followersOf(server, profileId, span.to),
  }
}

/** How many follow a profile, now or before an instant. */
export function followersOf(server: Server, profileId: string, before?: Temporal.Instant): number {
  return followed(server, profileId, before ? { to: before } : {}, () => true)
}

/** `counts`: of the crowd, those who came (more than 0) or left (less). */
function followed({ state }: Server, profileId: string, span: Span, counts: (times: number) => boolean): number {
  // What was followed before anybody noted when, was followed long ago.
  const people = state.follows.filter(({ of, at }) => of === profileId && (at === undefined ? !span.from : isWithin(at, span)))
  const deeds = state.crowd.filter(
    ({ on, what, at, times }) => on === profileId && what === 'followers' && counts(times) && isWithin(at, span),
  )
  return deeds.reduce((sum, { times }) => sum + times, counts(1) ? people.length : 0)
}

function cameOf(server: Server, post: Lived, span: Span & { readonly to: Temporal.Instant }): Figures {
  const after = upTo(post, span.to)
  const before = span.from ? upTo(post, span.from) : nothing
  return withCrowd(server, post.id, { span, counted: eachOf((metric) => after[metric] - before[metric]) })
}

function upTo({ id, at, likes, shares, comments, seconds = 0 }: Lived, instant: Temporal.Instant): Figures {
  if (!isWithin(at, { to: instant })) return nothing
  const atOnce = Array.from({ length: likes + shares }, () => at)
  const reach = seenBefore({ id, at, deeds: [...comments, ...atOnce] }, instant)
  const impressions = Math.floor(reach * 1.4)
  const videoViews = seconds > 0 ? Math.floor(impressions * 0.7) : 0
  return {
    ...nothing,
    reach,
    impressions,
    reactions: likes,
    shares,
    comments: comments.filter((each) => isWithin(each, { to: instant })).length,
    saves: Math.floor(reach * 0.02),
    clicks: Math.floor(reach * 0.05),
    videoViews,
    watchSeconds: Math.floor(videoViews * seconds * 0.45),
    storyTaps: Math.floor(impressions * 0.6),
    storyExits: Math.floor(impressions * 0.08),
  }
}

function withCrowd({ state }: Server, on: string, { span, counted }: { readonly span: Span; readonly counted: Figures }): Figures {
  return eachOf((metric) => Math.max(0, counted[metric] + crowdOf(state, on, metric, span)))
}

const nothing: Figures = {
  followers: 0,
  followersGained: 0,
  followersLost: 0,
  profileViews: 0,
  impressions: 0,
  reach: 0,
  reactions: 0,
  comments: 0,
  shares: 0,
  saves: 0,
  clicks: 0,
  videoViews: 0,
  watchSeconds: 0,
  storyTaps: 0,
  storyExits: 0,
}

function eachOf(value: (metric: InsightMetric) => number): Figures {
  const figures: Record<InsightMetric, number> = { ...nothing }
  let metric: InsightMetric
  for (metric in nothing) figures[metric] = value(metric)
  return figures
}
