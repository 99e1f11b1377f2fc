import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'

import { type ConversionNeeds, eraseFromServer, mayPageSend, receiveFromPage, receiveFromServer, serveSiteScript } from '#modules/links'

/** One conversion of a page is a few hundred bytes. */
const pageLimit = 4 * 1024
/** A thousand of a server's. */
const serverLimit = 1024 * 1024

const keySchema = z.object({ key: z.string().regex(/^[\w-]{22}$/) })
const fileSchema = z.object({ file: z.string().regex(/^[\w-]{22}\.js$/) })

/** Requests in a minute: of one visitor's address to one site, and to one site from its servers. */
const visitors = { max: 60, keyGenerator: (request: FastifyRequest) => `${request.ip} ${keyOf(request)}` }
const servers = { max: 600, keyGenerator: (request: FastifyRequest) => `server ${keyOf(request)}` }
const perMinute = (rate: typeof visitors) => ({ config: { rateLimit: { ...rate, timeWindow: '1 minute', allowList: () => false } } })

/**
 * Where sites tell what came of clicks, under `/c/<the site's key>`. Nobody is signed in here: pages are known by the origin that their browser
 * names, servers by their signature.
 */
export function mountConversions(app: FastifyInstance, needs: ConversionNeeds): void {
  app.register(async (part) => {
    part.removeAllContentTypeParsers()
    // The signature is over the bytes as they came.
    part.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    part.addHook('onRequest', async (_request, reply) => {
      // A page of another site loads and asks; nothing of it is for a cache of ours.
      reply.header('cross-origin-resource-policy', 'cross-origin').header('cache-control', 'no-store')
    })
    mountScript(part, needs)
    mountPageDoor(part, needs)
    mountServerDoor(part, needs)
  })
}

function mountScript(part: FastifyInstance, needs: ConversionNeeds): void {
  part.get('/c/:file', perMinute({ ...visitors, max: 300 }), async (request, reply) => {
    const file = fileSchema.safeParse(request.params).data?.file
    const script = file && (await serveSiteScript(needs, { key: file.slice(0, -'.js'.length), referrer: request.headers.referer }))
    if (!script) return refuse(reply, 'UNKNOWN_SITE')
    // A day without asking, then again whether it is still the same.
    reply.header('cache-control', 'public, max-age=86400, must-revalidate').header('etag', script.etag)
    if (request.headers['if-none-match'] === script.etag) return reply.status(304).send()
    return reply.type('text/javascript; charset=utf-8').send(script.text)
  })
}

function mountPageDoor(part: FastifyInstance, needs: ConversionNeeds): void {
  part.options('/c/:key', perMinute(visitors), async (request, reply) => {
    const { origin } = request.headers
    if (!(await mayPageSend(needs, { key: keyOf(request), origin }))) return refuse(reply, 'STRANGE_ORIGIN')
    allow(reply, origin)
    return reply.header('access-control-allow-methods', 'POST').header('access-control-allow-headers', 'content-type').status(204).send()
  })
  part.post('/c/:key', { bodyLimit: pageLimit, ...perMinute(visitors) }, async (request, reply) => {
    const { origin } = request.headers
    const received = await receiveFromPage(needs, { key: keyOf(request), origin, body: bodyOf(request).toString('utf8') })
    if (received.is === 'unknown') return refuse(reply, 'UNKNOWN_SITE')
    if (received.is === 'strange-origin') return refuse(reply, 'STRANGE_ORIGIN')
    allow(reply, origin)
    if (received.is === 'refused') return reply.status(422).send({ kept: false, why: received.why })
    return reply.send({ kept: true })
  })
}

function allow(reply: FastifyReply, origin: string | undefined): void {
  if (origin !== undefined) reply.header('access-control-allow-origin', origin).header('vary', 'origin')
}

function mountServerDoor(part: FastifyInstance, needs: ConversionNeeds): void {
  const options = { bodyLimit: serverLimit, ...perMinute(servers) }
  part.post('/c/:key/server', options, async (request, reply) => {
    const received = await receiveFromServer(needs, signedOf(request))
    if (received.is !== 'done') return refuse(reply, codes[received.is])
    const { answer } = received
    return reply.status('status' in answer && answer.status === 'refused' ? 422 : 200).send(answer)
  })
  part.post('/c/:key/server/erase', options, async (request, reply) => {
    const received = await eraseFromServer(needs, signedOf(request))
    return received.is === 'done' ? reply.send(received.answer) : refuse(reply, codes[received.is])
  })
}

function signedOf(request: FastifyRequest) {
  return { key: keyOf(request), signature: [request.headers['hearth-signature'] ?? ''].flat().join(','), body: bodyOf(request) }
}

function keyOf(request: FastifyRequest): string {
  return keySchema.safeParse(request.params).data?.key ?? ''
}

function bodyOf({ body }: FastifyRequest): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0)
}

const codes = { unknown: 'UNKNOWN_SITE', forged: 'NOT_GENUINE', stale: 'TOO_OLD', invalid: 'INVALID' } as const

const refusals = {
  UNKNOWN_SITE: { status: 404, message: 'No site has this key, or it has no secret yet. Look at Links, Conversions in Hearth.' },
  STRANGE_ORIGIN: { status: 403, message: 'This page is not one of the site’s addresses. Add its address in Hearth.' },
  NOT_GENUINE: { status: 401, message: 'The header Hearth-Signature does not fit the body and the site’s secret.' },
  TOO_OLD: { status: 401, message: 'The time of the signature is more than five minutes away from ours. Sign anew, and check the clock.' },
  INVALID: { status: 422, message: 'The body is no conversion, no list of at most 1,000, or names nothing to erase.' },
} as const

function refuse(reply: FastifyReply, code: keyof typeof refusals): FastifyReply {
  const { status, message } = refusals[code]
  return reply.status(status).send({ code, status, message })
}
