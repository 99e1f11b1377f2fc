import { OpenAPIHandler } from '@orpc/openapi/fastify'
import { type AnyRouter, onError, ORPCError } from '@orpc/server'
import { RPCHandler } from '@orpc/server/fastify'
import type { FastifyInstance, FastifyRequest } from 'fastify'

import { commonRefusals } from '#kit/contract'
import { Refusal } from '#kit/errors'
import type { Log } from '#kit/log'
import type { CallContext } from '#modules/teams'

import type { LimitCallers } from './rate-limits.ts'

/** Bodies larger than this are refused before they are read: JSON, and multipart uploads. In bytes. */
const largestJson = 4 * 1024 * 1024
const largestUpload = 32 * 1024 * 1024

/** Mounts the contract twice: `/api/rpc` for our own page, `/api/v1` as REST for everyone else. */
export function mountApi(
  app: FastifyInstance,
  options: { router: AnyRouter; contextOf: (request: FastifyRequest) => Promise<CallContext>; isOneTooMany: LimitCallers; log: Log },
): void {
  const { log, router } = options
  const rpc = new RPCHandler(router, {
    interceptors: [onError((error) => reportUnexpected(error, log))],
    clientInterceptors: [onError(refusalToError)],
  })
  const rest = new OpenAPIHandler(router, {
    interceptors: [onError((error) => reportUnexpected(error, log))],
    clientInterceptors: [onError(refusalToError)],
  })
  app.register(async (api) => {
    // oRPC reads the body itself, so that uploads and streams are its own.
    api.removeAllContentTypeParsers()
    api.addContentTypeParser('*', (_request, _payload, done) => done(null, undefined))
    api.addHook('onRequest', async (request, reply) => {
      // What members see is theirs: neither a proxy nor a browser keeps it.
      reply.header('cache-control', 'no-store')
      const refusal = sizeRefusal(request)
      if (refusal) await reply.status(refusal.status).send({ code: refusal.code, message: refusal.message, status: refusal.status })
    })
    for (const [prefix, handler] of [
      ['/api/rpc', rpc],
      ['/api/v1', rest],
    ] as const) {
      api.all(`${prefix}/*`, async (request, reply) => {
        const context = await options.contextOf(request)
        if (await options.isOneTooMany(request, reply, context)) return
        // A file is not even read for someone who may not send one.
        if (isUpload(request) && !context.acting) {
          await reply.status(401).send({ code: 'SIGN_IN_FIRST', status: 401, message: commonRefusals.SIGN_IN_FIRST.message })
          return
        }
        const { matched } = await handler.handle(request, reply, { prefix, context })
        if (!matched)
          await reply
            .status(404)
            .send({ code: 'NO_SUCH_ENDPOINT', status: 404, message: 'There is no such endpoint. See /api/docs for all of them.' })
      })
    }
  })
}

function sizeRefusal(request: FastifyRequest): { status: number; code: string; message: string } | undefined {
  if (request.method === 'GET' || request.method === 'HEAD') return undefined
  const upload = isUpload(request)
  const length = Number(request.headers['content-length'] ?? (request.headers['transfer-encoding'] ? Number.NaN : 0))
  if (Number.isNaN(length)) return { status: 411, code: 'LENGTH_REQUIRED', message: 'Send the body with a Content-Length.' }
  const most = upload ? largestUpload : largestJson
  if (length <= most) return undefined
  return {
    status: 413,
    code: upload ? 'IMAGE_TOO_LARGE' : 'TOO_LARGE',
    message: `This is ${Math.ceil(length / 1048576)} MB; at most ${most / 1048576} MB are accepted. Send less at once.`,
  }
}

function isUpload(request: FastifyRequest): boolean {
  return request.headers['content-type']?.startsWith('multipart/form-data') === true
}

/** Use cases throw refusals; callers see the contract's declared error of that code. */
function refusalToError(error: unknown): void {
  if (error instanceof Refusal) {
    throw new ORPCError(error.code, { status: error.status, message: error.message, data: error.data, cause: error })
  }
}

/** Expected errors belong to the caller; anything else is ours, is logged and reaches the caller without its insides. */
function reportUnexpected(error: unknown, log: Log): void {
  if (error instanceof ORPCError && error.status < 500) return
  if (error instanceof Error && error.name === 'AbortError') return
  log.error({ err: error }, 'A request failed unexpectedly')
}
