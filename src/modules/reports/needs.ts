import type { Clock } from '#kit/clock'
import type { Db } from '#kit/database'
import type { JobSender } from '#kit/jobs'
import type { Mail } from '#kit/mail'
import type { AnalyticsNeeds } from '#modules/analytics'
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
  readonly analytics: AnalyticsNeeds
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
