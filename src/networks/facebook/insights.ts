import type { Insights } from '../network.ts'
import { profile } from './page-insights.ts'
import { posts } from './post-insights.ts'

/** What the network counts of the Page and of what stands on it. Who follows it is told no more. */
export const insights: Insights = { profile, posts }
