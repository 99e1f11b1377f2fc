import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

import { commonRefusals } from '#kit/contract'
import { type Refusal, refuse } from '#kit/errors'
import { type MediaNeeds, receiveUploads, uploadsPath } from '#modules/media'
import { type CallContext, mayAnywhere, withinScopes } from '#modules/teams'

/** Large files come in pieces, by the tus protocol; each piece passes the same door as a call of the API. What is still missing after a pause or a restart is sent on. */
export function mountUploads(
  app: FastifyInstance,
  { media, contextOf }: { media: MediaNeeds; contextOf: (request: FastifyRequest) => Promise<CallContext> },
): void {
  const receive = receiveUploads(media)
  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    const { acting } = await contextOf(request)
    if (!acting) return refused(reply, refuse(commonRefusals, 'SIGN_IN_FIRST'))
    // Whether in this very brand is checked when it begins.
    if (!mayAnywhere(acting, 'media.write') || !withinScopes(acting, 'media.write'))
      return refused(reply, refuse(commonRefusals, 'NOT_ALLOWED'))
    reply.hijack()
    await receive(acting, request.raw, reply.raw)
  }
  app.register(async (part) => {
    // The bytes are for the disk, not for a parser.
    part.removeAllContentTypeParsers()
    part.addContentTypeParser('*', (_request, _payload, done) => done(null, undefined))
    part.post(uploadsPath, answer)
    for (const method of ['HEAD', 'PATCH', 'DELETE'] as const) part.route({ method, url: `${uploadsPath}/:id`, handler: answer })
  })
}

async function refused(reply: FastifyReply, { code, status, message }: Refusal): Promise<void> {
  await reply.status(status).header('connection', 'close').send({ code, status, message })
}
