import type { Insights } from '../network.ts'
import { profile } from './channel-insights.ts'
import { posts } from './video-insights.ts'

/** What YouTube counts of the channel and of its videos. */
export const insights: Insights = { profile, posts }
