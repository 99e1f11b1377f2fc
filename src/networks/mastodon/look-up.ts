import type { Json } from '#kit/json'

import type { Delivery, NetworkEnvironment, Outcome } from '../network.ts'
import { notTaken } from '../not-taken.ts'
import type { Status } from './api.ts'
import { pagesOf, type Page } from './pages.ts'
import { asMade } from './part.ts'
import { isTheSame } from './same.ts'
import { signedIn } from './session.ts'
import { keySeconds, madeFor, preparedSchema } from './steps.ts'

type Found = { readonly found: true; readonly result: Json } | { readonly found: false }

/** Is this part on the profile? Reads what was posted since the delivery was prepared, and answers “no” only where it has seen all of that. */
export async function lookUpPart(number: number, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Found>> {
  const { server } = signedIn(job.access)
  const taken = new Set(job.content.parts.flatMap((_, index) => madeFor(index + 1, job)?.id ?? []))
  for await (const page of pagesOf(job.access, {}, environment)) {
    if (!page.ok) return page
    const since = beginning(page.value, job, environment.now())
    for (const status of await notTaken(page.value.statuses, environment)) {
      if (taken.has(status.id) || !isSince(status, since)) continue
      const same = await isTheSame(status, { number, job, environment })
      if (!same.ok) return same
      if (same.value) return { ok: true, value: { found: true, result: { ...asMade(status, server) } } }
    }
    if (page.value.statuses.some((status) => !isSince(status, since))) break
  }
  return { ok: true, value: { found: false } }
}

function isSince({ created_at: at }: Status, since: number): boolean {
  return Date.parse(at) >= since
}

/** `Date` tells whole seconds, and an answer takes a while: up to here two clocks count as one. */
const together = 1500
const narrow = 1000
const wide = 120_000

/**
 * Before which nothing of this delivery was made, by the server's clock, in milliseconds since 1970. While the key holds, missing our post costs
 * nothing and another post must not be taken for it; afterwards missing it would have it sent twice.
 */
function beginning({ ahead = 0 }: Page, { prepared, access }: Delivery, now: Temporal.Instant): number {
  const at = Temporal.Instant.from(preparedSchema.parse(prepared).at)
  const keyHolds = signedIn(access).keepsKeys && now.since(at).total('seconds') < keySeconds
  if (!keyHolds) return at.epochMilliseconds + ahead - wide
  return Math.abs(ahead) < together ? at.epochMilliseconds : at.epochMilliseconds + ahead - narrow
}
