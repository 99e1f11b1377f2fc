import type { AccountAccess, NetworkEnvironment } from './network-environment.ts'
import type { Outcome } from './network-trouble.ts'

/** The numbers a network tells of a profile and of what stands on it. A network fills in what it has; what it does not tell is absent, never 0. */
export interface Insights {
  readonly profile?: ProfileInsights
  readonly posts?: PostInsights
  readonly audience?: AudienceInsights
}

export interface ProfileInsights {
  readonly sources: readonly MetricSource[]
  /** By whose clock the network counts days: an IANA zone. */
  readonly zone: string
  /** How many days before today its daily figures reach; 0 where it tells levels of this moment alone. */
  readonly backDays: number
  /** For how many days after its end a day's figures may still change. */
  readonly settleDays: number
  /** How many hours to wait between two readings. */
  readonly everyHours: number
  /** The figures of these days, the last one included, at most 30 at a time, and the levels of this moment. What the network does not tell is left out. */
  read(
    request: { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate },
    access: AccountAccess,
    environment: NetworkEnvironment,
  ): Promise<Outcome<ProfileReading>>
}

export interface PostInsights {
  readonly sources: readonly MetricSource[]
  /** How many posts are asked for at a time. */
  readonly atOnce: number
  /** After how many days nothing is told of a post any more; absent: as long as it stands. */
  readonly forDays?: number
  /** How often a post is looked at, by its age, youngest first; absent: as usual (`analytics/reading/pace.ts`). */
  readonly pace?: readonly { readonly untilHours: number; readonly everyMinutes: number }[]
  /** The figures of these posts until now. A post the network does not answer for stands in neither list. */
  read(posts: readonly PostAsked[], access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<PostsReading>>
  /** Posts of the profile that its timeline does not show, because they vanish: stories that are up now. */
  readonly vanishing?: (
    access: AccountAccess,
    environment: NetworkEnvironment,
  ) => Promise<Outcome<{ readonly posts: readonly VanishingPost[] } & InsightsUse>>
}

export interface AudienceInsights {
  /** The network's own name of it. */
  readonly source: string
  /** How many hours to wait between two readings. */
  readonly everyHours: number
  /** Who follows the profile. Empty where the network tells nothing of so few. */
  read(
    access: AccountAccess,
    environment: NetworkEnvironment,
  ): Promise<Outcome<{ readonly groups: readonly AudienceGroup[] } & InsightsUse>>
}

/**
 * A number by the name it has on every network; what each means stands in the dictionary of the module `analytics`. All are whole
 * numbers: people, times or, of `watchSeconds`, seconds. `followers` is a level; of the others those of a profile are told for one day,
 * those of a post for its whole life until now.
 */
export type InsightMetric =
  | 'followers'
  | 'followersGained'
  | 'followersLost'
  | 'profileViews'
  | 'impressions'
  | 'reach'
  | 'reactions'
  | 'comments'
  | 'shares'
  | 'saves'
  | 'clicks'
  | 'videoViews'
  | 'watchSeconds'
  | 'storyTaps'
  | 'storyExits'

/** What a number is made of on this network. */
export interface MetricSource {
  readonly metric: InsightMetric
  /** The network's own names, joined by ` + ` where they are added up: `likeCount`, `repostCount + quoteCount`. */
  readonly source: string
  /** Since when the network tells it by this name, where it is known: 2025-11-15. */
  readonly since?: string
  /** What it cannot say, or when it is missing: a key of the network's texts. */
  readonly note?: string
}

/** What reading took from the network's quotas, by their names, and what it cost in US dollars. */
export interface InsightsUse {
  readonly uses?: readonly { readonly name: string; readonly amount: number }[]
  readonly cost?: number
}

export interface ProfileReading extends InsightsUse {
  readonly figures: readonly ProfileFigure[]
}

/** With a day, the number of that whole day (or, of a level, at its end); without, the level of this moment. */
export interface ProfileFigure {
  readonly metric: InsightMetric
  readonly value: number
  readonly day?: Temporal.PlainDate
}

export interface PostAsked {
  /** As `Published.externalId` and `TimelinePost.externalId` gave it. */
  readonly externalId: string
  readonly publishedAt: Temporal.Instant
  /** What it is, as far as it is known. */
  readonly type: PostType | undefined
}

export interface PostsReading extends InsightsUse {
  readonly posts: readonly PostReading[]
  /** Ids of what is no longer there. */
  readonly gone?: readonly string[]
}

export interface PostReading {
  readonly externalId: string
  readonly figures: readonly { readonly metric: InsightMetric; readonly value: number }[]
  /** What it is, where the network tells. */
  readonly type?: PostType
}

export interface VanishingPost {
  readonly externalId: string
  readonly url: string
  readonly text: string
  readonly publishedAt: Temporal.Instant
  readonly type: PostType
}

/** What a post is, for comparing like with like. `gallery`: several pictures or a carousel. `short`: a short upright video that the network shows as such. */
export type PostType = 'text' | 'image' | 'gallery' | 'video' | 'short' | 'story' | 'link' | 'poll' | 'document'

export interface AudienceGroup {
  /** `country`: ISO 3166-1, two letters. `age`: `18-24`, `65+`. `gender`: `female`, `male`, `other`. `language`: BCP 47. The others in the network's words. */
  readonly by: 'country' | 'city' | 'age' | 'gender' | 'language' | 'industry' | 'seniority' | 'function'
  readonly key: string
  /** People, or thousandths of all where the network tells shares alone. */
  readonly value: number
  readonly unit: 'people' | 'thousandths'
}
