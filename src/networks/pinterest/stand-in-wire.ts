import type { z } from 'zod'

import type { AskedOf } from '../stand-in-asked.ts'
import type { Grant, Server } from './stand-in-state.ts'

export type Asked = AskedOf<Server>

/** Someone is signed in. */
export interface Signed extends Asked {
  readonly grant: Grant
}

/** A refusal of the API: a status, a number and a sentence. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly code: number
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  constructor(status: number, code: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message)
    this.code = code
    this.status = status
    this.headers = headers
  }
}

export function invalid(message: string): ApiError {
  return new ApiError(400, 1, message)
}

export function notThere(what: 'Board' | 'Board section' | 'Pin' | 'Media upload'): ApiError {
  return new ApiError(404, { Board: 40, 'Board section': 2031, Pin: 50, 'Media upload': 4162 }[what], `${what} not found.`)
}

export function asRefusal({ status, code, message, headers }: ApiError): Response {
  return Response.json({ code, message, status: 'failure' }, { status, headers })
}

/** The body, which has to be JSON of this form and nothing more. @throws ApiError */
export function readJson<Value>({ headers, body }: Asked, schema: z.ZodType<Value>): Value {
  if (!/^application\/json\b/i.test(headers.get('content-type') ?? '')) throw invalid('Content-Type has to be application/json.')
  return checked(parse(Buffer.from(body).toString()), schema)
}

function parse(written: string): unknown {
  try {
    return JSON.parse(written)
  } catch {
    throw invalid('The body is not JSON.')
  }
}

/** The parameters in the address, and no others. @throws ApiError */
export function readQuery<Value>({ url }: Asked, schema: z.ZodType<Value>): Value {
  return checked(Object.fromEntries(url.searchParams), schema)
}

function checked<Value>(value: unknown, schema: z.ZodType<Value>): Value {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw invalid(`Invalid request: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`)
}
