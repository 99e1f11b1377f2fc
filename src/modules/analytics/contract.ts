import { z } from 'zod'

import { Reason } from '#contract/connections'
import { asks } from '#contract/teams'
import { commonRefusals, Instant, type RefusalKind } from '#kit/contract'

import { announcing } from './announcing-contract.ts'
import { bestTimes } from './best-times-contract.ts'
import { keeping } from './keeping-contract.ts'
import { type Metric, metrics } from './metrics-contract.ts'

export { type Announcement, type Announcing, type WatchedMetric, watchedMetrics } from './announcing-contract.ts'
export { type BestTimes } from './best-times-contract.ts'
export { type Keeping } from './keeping-contract.ts'
export { metricTexts, type MetricText } from './metric-texts-contract.ts'
export { type Metric, metrics } from './metrics-contract.ts'

export const analyticsRefusals = {
  ...commonRefusals,
  PERIOD_TOO_LONG: { status: 422, message: 'By the hour, figures are kept for 62 days. Choose fewer days, or figures by the day.' },
} as const satisfies Record<string, RefusalKind>

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a constant object are known
export const MetricName = z.enum(Object.keys(metrics) as [Metric, ...Metric[]])

const Day = z.iso.date()
const longestDays = 762

/** Days of the brand's calendar, both within the period. */
export const Period = z
  .object({ from: Day, to: Day })
  .refine(({ from, to }) => from <= to && Date.parse(to) - Date.parse(from) < longestDays * 86_400_000, 'Choose at most 25 months.')
export type Period = z.output<typeof Period>

export const PostType = z.enum(['text', 'image', 'gallery', 'video', 'short', 'story', 'link', 'poll', 'document'])
export type PostType = z.output<typeof PostType>

const Ids = z.array(z.uuid()).min(1).max(100)

/** What is looked at; what is absent does not narrow it. What stands in different fields must hold together, within a field one is enough. */
export const Filter = z.object({
  accountIds: Ids.optional(),
  networks: z.array(z.string()).min(1).max(30).optional(),
  campaignIds: Ids.optional(),
  labelIds: Ids.optional(),
  types: z.array(PostType).min(1).optional(),
})
export type Filter = z.output<typeof Filter>

/**
 * Two readings of "in this period" that are often taken for one another. `activity`: what happened in the period, on posts of any age, and on
 * the profiles. `published`: what the posts published in the period have gathered until now. How many people a post reached, and the mean of posts' own
 * rates, cannot be cut into days: under both they are those of the posts published in the period.
 */
export const Basis = z.enum(['activity', 'published'])
export type Basis = z.output<typeof Basis>

/** How the engagement rate is made, shown beside it. */
export const Rate = z.object({
  base: z.enum(['reach', 'impressions', 'followers']),
  /** `sums`: Σ engagements ÷ Σ base. `means`: the mean of each post's own rate. */
  average: z.enum(['sums', 'means']),
})
export type Rate = z.output<typeof Rate>
const usualRate = { base: 'reach', average: 'sums' } as const

export const By = z.enum(['nothing', 'account', 'network', 'campaign', 'label', 'type', 'post'])
export type By = z.output<typeof By>
export const Per = z.enum(['hour', 'day', 'week', 'month'])
export type Per = z.output<typeof Per>

/** A value that is missing is null and shown as "n/a"; it is never 0. */
const Values = z.partialRecord(MetricName, z.number().nullable())
export type Values = z.output<typeof Values>

const Line = z.object({
  /** What it is of: an account, campaign, label or post by its id, a network or type by its name; '' for all or none. */
  key: z.string(),
  /** Of a series: the first day of the bucket (by the brand's calendar; weeks begin on Monday), or its hour as an instant. */
  bucket: z.string().optional(),
  values: Values,
})
export type Line = z.output<typeof Line>

const Asked = z.object({
  brandId: z.uuid(),
  period: Period,
  filter: Filter.default({}),
  basis: Basis.default('activity'),
  rate: Rate.default(usualRate),
  metrics: z.array(MetricName).min(1).max(24),
})

/** How old the numbers are, and what they cannot say. */
const Standing = z.object({
  timeZone: z.string(),
  /** When a network last answered for one of the accounts; absent where none has yet. */
  readAt: Instant.optional(),
  /** Accounts within the filter for which a metric asked for is not told by their network. */
  missing: z.array(z.object({ metric: MetricName, accountIds: z.array(z.uuid()) })),
})

export const Figures = Standing.extend({
  total: Line,
  /** The same over `against`. A level (followers) is null there unless the same accounts were known: whoever was not yet read did not grow from nothing. */
  before: Line.optional(),
  lines: z.array(Line),
  /** Lines of `against`, where `by` asks for lines: of the same as `lines`, then of others. Levels as in `before`, each line by its own accounts. */
  linesBefore: z.array(Line).optional(),
})
export type Figures = z.output<typeof Figures>

/** A post as it stands on one account, whoever made it. */
export const MeasuredPost = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  network: z.string(),
  type: PostType,
  firstLine: z.string(),
  url: z.string(),
  publishedAt: Instant,
  /** Of Hearth's own posts. */
  postId: z.uuid().optional(),
  thumbMediaId: z.uuid().optional(),
  campaignId: z.uuid().optional(),
  labelIds: z.array(z.uuid()),
  /** What it has gathered until now, or in the period, by the basis asked for. */
  values: Values,
  readAt: Instant.optional(),
  gone: z.boolean(),
})
export type MeasuredPost = z.output<typeof MeasuredPost>

/** What posts of an account usually come to, the one that is looked at left out. */
const UsualOfPosts = z.object({
  /** All that were published in the last so many days. */
  posts: z.int(),
  days: z.int(),
  /** Of each metric the median of those that tell it. */
  values: Values,
})
export type UsualOfPosts = z.output<typeof UsualOfPosts>

/** The six measures of the overview, in this order. `followers` stands for the growth of the audience. */
export const sixMeasures = [
  'followers',
  'engagementRate',
  'impressions',
  'reach',
  'siteClicks',
  'conversions',
] as const satisfies readonly Metric[]

const Measure = z.object({
  metric: MetricName,
  now: z.number().nullable(),
  /** In the days it is compared with. A level (followers) only where the same accounts were known then. */
  before: z.number().nullable(),
  series: z.array(z.object({ bucket: z.string(), value: z.number().nullable() })),
})

/** A post, or an account's own figure, that moved a measure most, by how much. */
const Mover = z.object({ metric: MetricName, change: z.number(), accountId: z.uuid(), post: MeasuredPost.optional() })

export const Overview = Standing.extend({
  measures: z.array(Measure),
  per: Per,
  /** What grew or fell most against the days it is compared with, and because of which posts. */
  movers: z.array(Mover),
  byAccount: z.array(Line),
  byAccountBefore: z.array(Line),
})
export type Overview = z.output<typeof Overview>

const MetricSourceOut = z.object({
  network: z.string(),
  of: z.enum(['profile', 'post']),
  source: z.string(),
  /** By whose clock the network counts days. */
  zone: z.string().optional(),
  since: z.string().optional(),
  /** A text of the network. */
  note: z.string().optional(),
})

/** How the reading of one account goes. Without `tells`, its network tells no numbers; its posts are counted all the same. */
export const AccountStatus = z.object({
  accountId: z.uuid(),
  network: z.string(),
  tells: z.object({ profile: z.boolean(), posts: z.boolean(), audience: z.boolean() }),
  readAt: Instant.optional(),
  nextAt: Instant.optional(),
  /** How many days before its connection are read by now, of those that its network tells; absent where it tells none. */
  history: z.object({ days: z.int(), of: z.int(), done: z.boolean() }).optional(),
  /** What could not be read lately, and why. */
  troubles: z.array(
    z.object({ what: z.enum(['profile', 'posts', 'history', 'audience']), reason: Reason, failures: z.int(), nextAt: Instant.optional() }),
  ),
})
export type AccountStatus = z.output<typeof AccountStatus>

export const analytics = {
  ...announcing,
  ...keeping,
  bestTimes,
  dictionary: asks('numbers.read', 'reads', 'own')
    .route({ method: 'GET', path: '/analytics/dictionary', summary: 'Every metric with where each network takes it from' })
    .input(z.object({}))
    .output(z.array(z.object({ metric: MetricName, sources: z.array(MetricSourceOut) }))),
  overview: asks('numbers.read', 'reads', 'accounts')
    .route({
      method: 'POST',
      path: '/analytics/overview',
      summary: 'The six measures of a brand over some days against others, what moved them, and each account',
    })
    .errors(analyticsRefusals)
    .input(
      Asked.omit({ metrics: true, basis: true }).extend({
        /** The days it is compared with; unless given those right before: as many whole months where these are whole months, else as many days. */
        against: Period.optional(),
      }),
    )
    .output(Overview),
  figures: asks('numbers.read', 'reads', 'accounts')
    .route({ method: 'POST', path: '/analytics/figures', summary: 'Metrics over some days: in all, by something, and as a series' })
    .errors(analyticsRefusals)
    .input(
      Asked.extend({
        against: Period.optional(),
        by: By.default('nothing'),
        per: Per.optional(),
        /** Lines are ordered by the first metric, highest first. Of a series no more than 50,000 lines come back. By the hour, what posts alone tell is known. */
        limit: z.int().min(1).max(500).default(100),
      }),
    )
    .output(Figures),
  posts: asks('numbers.read', 'reads', 'accounts')
    .route({ method: 'POST', path: '/analytics/posts', summary: 'Posts with what they have gathered, ranked by a metric' })
    .errors(analyticsRefusals)
    .input(
      Asked.extend({
        by: MetricName,
        direction: z.enum(['highest', 'lowest']).default('highest'),
        limit: z.int().min(1).max(100).default(25),
        offset: z.int().min(0).max(10_000).default(0),
      }),
    )
    .output(Standing.extend({ posts: z.array(MeasuredPost), count: z.int() })),
  post: asks('numbers.read', 'reads', 'accounts')
    .route({ method: 'GET', path: '/analytics/posts/{id}', summary: 'A post with everything known of it, and how it grew' })
    .errors(analyticsRefusals)
    .input(z.object({ id: z.uuid(), base: Rate.shape.base.default(usualRate.base) }))
    .output(
      Standing.extend({
        post: MeasuredPost,
        /** Absent where there are too few posts to say. */
        usual: UsualOfPosts.optional(),
        /** What it had gathered in all at each reading that said something new. */
        growth: z.array(z.object({ at: Instant, values: Values })),
      }),
    ),
  hours: asks('numbers.read', 'reads', 'accounts')
    .route({ method: 'POST', path: '/analytics/hours', summary: 'How posts did by the hour of the week in which they were published' })
    .errors(analyticsRefusals)
    .input(Asked.omit({ metrics: true, basis: true }).extend({ metric: MetricName.default('engagements') }))
    .output(
      Standing.extend({
        /** `day` 1 is Monday. `mean` is per post, of rates the one chosen; null where none was published then. */
        cells: z.array(z.object({ day: z.int().min(1).max(7), hour: z.int().min(0).max(23), posts: z.int(), mean: z.number().nullable() })),
      }),
    ),
  status: asks('numbers.read', 'reads', 'accounts')
    .route({
      method: 'GET',
      path: '/analytics/status',
      summary: 'How far each account is read, when it is read next, and what stands in the way',
    })
    .input(z.object({ brandId: z.uuid() }))
    .output(z.array(AccountStatus)),
  readNow: asks('numbers.work', 'changes')
    .route({ method: 'POST', path: '/analytics/readings', summary: 'Ask the networks now, rather than when it is time again' })
    .input(z.object({ brandId: z.uuid() }))
    .output(z.object({ asked: z.int() })),
  audience: asks('numbers.read', 'reads', 'accounts')
    .route({ method: 'GET', path: '/analytics/audience', summary: 'Who follows each account, as far as its network tells' })
    .errors(analyticsRefusals)
    .input(z.object({ brandId: z.uuid() }))
    .output(
      z.array(
        z.object({
          accountId: z.uuid(),
          readAt: Instant,
          source: z.string(),
          groups: z.array(
            z.object({
              by: z.enum(['country', 'city', 'age', 'gender', 'language', 'industry', 'seniority', 'function']),
              key: z.string(),
              value: z.int(),
              unit: z.enum(['people', 'thousandths']),
            }),
          ),
        }),
      ),
    ),
}
