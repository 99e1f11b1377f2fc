import type { z } from 'zod'

import type { Json } from '#kit/json'

import { type GoogleAsked, type GoogleServer, Refused, statuses } from '../stand-in-google.ts'
import type { State } from './stand-in-state.ts'

export type Server = GoogleServer<State>
export type Asked = GoogleAsked<State>

/** As Google's APIs say no (google.rpc.Status). */
export function refused(status: number, message: string, details: readonly Json[] = []): Refused {
  const error = { code: status, message, status: statuses[status] ?? 'UNKNOWN' }
  return new Refused(status, { error: details.length > 0 ? { ...error, details } : error })
}

/** Why, by a word that programs read. */
export function errorInfo(reason: string, metadata: Readonly<Record<string, string>>): Json {
  return { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason, domain: 'googleapis.com', metadata }
}

/** As v4 says which field is wrong. */
export function invalid(field: string, message: string): Refused {
  const detail = { '@type': 'type.googleapis.com/google.mybusiness.v4.ValidationError', errorDetails: [{ code: 3, field, message }] }
  return refused(400, 'Request contains an invalid argument.', [detail])
}

export function notFound(): Refused {
  return refused(404, 'Requested entity was not found.')
}

export function unauthorized(): Refused {
  const message =
    'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.'
  return refused(401, message)
}

/** A body of JSON, checked. @throws Refused where it is something else or lacks what is needed. */
export function input<Value>({ request, body }: Asked, schema: z.ZodType<Value>): Value {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) throw refused(400, 'Expected a body of JSON.')
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    throw refused(400, 'Invalid JSON payload received. Unexpected token.')
  }
  return checked(value, schema)
}

/** The parameters in the address; those that come several times are left as a list. */
export function query<Value>({ url }: Asked, schema: z.ZodType<Value>): Value {
  const given: Record<string, string | string[]> = {}
  for (const name of new Set(url.searchParams.keys())) {
    const values = url.searchParams.getAll(name)
    given[name] = values.length > 1 ? values : (values[0] ?? '')
  }
  return checked(given, schema)
}

function checked<Value>(value: unknown, schema: z.ZodType<Value>): Value {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw invalid(issue?.path.join('.') ?? '', `Invalid value: ${issue?.message ?? 'invalid'}`)
}

/** A page of a list: the token is the place of its first. */
export function pageOf<Item>(
  all: readonly Item[],
  { pageSize, pageToken = '0' }: { readonly pageSize: number; readonly pageToken?: string | undefined },
): { readonly items: readonly Item[]; readonly next: { readonly nextPageToken?: string } } {
  if (!/^\d+$/.test(pageToken)) throw invalid('page_token', 'The page token is not valid.')
  const from = Number(pageToken)
  return { items: all.slice(from, from + pageSize), next: from + pageSize < all.length ? { nextPageToken: String(from + pageSize) } : {} }
}
