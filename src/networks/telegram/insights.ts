import { z } from 'zod'

import type { Insights, ProfileInsights } from '../network.ts'
import { ask } from './api.ts'
import { channelOf, signedIn } from './session.ts'

/** A bot is told how many members a channel has at this moment, and nothing else: no views, no reactions of the past, not who they are. */
const profile = {
  sources: [{ metric: 'followers', source: 'getChatMemberCount', note: 'insights.members' }],
  zone: 'UTC',
  backDays: 0,
  settleDays: 0,
  everyHours: 12,
  read: async (_, access, environment) => {
    const call = {
      ...signedIn(access),
      method: 'getChatMemberCount',
      parameters: { chat_id: channelOf(access) },
      answer: z.int().nonnegative(),
    }
    const counted = await ask(call, environment)
    return counted.ok ? { ok: true, value: { figures: [{ metric: 'followers', value: counted.value }] } } : counted
  },
} satisfies ProfileInsights

export const insights = { profile } satisfies Insights
