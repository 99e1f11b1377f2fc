import { randomUUID } from 'node:crypto'

import fastify, { type FastifyInstance } from 'fastify'

import type { Config } from './config.ts'

/** In milliseconds: for the head of a request, for all of it, and how often connections are looked at for those that are over. */
export interface Patience {
  readonly head: number
  readonly whole: number
  readonly look: number
}

/** A piece of a film is the most that comes in one request. */
const usual: Patience = { head: 20_000, whole: 120_000, look: 10_000 }

/** A web server that gives up on whoever sends slowly or without end, with nothing on it yet. */
export function bareServer({ trustProxy }: Pick<Config, 'trustProxy'>, { head, whole, look }: Patience = usual): FastifyInstance {
  return fastify({
    trustProxy,
    bodyLimit: 1024 * 1024,
    genReqId: () => randomUUID(),
    requestTimeout: whole,
    http: { headersTimeout: head, connectionsCheckingInterval: look },
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 2000 },
  })
}
