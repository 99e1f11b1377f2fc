import type { InsightMetric } from '#networks/network'

/** Whom a brand reaches on a network besides those of the story who have a name. */
export interface CrowdSize {
  /** So many followed it before the story begins. */
  readonly followers: number
  /** What an ordinary post brings, as shares of them: of what the network counts. */
  readonly post: Readonly<Partial<Record<InsightMetric, number>>>
  /** What comes on top of a film: views, as a share of them, and seconds of each view where the network counts those. */
  readonly film?: { readonly views: number; readonly seconds?: number }
}

export const crowdSizes: Readonly<Record<string, CrowdSize>> = {
  bluesky: { followers: 640, post: { reactions: 0.032, shares: 0.006, saves: 0.004 } },
  mastodon: { followers: 410, post: { reactions: 0.03, shares: 0.012 } },
  x: {
    followers: 1180,
    post: { impressions: 0.75, reactions: 0.014, shares: 0.003, saves: 0.003, profileViews: 0.008 },
    film: { views: 0.4 },
  },
  instagram: {
    followers: 2350,
    post: { impressions: 0.52, reach: 0.38, reactions: 0.024, shares: 0.003, saves: 0.004 },
    film: { views: 0.45, seconds: 4 },
  },
}
