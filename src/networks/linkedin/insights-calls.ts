import type { z } from 'zod'

import { orRightMissing } from '../graph-right-missing.ts'
import type { AccountAccess, InsightsUse, NetworkEnvironment, Outcome } from '../network.ts'
import { ask, body, type Call } from './api.ts'
import { signedIn } from './session.ts'

/** Calls made for one reading, each of which counts for the person and for the app. */
export interface Calling {
  read<Value>(call: Pick<Call<Value>, 'path' | 'query' | 'restliQuery'>, answer: z.ZodType<Value>): Promise<Outcome<Value>>
  used(): Required<Pick<InsightsUse, 'uses'>>
}

/** Whoever lacks a right, or is no administrator of the page, loses nothing else. */
export function calling(access: AccountAccess, environment: NetworkEnvironment): Calling {
  let amount = 0
  return {
    read: async (call, answer) => {
      amount += 1
      const read = await ask({ ...call, session: signedIn(access), answer: body(answer) }, environment)
      return read.ok ? read : orRightMissing(read)
    },
    used: () => ({ uses: ['member_calls', 'app_calls'].map((name) => ({ name, amount })) }),
  }
}

/** Of an account whose grant has not the right; nothing is asked then. */
export const notAllowed: Extract<Outcome<never>, { ok: false }> = {
  ok: false,
  trouble: { kind: 'rejected', reason: { code: 'insights-not-allowed' } },
}

/** In milliseconds since 1970: a day begins at midnight, UTC. */
export function startOf(day: Temporal.PlainDate): number {
  return day.toZonedDateTime('UTC').epochMilliseconds
}
