import { z } from 'zod'

import { asks } from '#contract/teams'
import { commonRefusals } from '#kit/contract'

const Hour = z.int().min(0).max(23)

/** How a brand wants to hear of unusual days. */
export const Announcing = z.object({
  /** `off`: of none. */
  sensitivity: z.enum(['off', 'sensitive', 'balanced', 'strict']),
  /** By the brand's clock, nobody is told from this hour to that; the same twice: any time. */
  quietFrom: Hour,
  quietTo: Hour,
})
export type Announcing = z.output<typeof Announcing>

/** What is watched of each account, day by day. `mentions` are counted by the inbox: mentions, quotes and shares. */
export const watchedMetrics = ['followerGrowth', 'reach', 'engagements', 'clicks', 'siteClicks', 'mentions'] as const
export type WatchedMetric = (typeof watchedMetrics)[number]

export const Announcement = z.object({
  accountId: z.uuid(),
  /** By the brand's or the network's calendar, as the metric is counted. */
  day: z.iso.date(),
  metric: z.enum(watchedMetrics),
  value: z.int(),
  usual: z.object({ from: z.int(), to: z.int() }),
  direction: z.enum(['grew', 'fell']),
})
export type Announcement = z.output<typeof Announcement>

export const announcing = {
  announcing: asks('numbers.read', 'reads')
    .route({ method: 'GET', path: '/analytics/announcing', summary: 'How a brand wants to hear of unusual days' })
    .errors(commonRefusals)
    .input(z.object({ brandId: z.uuid() }))
    .output(Announcing),
  setAnnouncing: asks('numbers.work', 'changes')
    .route({ method: 'PUT', path: '/analytics/announcing', summary: 'Set how a brand wants to hear of unusual days' })
    .errors(commonRefusals)
    .input(Announcing.extend({ brandId: z.uuid() }))
    .output(Announcing),
  announcements: asks('numbers.read', 'reads')
    .route({ method: 'GET', path: '/analytics/announcements', summary: 'Unusual days of the last four weeks, newest first' })
    .errors(commonRefusals)
    .input(z.object({ brandId: z.uuid() }))
    .output(z.array(Announcement)),
}
