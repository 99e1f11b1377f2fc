import type { BenchWorld } from './world.ts'

export interface Question {
  readonly path: '/analytics/figures' | '/analytics/posts' | '/analytics/hours' | '/analytics/overview'
  readonly body: Readonly<Record<string, unknown>>
}

const metrics = ['impressions', 'reach', 'engagements', 'engagementRate', 'clicks', 'posts', 'followers']
const bys = ['nothing', 'account', 'network', 'campaign', 'label', 'type', 'post'] as const

/** What a report page may ask: every `by` over every grain, both bases, filters alone and together, over a month, a year and two. */
export function questionsOn(world: BenchWorld): Question[] {
  const { brandId, campaigns, labels, accounts } = world
  const today = Temporal.Instant.fromEpochMilliseconds(world.now).toZonedDateTimeISO('Asia/Taipei').toPlainDate()
  const last = (days: number) => ({ from: today.subtract({ days: days - 1 }).toString(), to: today.toString() })
  const periods = [
    { period: last(30), per: 'day' },
    { period: last(365), per: 'week' },
    { period: last(730), per: 'month' },
  ]
  const networks = [...new Set(accounts.map(({ network }) => network))]
  const filters = [
    {},
    { accountIds: [accounts[0]?.id] },
    { networks: networks.slice(0, 2) },
    { campaignIds: campaigns.slice(-3) },
    { labelIds: labels.slice(0, 2) },
    { types: ['video', 'short'] },
    { networks: networks.slice(0, 2), types: ['image', 'video'] },
    { campaignIds: campaigns.slice(-2), labelIds: labels.slice(0, 3), types: ['image'] },
  ]
  const figures = periods.flatMap(({ period, per }) =>
    (['activity', 'published'] as const).flatMap((basis) =>
      filters.flatMap((filter, index) =>
        bys
          .filter((_, at) => index === 0 || at % 3 === index % 3)
          .map((by): Question => ({
            path: '/analytics/figures',
            body: { brandId, period, filter, basis, metrics, by, ...(by === 'post' ? {} : { per }) },
          })),
      ),
    ),
  )
  const means = periods.map(({ period }): Question => ({
    path: '/analytics/figures',
    body: { brandId, period, metrics: ['engagementRate'], by: 'network', rate: { base: 'reach', average: 'means' } },
  }))
  const posts = periods.flatMap(({ period }) =>
    (['activity', 'published'] as const).map((basis): Question => ({
      path: '/analytics/posts',
      body: { brandId, period, basis, metrics, by: 'engagements' },
    })),
  )
  const hours = periods.map(({ period }): Question => ({ path: '/analytics/hours', body: { brandId, period } }))
  return [...figures, ...means, ...posts, ...hours]
}

/** The overview as it opens, and over the periods people choose. */
export function overviewsOn(world: BenchWorld): Question[] {
  const today = Temporal.Instant.fromEpochMilliseconds(world.now).toZonedDateTimeISO('Asia/Taipei').toPlainDate()
  return [7, 28, 30, 30, 30].map((days, back) => ({
    path: '/analytics/overview',
    body: {
      brandId: world.brandId,
      period: { from: today.subtract({ days: days + back }).toString(), to: today.subtract({ days: back + 1 }).toString() },
    },
  }))
}
