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
  readonly body: Uint8Array
  readonly headers: Headers
}

/** One method of the XRPC interface. */
export interface Method {
  readonly verb: 'GET' | 'POST'
  answer(asked: Asked): Json | Response | undefined
}

/** A refusal in the network's form: a status, an error's name, a sentence. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly status: number
  readonly error: string
  constructor(status: number, error: string, message: string) {
    super(message)
    this.status = status
    this.error = error
  }
}

export function invalid(message: string, error = 'InvalidRequest'): Refused {
  return new Refused(400, error, message)
}

export function unauthenticated(message = 'Authentication Required', error = 'AuthenticationRequired'): Refused {
  return new Refused(401, error, message)
}

export function asAnswer(refused: Refused, headers: Headers): Response {
  return Response.json({ error: refused.error, message: refused.message }, { status: refused.status, headers })
}

/** Large records are refused before they are read. */
const maxJsonBytes = 1_000_000

/** What was sent, checked. @throws Refused where it is no JSON or lacks what is needed. */
export function input<Value>({ request, body }: Asked, schema: z.ZodType<Value>): Value {
  if (body.length === 0) throw invalid('A request body is expected but none was provided')
  const type = request.headers.get('content-type')
  if (type === null) throw invalid('Request encoding (Content-Type) required but not provided')
  if (!/^application\/json\b/i.test(type)) throw invalid(`Wrong request encoding (Content-Type): ${type.split(';')[0]}`)
  if (body.length > maxJsonBytes) throw new Refused(413, 'PayloadTooLarge', 'request entity too large')
  return checked(parseJson(body), schema)
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    throw invalid('The request body could not be read as JSON', 'SyntaxError')
  }
}

/** The parameters in the address. */
export function query<Value>({ url }: Asked, schema: z.ZodType<Value>): Value {
  return checked(Object.fromEntries(url.searchParams), schema)
}

function checked<Value>(value: unknown, schema: z.ZodType<Value>): Value {
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw invalid(whatIsWrong(parsed.error))
  return parsed.data
}

/** The first thing that is wrong, with the place. */
export function whatIsWrong(error: z.ZodError): string {
  const [issue] = error.issues
  return issue ? `${issue.message} (at ${['$', ...issue.path].join('.')})` : 'Invalid input'
}
