import { isIP } from 'node:net'
import { hostname } from 'node:os'

import type { FastifyInstance, FastifyRequest } from 'fastify'

import type { Config } from './config.ts'

/**
 * Refuses requests that a foreign page makes in a signed-in person's name: an unknown Host (a foreign name pointed at this
 * machine), or a changing request whose Origin is another site. API keys need no Origin.
 */
export function guardOrigins(app: FastifyInstance, config: Pick<Config, 'publicUrl' | 'host'>): void {
  const known = new URL(config.publicUrl)
  app.addHook('onRequest', async (request, reply) => {
    if (!isOurHost(request.host, known.host)) {
      await reply.status(421).send({
        code: 'WRONG_HOST',
        status: 421,
        message: `Hearth does not know itself as "${request.host}". Open ${config.publicUrl}, or set HEARTH_PUBLIC_URL to the address people use.`,
      })
      return
    }
    if (isForeign(request, known) && !isForSites(request)) {
      await reply
        .status(403)
        .send({ code: 'FOREIGN_ORIGIN', status: 403, message: 'Another site sent this request in your name, so it was refused.' })
    }
  })
}

function isOurHost(host: string, knownHost: string): boolean {
  if (host === knownHost) return true
  const name = host.replace(/:\d+$/, '').replace(/^\[|\]$/g, '')
  return name === 'localhost' || isIP(name) > 0 || name === hostname()
}

/** The door of conversions is for the pages of other sites, and knows nobody who is signed in. */
function isForSites(request: FastifyRequest): boolean {
  return request.routeOptions.url === '/c/:key'
}

function isForeign(request: FastifyRequest, known: URL): boolean {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return false
  if (request.headers['sec-fetch-site'] === 'cross-site') return true
  const { origin } = request.headers
  if (origin === undefined) return false
  if (!URL.canParse(origin)) return true
  const { host, protocol } = new URL(origin)
  // Under our own name the page is open as it was set: whoever answers for it over plain HTTP is somebody on the way.
  return host !== request.host || (host === known.host && protocol !== known.protocol)
}
