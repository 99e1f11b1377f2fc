import type { z } from 'zod'

import type { Json } from '#kit/json'

import type { StandInWorld } from '../stand-in.ts'
import type { State } from './stand-in-state.ts'

export interface Server {
  readonly world: StandInWorld
  readonly state: State
}

/** A request with its body read, and headers that the answer will carry. */
export interface Asked {
  readonly server: Server
  readonly request: Request
  readonly url: URL
  readonly body: Uint8Array<ArrayBuffer>
  readonly headers: Headers
}

/** A refusal in one of X's forms. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly status: number
  readonly answer: Json
  constructor(status: number, answer: Json) {
    super(JSON.stringify(answer))
    this.status = status
    this.answer = answer
  }
}

const problems = 'https://api.x.com/2/problems/'

/** Something is wrong with a parameter, as X says it: what it was, in a list, and a type. */
export function invalid(message: string, parameters: Readonly<Record<string, readonly string[]>> = {}): Refused {
  return new Refused(400, {
    errors: [{ parameters: { ...parameters }, message }],
    title: 'Invalid Request',
    detail: 'One or more parameters to your request was invalid.',
    type: `${problems}invalid-request`,
  })
}

/** Allowed in general, but not this. */
export function forbidden(detail: string): Refused {
  return new Refused(403, { detail, type: 'about:blank', title: 'Forbidden', status: 403 })
}

export function unauthorized(): Refused {
  return new Refused(401, { title: 'Unauthorized', type: 'about:blank', status: 401, detail: 'Unauthorized' })
}

export function notFound(id: string, { parameter, type }: { readonly parameter: string; readonly type: string }): Refused {
  return new Refused(404, {
    value: id,
    detail: `Could not find ${type} with ${parameter}: [${id}].`,
    title: 'Not Found Error',
    resource_type: type,
    parameter,
    resource_id: id,
    type: `${problems}resource-not-found`,
  })
}

/** The account that pays has nothing left. */
export function creditsDepleted(): Refused {
  return new Refused(402, {
    title: 'CreditsDepleted',
    detail: 'Your enrolled account does not have any credits to fulfill this request.',
    type: `${problems}credits`,
    status: 402,
  })
}

export function tooManyRequests(): Refused {
  return new Refused(429, { title: 'Too Many Requests', detail: 'Too Many Requests', type: 'about:blank', status: 429 })
}

export function asAnswer({ answer, status }: Refused, headers: Headers): Response {
  return Response.json(answer, { status, headers })
}

/** What was sent as JSON, checked. @throws Refused where it is something else or lacks what is needed. */
export function input<Value>({ request, body }: Asked, schema: z.ZodType<Value>): Value {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) {
    throw new Refused(415, {
      title: 'Unsupported Media Type',
      detail: 'Content-Type must be application/json.',
      type: 'about:blank',
      status: 415,
    })
  }
  return checked(parseJson(body), schema)
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    throw invalid('The request body is not valid JSON.')
  }
}

/** The parameters in the address. */
export function query<Value>({ url }: Asked, schema: z.ZodType<Value>): Value {
  return checked(Object.fromEntries(url.searchParams), schema)
}

export function checked<Value>(value: unknown, schema: z.ZodType<Value>): Value {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const place = issue?.path.join('.') ?? ''
  throw invalid(`${place === '' ? '$' : `$.${place}`}: ${issue?.message ?? 'invalid'}`, { [place]: [] })
}
