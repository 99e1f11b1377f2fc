import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'

import { answerChallenge, type InboxNeeds, receiveWebhooks } from '#modules/inbox'

/** Networks send some hundred events at once at most. */
const bodyLimit = 3 * 1024 * 1024

const doorSchema = z.object({ network: z.string().max(40), workspaceId: z.uuid().optional() })

/** Where networks tell by themselves what happened: `/webhooks/<network>` for the installation's own app, with a workspace's id behind it for the app of that workspace. Whoever asks is known by their signature alone. */
export function mountWebhooks(app: FastifyInstance, needs: InboxNeeds): void {
  const receive = receiveWebhooks(needs)
  app.register(async (part) => {
    // The signature is over the bytes as they came.
    part.removeAllContentTypeParsers()
    part.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit }, (_request, body, done) => done(null, body))
    for (const url of ['/webhooks/:network', '/webhooks/:network/:workspaceId']) {
      part.get(url, async (request, reply) => {
        const door = doorSchema.safeParse(request.params).data
        const answer = door ? await answerChallenge(needs, door, queryOf(request)) : 'unknown'
        return typeof answer === 'string' ? refuse(reply, answer) : reply.type(answer.contentType).send(answer.body)
      })
      // No browser reads the answer: it needs none of the headers that pages do, and there may be thousands a second.
      part.post(url, { bodyLimit, helmet: false, config: { rateLimit: false } }, async (request, reply) => {
        const door = doorSchema.safeParse(request.params).data
        const received = door ? await receive(door, messageOf(request)) : 'unknown'
        return received === 'kept' || received === 'repeated' ? reply.type('text/plain').send('OK') : refuse(reply, received)
      })
    }
  })
}

function refuse(reply: FastifyReply, why: 'refused' | 'unknown'): FastifyReply {
  if (why === 'unknown') return reply.status(404).send({ code: 'NOT_FOUND', status: 404, message: 'Nobody here listens to this.' })
  return reply
    .status(403)
    .send({ code: 'NOT_GENUINE', status: 403, message: 'This is not signed with the secret of the app that is known here.' })
}

function queryOf(request: FastifyRequest): Readonly<Record<string, string>> {
  return Object.fromEntries(new URL(request.url, 'http://door.invalid').searchParams)
}

function messageOf({ headers, body }: FastifyRequest): Parameters<ReturnType<typeof receiveWebhooks>>[1] {
  const get = (name: string) => [headers[name.toLowerCase()] ?? []].flat().join(', ') || null
  return { headers: { get }, body: Buffer.isBuffer(body) ? body : new Uint8Array() }
}
