import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

import { type Acting, apiKeyIn } from '#modules/teams'

/** Requests in a minute to everything below `/api/`. */
interface Rates {
  readonly address: number
  readonly person: number
  readonly key: number
}

/** An office has one address. Twenty requests a second, as usual for a person, no page of ours comes near. */
export function ratesOf({ requestsPerMinute }: { readonly requestsPerMinute: number }): Rates {
  return { address: requestsPerMinute * 2.5, person: requestsPerMinute, key: requestsPerMinute }
}

/**
 * Counted in this process: these limits keep it on its feet and cost no query; of several web processes each answers as many. What keeps
 * secrets from being guessed is counted in the database. A live stream counts once, when it opens; pictures and pages are not counted.
 */
export async function limitAddresses(app: FastifyInstance, { address }: Pick<Rates, 'address'>): Promise<void> {
  await app.register(rateLimit, { max: address, timeWindow: '1 minute', allowList: (request) => !request.url.startsWith('/api/') })
}

/** Counts a request of somebody who is known, by their login or by their key. Answers 429 itself, and says so, when there were too many. */
export type LimitCallers = (request: FastifyRequest, reply: FastifyReply, by: { acting?: Acting; headers: Headers }) => Promise<boolean>

/** After `limitAddresses`. */
export function limitCallers(app: FastifyInstance, { person, key }: Pick<Rates, 'person' | 'key'>): LimitCallers {
  const callers = new WeakMap<FastifyRequest, string>()
  const keyGenerator = (request: FastifyRequest) => callers.get(request) ?? ''
  const [people, keys] = [person, key].map((max) => app.createRateLimit({ max, timeWindow: '1 minute', keyGenerator, allowList: [] }))
  return async (request, reply, { acting, headers }) => {
    if (!acting) return false
    callers.set(request, acting.via === 'api-key' ? (apiKeyIn(headers) ?? '') : acting.userId)
    const counted = await (acting.via === 'api-key' ? keys : people)?.(request)
    if (!counted || counted.isAllowed || !counted.isExceeded) return false
    const seconds = Math.max(1, counted.ttlInSeconds)
    const whose = acting.via === 'api-key' ? 'with this API key' : 'by you'
    await reply
      .status(429)
      .header('retry-after', seconds)
      .send({
        code: 'TOO_MANY_REQUESTS',
        status: 429,
        message: `More than ${counted.max} requests were made ${whose} within a minute. Go on in ${seconds} seconds.`,
      })
    return true
  }
}
