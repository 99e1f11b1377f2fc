import helmet from '@fastify/helmet'
import type { AnyRouter } from '@orpc/server'
import type { FastifyInstance, FastifyRequest } from 'fastify'

import type { Log } from '#kit/log'
import { clientDocument } from '#modules/connections'
import { holdBack } from '#modules/governance'
import type { LinksDoor } from '#modules/links'
import { serveLinked, serveMedia } from '#modules/media'
import { type CallContext, demoWorkspaceId, type HoldBack, type SignIn } from '#modules/teams'
import type { Sandbox } from '#sandbox'

import { mountApi } from './api.ts'
import { bareServer } from './bare-server.ts'
import type { Config } from './config.ts'
import { docsPage } from './docs-page.ts'
import type { ModuleNeeds } from './module-needs.ts'
import { mountConversions } from './mount-conversions.ts'
import { mountLinks } from './mount-links.ts'
import { mountSandbox } from './mount-sandbox.ts'
import { mountUploads } from './mount-uploads.ts'
import { mountWebhooks } from './mount-webhooks.ts'
import { openApiDocument } from './openapi.ts'
import { guardOrigins } from './origin-guard.ts'
import { mountPage } from './page.ts'
import { limitAddresses, limitCallers, ratesOf } from './rate-limits.ts'

export interface HttpNeeds {
  readonly config: Pick<Config, 'publicUrl' | 'host' | 'trustProxy' | 'requestsPerMinute'>
  readonly distDir: string
  readonly log: Log
  readonly auth: SignIn
  /** Where things stand, for members who reach only some of it. */
  readonly find: NonNullable<CallContext['find']>
  readonly needs: Pick<ModuleNeeds, 'media' | 'connections' | 'teams' | 'inbox' | 'links' | 'governance'>
  readonly router: AnyRouter
  readonly door: LinksDoor
  readonly health: () => Promise<{ ok: boolean; checks: Record<string, string> }>
  readonly metrics: () => Promise<{ contentType: string; body: string }>
  /** Absent until a demo needs it. */
  readonly sandbox: () => Promise<Sandbox> | undefined
}

/** The web server with everything on it, not yet listening. */
export async function buildHttp(needs: HttpNeeds): Promise<FastifyInstance> {
  const { config } = needs
  const app = bareServer(config)
  mountLinks(app, needs.door)
  await protect(app, config)
  logFailures(app, needs.log)
  const withHoldBack = async (request: FastifyRequest) => ({ ...(await contextOf(needs, request)), holdBack: holdBackIn(needs) })
  mountApi(app, { router: needs.router, contextOf: withHoldBack, isOneTooMany: limitCallers(app, ratesOf(config)), log: needs.log })
  mountUploads(app, { media: needs.needs.media, contextOf: (request) => contextOf(needs, request) })
  mountWebhooks(app, needs.needs.inbox)
  mountConversions(app, needs.needs.links)
  mountAuth(app, needs)
  mountDocuments(app, needs)
  mountOperations(app, needs)
  mountSandbox(app, { sandbox: needs.sandbox, isMember: (request) => isOfDemo(needs, request) })
  await mountPage(app, needs.distDir)
  app.setErrorHandler(async (error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500
    if (status >= 500) needs.log.error({ err: error, path: request.routeOptions.url }, 'A request failed unexpectedly')
    const message = status >= 500 ? 'Hearth could not do this. The reason is in the server’s log; try again in a moment.' : error.message
    await reply.status(status).send({ code: status === 429 ? 'TOO_MANY_REQUESTS' : 'REQUEST_FAILED', status, message })
  })
  return app
}

async function protect(app: FastifyInstance, config: HttpNeeds['config']): Promise<void> {
  const secure = config.publicUrl.startsWith('https:')
  guardOrigins(app, config)
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:', 'https:'],
        mediaSrc: ["'self'", 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
        manifestSrc: ["'self'"],
      },
    },
    strictTransportSecurity: secure,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
  })
  await limitAddresses(app, ratesOf(config))
}

/** Every answer carries the request's id; one that failed leaves a line with it. The query is left out: it may hold what people typed. */
function logFailures(app: FastifyInstance, log: Log): void {
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  app.addHook('onResponse', async (request, reply) => {
    if (reply.statusCode < 400) return
    const [path] = request.url.split('?')
    const line = { id: request.id, method: request.method, path, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }
    if (reply.statusCode >= 500) log.error(line, 'A request failed')
    else log.info(line, 'A request was refused')
  })
}

/** better-auth speaks Request and Response. */
function mountAuth(app: FastifyInstance, needs: HttpNeeds): void {
  app.all('/api/auth/*', async (request, reply) => {
    const body = request.method === 'GET' || request.body === undefined ? undefined : JSON.stringify(request.body)
    const url = new URL(request.url, needs.config.publicUrl)
    const { headers } = callerOf(request)
    headers.set('x-hearth-ip', request.ip)
    headers.delete('content-length')
    const answer = await needs.auth.handler(new Request(url, { method: request.method, headers, ...(body === undefined ? {} : { body }) }))
    return reply.send(answer)
  })
}

function mountDocuments(app: FastifyInstance, needs: HttpNeeds): void {
  const { publicUrl } = needs.config
  app.get('/api/openapi.json', async () => openApiDocument(publicUrl))
  app.get('/api/docs', async (request, reply) => {
    const language = (request.headers['accept-language'] ?? '').toLowerCase().startsWith('zh') ? 'zh-TW' : 'en'
    await reply.type('text/html; charset=utf-8').send(docsPage(await openApiDocument(publicUrl), { language, publicUrl }))
  })
  app.get<{ Params: { network: string } }>('/oauth/:network/client.json', async (request, reply) => {
    const document = clientDocument(needs.needs.connections, request.params.network)
    if (document === undefined)
      return reply.status(404).send({ code: 'NOT_FOUND', status: 404, message: 'This network fetches no such document.' })
    return reply.send(document)
  })
  app.get<{ Params: { token: string } }>('/media/link/:token', async (request, reply) =>
    reply.send(await serveLinked(needs.needs.media, request.params.token, request.headers.range)),
  )
  app.get<{ Params: { workspace: string; id: string; size: string } }>('/media/:workspace/:id/:size', async (request, reply) => {
    const { acting } = await contextOf(needs, request, { workspace: request.params.workspace })
    return reply.send(
      await serveMedia(needs.needs.media, {
        acting,
        file: request.params,
        ifNoneMatch: request.headers['if-none-match'],
        range: request.headers.range,
      }),
    )
  })
}

/** For load balancers and Prometheus. The figures are for this machine and private networks; everyone else is refused. */
function mountOperations(app: FastifyInstance, needs: HttpNeeds): void {
  app.get('/healthz', async (_request, reply) => {
    const health = await needs.health()
    await reply
      .status(health.ok ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(health)
  })
  app.get('/metrics', async (request, reply) => {
    if (!asksFromNearby(request))
      return reply.status(403).send({ code: 'NOT_ALLOWED', status: 403, message: 'Metrics are only for private addresses.' })
    const { contentType, body } = await needs.metrics()
    return reply.type(contentType).send(body)
  })
}

/** The peer itself and everyone it says it asks for: behind a proxy the peer alone is always near. */
function asksFromNearby(request: FastifyRequest): boolean {
  const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().flatMap((line) => line.split(','))
  return [request.socket.remoteAddress ?? '', ...forwarded.map((address) => address.trim())].every((address) => isPrivate(address))
}

function isPrivate(address: string): boolean {
  return /^(::ffff:)?(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)|^::1$|^f[cd][0-9a-f]{2}:/i.test(address)
}

function callerOf(request: FastifyRequest): { headers: Headers; ip: string } {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  return { headers, ip: request.ip }
}

/** Whoever belongs to the demo, whatever workspace they have on screen. */
async function isOfDemo(needs: HttpNeeds, request: FastifyRequest): Promise<boolean> {
  const workspace = await demoWorkspaceId(needs.needs.teams.db)
  return workspace !== undefined && (await contextOf(needs, request, { workspace })).acting !== undefined
}

/** What has to be read first, asked of the database for each change. */
function holdBackIn({ needs }: HttpNeeds): HoldBack {
  return (acting, permission) => holdBack(needs.governance.db, acting, permission)
}

/** An address may say itself which workspace it is about: a browser asks for pictures without headers of ours. */
async function contextOf(
  { auth, find }: Pick<HttpNeeds, 'auth' | 'find'>,
  request: FastifyRequest,
  about: { workspace?: string } = {},
): Promise<CallContext> {
  const { headers, ip } = callerOf(request)
  if (about.workspace !== undefined) headers.set('hearth-workspace', about.workspace)
  return { headers, ip, find, ...(await auth.resolveCaller(headers)) }
}
