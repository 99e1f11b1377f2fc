import { randomBytes } from 'node:crypto'

import type { z } from 'zod'

import { type GoogleAsked, type GoogleServer, Refused, statuses } from '../stand-in-google.ts'
import type { State } from './stand-in-state.ts'

export type Server = GoogleServer<State>
export type Asked = GoogleAsked<State>

interface Refusal {
  readonly reason: string
  readonly message: string
  readonly domain?: string
  /** The parameter or property it is about. */
  readonly location?: string
}

/** As Google's APIs say no: a code, a message, and the reasons of which the first counts. */
export function refused(status: number, { reason, message, domain = 'youtube.video', location }: Refusal): Refused {
  const place = location === undefined ? {} : { location, locationType: location.includes('.') ? 'other' : 'parameter' }
  return new Refused(status, {
    error: {
      code: status,
      message,
      errors: [{ message, domain, reason, ...place }],
      ...(statuses[status] ? { status: statuses[status] } : {}),
    },
  })
}

export function badRequest(reason: string, message: string, location?: string): Refused {
  return refused(400, { reason, message, ...(location === undefined ? {} : { location }) })
}

export function notFound(reason: string, message: string): Refused {
  return refused(404, { reason, message })
}

export function unauthorized(): Refused {
  const message = 'Request had invalid authentication credentials. Expected OAuth 2 access token or other valid credential.'
  return refused(401, { reason: 'authError', message, domain: 'global', location: 'Authorization' })
}

/** A body of JSON, checked. @throws Refused where it is something else or lacks what is needed. */
export function input<Value>({ request, body }: Asked, schema: z.ZodType<Value>): Value {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) {
    throw badRequest('badContent', `Unsupported content with type: ${request.headers.get('content-type') ?? ''}`)
  }
  return checked(parseJson(body), schema)
}

export function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    throw refused(400, { reason: 'parseError', message: 'Parse Error', domain: 'global' })
  }
}

/** The parameters in the address; those that stand for a list with commas are left as one text. */
export function query<Value>({ url }: Asked, schema: z.ZodType<Value>): Value {
  const given: Record<string, string> = {}
  for (const [name, value] of url.searchParams) given[name] = name in given ? `${given[name]},${value}` : value
  return checked(given, schema)
}

export function checked<Value>(value: unknown, schema: z.ZodType<Value>): Value {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const place = issue?.path.join('.') ?? ''
  const message = `Invalid JSON payload received or parameter wrong at '${place}': ${issue?.message ?? 'invalid'}`
  throw refused(400, {
    reason: issue?.code === 'unrecognized_keys' ? 'unknownParameter' : 'invalid',
    message,
    domain: 'global',
    location: place,
  })
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Letters as in the ids of videos. */
export function randomId(length: number): string {
  return Array.from(randomBytes(length), (byte) => letters.charAt(byte % letters.length)).join('')
}

export function nowOf({ world }: Server): string {
  return world.now().toString({ smallestUnit: 'second' })
}
