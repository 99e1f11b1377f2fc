import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

import type { Sandbox } from '#sandbox'

interface SandboxMount {
  readonly sandbox: () => Promise<Sandbox> | undefined
  readonly isMember: (request: FastifyRequest) => Promise<boolean>
}

/** Pages with forms and pictures, and nothing that runs. */
const policy =
  "default-src 'none'; img-src 'self' data: https:; media-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

/** The sandbox below `/sandbox/`, for members only; where there is none, the address leads nowhere. */
export function mountSandbox(app: FastifyInstance, { sandbox, isMember }: SandboxMount): void {
  app.register(async (pages) => {
    // The stand-ins read what is sent themselves.
    pages.removeAllContentTypeParsers()
    pages.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: 8 * 1024 * 1024 }, (_request, body, done) => done(null, body))
    pages.all('/sandbox', async (_request, reply) => reply.redirect('/sandbox/', 303))
    pages.all('/sandbox/*', async (request, reply) => {
      const open = await sandbox()
      if (!open) return reply.callNotFound()
      if (!(await isMember(request))) return reply.redirect('/', 303)
      return answer(reply, await open.handle(asRequest(request)))
    })
  })
}

function asRequest(request: FastifyRequest): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) if (value !== undefined) headers.set(name, [value].flat().join(', '))
  const url = `${request.protocol}://${request.host}${request.url}`
  const body = Buffer.isBuffer(request.body) ? { body: Buffer.from(request.body) } : {}
  return new Request(url, { method: request.method, headers, ...body })
}

async function answer(reply: FastifyReply, response: Response): Promise<FastifyReply> {
  for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.header(name, value)
  for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie)
  reply.header('content-security-policy', policy).header('x-content-type-options', 'nosniff')
  return reply.status(response.status).send(Buffer.from(await response.arrayBuffer()))
}
