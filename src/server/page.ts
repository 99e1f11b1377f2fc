import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import fastifyStatic, { type FastifyStaticOptions } from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** Serves the built page: hashed assets for ever, precompressed; every other address gets index.html, the router in it knows the rest. */
export async function mountPage(app: FastifyInstance, distDir: string): Promise<void> {
  const assets = join(distDir, 'assets')
  const files = { preCompressed: true, index: false, dotfiles: 'ignore' } as const
  const setHeaders: FastifyStaticOptions['setHeaders'] = (response, path) => {
    const hashed = path.startsWith(assets)
    if (hashed) for (const name of ofDocuments) response.raw.removeHeader(name)
    response.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
  }
  // The few beside the page have addresses of their own; a thousand of those take a quarter of a second to make.
  await app.register(fastifyStatic, { ...files, root: distDir, wildcard: false, globIgnore: ['assets/**'], setHeaders })
  // What never changes is never asked about again, so nothing is said that such a question would need.
  const unasked = { etag: false, lastModified: false, acceptRanges: false } as const
  await app.register(fastifyStatic, { ...files, ...unasked, root: assets, prefix: '/assets/', decorateReply: false, setHeaders })
  app.setNotFoundHandler(async (request, reply) => {
    const { pathname } = new URL(request.url, 'http://page')
    const asksForFile = /\.[a-z0-9]+$/i.test(pathname) || pathname.startsWith('/api/') || pathname.startsWith('/assets/')
    if (request.method !== 'GET' || asksForFile) {
      return reply.status(404).send({ code: 'NO_SUCH_ADDRESS', status: 404, message: 'There is nothing at this address.' })
    }
    const html = await readFile(join(distDir, 'index.html')).catch(() => undefined)
    if (!html) return reply.status(503).type('text/plain').send('The page is not built yet. Run npm start once more.')
    if (forOnePerson.test(pathname)) reply.header('x-robots-tag', 'noindex, nofollow').header('referrer-policy', 'no-referrer')
    return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(html)
  })
}

/** Links that were given to somebody: nobody finds them by searching, and they are told to no other site. */
const forOnePerson = /^\/(g|r|invitation)\//

/** What a browser heeds in a page alone; with dozens of small scripts these lines would weigh more than some of them. */
const ofDocuments = [
  'content-security-policy',
  'cross-origin-opener-policy',
  'origin-agent-cluster',
  'x-dns-prefetch-control',
  'x-download-options',
  'x-frame-options',
  'x-permitted-cross-domain-policies',
  'x-xss-protection',
]
