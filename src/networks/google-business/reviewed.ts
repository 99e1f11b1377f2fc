import type { Delivery, NetworkEnvironment, Outcome } from '../network.ts'
import { ask } from './api.ts'
import { type LocalPost, localPostSchema } from './local-post.ts'
import { signedIn } from './session.ts'
import { madeOf } from './steps.ts'

/** The post as Google has it now, with what its review came to. */
export function readReviewed(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<LocalPost>> {
  const { place: _, ...to } = signedIn(job.access)
  return ask({ ...to, method: 'GET', path: `/v4/${madeOf(job).name}`, answer: localPostSchema }, environment)
}

/** When to ask again about a review that began then. Soon at first, then ever more seldom: seconds are usual, hours happen. */
export function nextLook(since: Temporal.Instant, { now }: Pick<NetworkEnvironment, 'now'>): Temporal.Instant {
  const waited = now().since(since).total('seconds')
  const seconds = waited < 20 ? 3 : waited < 300 ? 15 : waited < 3600 ? 60 : 600
  return now().add({ seconds })
}
