import type { Insights } from '../network.ts'
import { profile } from './account-insights.ts'
import { audience } from './audience-insights.ts'
import { posts } from './media-insights.ts'

/** What the network counts of the account, of what stands on it, and of who follows it. */
export const insights: Insights = { profile, posts, audience }
