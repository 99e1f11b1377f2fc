/** Those that are kept as facts: what networks tell (`InsightMetric`), and what Hearth counts itself: people who followed the brand’s own links, and what came of it. */
export const factMetrics = [
  'followers',
  'followersGained',
  'followersLost',
  'profileViews',
  'impressions',
  'reach',
  'reactions',
  'comments',
  'shares',
  'saves',
  'clicks',
  'siteClicks',
  'conversions',
  'videoViews',
  'watchSeconds',
  'storyTaps',
  'storyExits',
] as const
export type FactMetric = (typeof factMetrics)[number]

type DerivedMetric = 'posts' | 'engagements' | 'engagementRate' | 'followerGrowth' | 'clickRate' | 'averageWatch'

/** A number that Hearth shows, by one name everywhere: a fact, or what follows from facts by `formula`. */
export type Metric = FactMetric | DerivedMetric

interface MetricFacts {
  readonly unit: 'count' | 'people' | 'percent' | 'seconds'
  /**
   * How it is put together over days, posts or accounts. `sum`: added up. `level`: the last one of the time counts, and accounts are added up.
   * `mean`: people; they are never added up as if they were others, what is shown is the mean per day or per post. `rate`: by its formula.
   */
  readonly joins: 'sum' | 'level' | 'mean' | 'rate'
  /** Whose number it can be. */
  readonly of: readonly ('profile' | 'post')[]
  /** What it follows from. */
  readonly from?: readonly Metric[]
  /** Less is better. */
  readonly falls?: true
  /** Counted by Hearth itself, for any network. */
  readonly counted?: true
}

const both = ['profile', 'post'] as const

/** The dictionary. Names, definitions and formulas in words stand in `metric-texts-contract.ts`; which network tells what stands with the networks (`Insights.*.sources`). */
export const metrics: Readonly<Record<Metric, MetricFacts>> = {
  followers: { unit: 'people', joins: 'level', of: ['profile'] },
  followersGained: { unit: 'people', joins: 'sum', of: ['profile'] },
  followersLost: { unit: 'people', joins: 'sum', of: ['profile'], falls: true },
  /** Followers at the end of the time − followers before it; also where a network tells no gains and losses. */
  followerGrowth: { unit: 'people', joins: 'sum', of: ['profile'], from: ['followers'] },
  profileViews: { unit: 'count', joins: 'sum', of: ['profile'] },
  posts: { unit: 'count', joins: 'sum', of: ['post'], counted: true },
  impressions: { unit: 'count', joins: 'sum', of: both },
  reach: { unit: 'people', joins: 'mean', of: both },
  reactions: { unit: 'count', joins: 'sum', of: both },
  comments: { unit: 'count', joins: 'sum', of: both },
  shares: { unit: 'count', joins: 'sum', of: both },
  saves: { unit: 'count', joins: 'sum', of: both },
  /** Σ of reactions, comments, shares and saves, as far as the network tells them. */
  engagements: { unit: 'count', joins: 'sum', of: both, from: ['reactions', 'comments', 'shares', 'saves'] },
  /** Engagements ÷ the chosen base × 100, put together the chosen way. */
  engagementRate: { unit: 'percent', joins: 'rate', of: both, from: ['engagements', 'reach', 'impressions', 'followers'] },
  clicks: { unit: 'count', joins: 'sum', of: both },
  siteClicks: { unit: 'count', joins: 'sum', of: both, counted: true },
  /** Leads, opportunities and sales, each as one, on the day by the brand’s clock on which it happened. */
  conversions: { unit: 'count', joins: 'sum', of: both, counted: true },
  /** Clicks ÷ impressions × 100. */
  clickRate: { unit: 'percent', joins: 'rate', of: both, from: ['clicks', 'impressions'] },
  videoViews: { unit: 'count', joins: 'sum', of: both },
  watchSeconds: { unit: 'seconds', joins: 'sum', of: both },
  /** Seconds watched ÷ views of videos. */
  averageWatch: { unit: 'seconds', joins: 'rate', of: both, from: ['watchSeconds', 'videoViews'] },
  storyTaps: { unit: 'count', joins: 'sum', of: ['post'] },
  storyExits: { unit: 'count', joins: 'sum', of: ['post'], falls: true },
}
