import type { Json } from '#kit/json'

import type { AskedOf } from '../stand-in-asked.ts'
import type { Grant, Server } from './stand-in-state.ts'

export interface Asked extends AskedOf<Server> {
  readonly answerHeaders: Headers
}

/** Someone is signed in. */
export interface Signed extends Asked {
  readonly grant: Grant
}

/** A refusal by status; `reason` says why a community is closed. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly reason: string | undefined
  constructor(status: number, message: string, reason?: string) {
    super(message)
    this.status = status
    this.reason = reason
  }
}

/** A refusal with status 200, in a list of errors. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly code: string
  readonly field: string
  readonly seconds: number | undefined
  constructor(code: string, words: string, { field = '', seconds }: { readonly field?: string; readonly seconds?: number } = {}) {
    super(words)
    this.code = code
    this.field = field
    this.seconds = seconds
  }
}

export function asAnswer(value: Json, { answerHeaders }: Pick<Asked, 'answerHeaders'>): Response {
  return Response.json(value, { headers: answerHeaders })
}

/** What was changed, in the envelope that changes come in. */
export function asChanged(data: Json, asked: Asked): Response {
  return asAnswer({ json: { errors: [], data } }, asked)
}

export function asRefusal(error: ApiError | Refused, asked: Asked): Response {
  if (error instanceof ApiError) {
    const { status, message, reason } = error
    return Response.json({ message, error: status, ...(reason === undefined ? {} : { reason }) }, { status, headers: asked.answerHeaders })
  }
  const { code, message, field, seconds } = error
  return asAnswer({ json: { ...(seconds === undefined ? {} : { ratelimit: seconds }), errors: [[code, message, field]] } }, asked)
}

/** @throws ApiError for a right that was not granted. */
export function needScope({ grant }: Signed, scope: string): void {
  if (!grant.scopes.includes(scope)) throw new ApiError(403, 'Forbidden')
}

/** The form that was sent, of these fields only: others are overlooked by the network, but refused here so that a misspelt one is noticed. */
export function readForm({ headers, body }: Asked, known: readonly string[]): URLSearchParams {
  if (!(headers.get('content-type') ?? '').startsWith('application/x-www-form-urlencoded')) throw new ApiError(400, 'Bad Request')
  const form = new URLSearchParams(Buffer.from(body).toString())
  onlyKnown([...form.keys()], known)
  return form
}

export function readJson({ headers, body }: Asked, known: readonly string[]): Readonly<Record<string, unknown>> {
  if (!(headers.get('content-type') ?? '').startsWith('application/json')) throw new ApiError(500, 'Internal Server Error')
  const value: unknown = JSON.parse(Buffer.from(body).toString())
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new ApiError(500, 'Internal Server Error')
  onlyKnown(Object.keys(value), known)
  return Object.fromEntries(Object.entries(value))
}

/** @throws ApiError */
export function onlyQuery({ url }: Asked, known: readonly string[]): void {
  onlyKnown([...url.searchParams.keys()], known)
}

function onlyKnown(names: readonly string[], known: readonly string[]): void {
  const strange = names.find((name) => name !== 'api_type' && name !== 'raw_json' && !known.includes(name))
  if (strange !== undefined) throw new ApiError(400, `Unknown parameter ${strange}`)
}

/** A number of seconds, as the network writes instants. */
export function inWholeSeconds(at: string): number {
  return Math.floor(Date.parse(at) / 1000)
}
