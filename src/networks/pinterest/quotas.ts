import { z } from 'zod'

import type { AccountAccess, NetworkEnvironment, Outcome, QuotaReading, Quotas } from '../network.ts'
import { askWithHeaders } from './api.ts'
import { signedIn } from './session.ts'

/** Nothing is counted here: what is used, also by other accounts of the app, Pinterest says with every answer. */
export const quotas: Quotas = { counted: [], read }

/**
 * The limit that is nearest, where it is one of a day: an app with Trial access has a thousand requests
 * (https://developers.pinterest.com/docs/reference/rate-limits/). Those of a minute say nothing an hour later and are not told.
 */
async function read(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<readonly QuotaReading[]>> {
  const asked = await askWithHeaders({ ...signedIn(access), method: 'GET', path: '/user_account', answer: z.unknown() }, environment)
  return asked.ok ? { ok: true, value: readingIn(asked.value.headers) } : asked
}

const day = 24 * 60 * 60

/** As Envoy writes them: `1000, 1000;w=86400;name="…"` is the limit that holds, then every limit with its window in seconds. */
function readingIn(headers: Headers): readonly QuotaReading[] {
  const [nearest = '', ...policies] = (headers.get('x-ratelimit-limit') ?? '').split(',').map((each) => each.trim())
  const [max, remaining] = [nearest, headers.get('x-ratelimit-remaining')?.trim() ?? ''].map(asCount)
  const isDaily = policies.some((policy) => {
    const [, limit, seconds] = /^(\d+);w=(\d+)/.exec(policy) ?? []
    return Number(limit) === max && Number(seconds) >= day
  })
  if (max === undefined || remaining === undefined || !isDaily) return []
  return [{ name: 'requests', max, per: 'rolling-day', used: Math.max(0, max - remaining) }]
}

function asCount(written: string): number | undefined {
  return /^\d+$/.test(written) ? Number(written) : undefined
}
