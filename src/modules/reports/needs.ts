import type { Basis, Figures, Filter, MeasuredPost, Metric, Period, Rate } from '#contract/analytics'
import type { Clock } from '#kit/clock'
import type { Db } from '#kit/database'
import type { JobSender } from '#kit/jobs'
import type { Mail } from '#kit/mail'
import type { Notify } from '#modules/notifications'

/** What this module works with; everything is passed in by the server. */
export interface ReportsNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly jobs: JobSender
  readonly mail: Mail
  readonly notify: Notify
  readonly secretKey: Uint8Array
  readonly publicUrl: string
  readonly analytics: AnalyticsReader
  /** A picture of the library as a small JPEG or PNG; undefined where it is gone. */
  readonly picture: (wanted: WantedPicture) => Promise<{ bytes: Uint8Array; mimeType: string } | undefined>
  readonly networkName: (networkId: string) => string
}

/** What tiles are made with. */
export type TileNeeds = Pick<ReportsNeeds, 'db' | 'networkName'>

export interface WantedPicture {
  readonly workspaceId: string
  readonly mediaId: string
  /** Of the longer side, in pixels. */
  readonly side: number
  readonly mimeType: 'image/jpeg' | 'image/png'
}

interface Asked {
  readonly workspaceId: string
  readonly brandId: string
  readonly period: Period
  readonly filter: Filter
  readonly basis: Basis
  readonly rate: Rate
  readonly metrics: Metric[]
}

export interface FiguresAsked extends Asked {
  readonly against?: Period
  readonly by: 'nothing' | 'account' | 'network' | 'campaign' | 'label' | 'type'
  readonly per?: 'day' | 'week' | 'month'
  readonly limit: number
}

export interface PostsAsked extends Asked {
  readonly by: Metric
  readonly direction: 'highest' | 'lowest'
  readonly limit: number
  readonly offset: 0
}

/** The questions of analytics that reports ask. */
export interface AnalyticsReader {
  readonly figures: (asked: FiguresAsked) => Promise<Figures>
  readonly posts: (asked: PostsAsked) => Promise<Pick<Figures, 'timeZone' | 'readAt' | 'missing'> & { posts: MeasuredPost[] }>
}
