import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

import { type LinksDoor, noWayPage } from '#modules/links'

/** Where short links are followed: below `/l/` of the server's own address, and at the root of a brand's own domain, which shows nothing else. */
export function mountLinks(app: FastifyInstance, door: LinksDoor): void {
  // Before anything else asks whether the host is ours.
  app.addHook('onRequest', async (request, reply) => {
    const host = request.hostname.toLowerCase()
    if (!door.isShortHost(host)) return
    const [path = ''] = request.url.split('?')
    return follow(door, { request, reply, place: { host, code: path.slice(1) } })
  })
  app.route<{ Params: { code: string } }>({
    method: ['GET', 'HEAD'],
    url: '/l/:code',
    handler: (request, reply) => follow(door, { request, reply, place: { host: '', code: request.params.code } }),
  })
}

interface Following {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly place: { readonly host: string; readonly code: string }
}

async function follow(door: LinksDoor, { request, reply, place }: Following): Promise<FastifyReply> {
  const { method, headers } = request
  if (method !== 'GET' && method !== 'HEAD') return noWay(request, reply, 'unknown')
  const answer = await door.follow({ ...place, method, address: request.ip, header: (name) => [headers[name] ?? []].flat()[0] })
  reply.header('cache-control', 'no-store').header('x-robots-tag', 'noindex')
  if (answer.kind !== 'redirect') return noWay(request, reply, answer.kind)
  // The target learns which site its visitor comes from, not which page of it, as browsers do by themselves.
  return reply.header('referrer-policy', 'strict-origin-when-cross-origin').redirect(answer.to, 302)
}

function noWay(request: FastifyRequest, reply: FastifyReply, why: Parameters<typeof noWayPage>[0]): FastifyReply {
  const { status, page } = noWayPage(why, request.headers['accept-language'] ?? '')
  reply.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
  return reply.status(status).type('text/html; charset=utf-8').send(page)
}
