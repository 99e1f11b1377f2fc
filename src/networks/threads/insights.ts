import type { Insights } from '../network.ts'
import { audience } from './audience-insights.ts'
import { posts } from './post-insights.ts'
import { profile } from './profile-insights.ts'

/** What the network counts of the profile, of what stands on it, and of who follows it. */
export const insights = { profile, posts, audience } satisfies Insights
