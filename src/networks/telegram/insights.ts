import { z } from 'zod'

import { followersNow } from '../followers-now.ts'
import type { AccountAccess, Insights, NetworkEnvironment, Outcome } from '../network.ts'
import { ask } from './api.ts'
import { channelOf, signedIn } from './session.ts'

/** A bot is told how many members a channel has at this moment, and nothing else: no views, no reactions of the past, not who they are. */
export const insights = {
  profile: followersNow({ source: 'getChatMemberCount', note: 'insights.members', everyHours: 12, read: countMembers }),
} satisfies Insights

function countMembers(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<number>> {
  const parameters = { chat_id: channelOf(access) }
  return ask({ ...signedIn(access), method: 'getChatMemberCount', parameters, answer: z.int().nonnegative() }, environment)
}
