import type { z } from 'zod'

import type { Json } from '#kit/json'

import type { AskedOf } from '../stand-in-asked.ts'
import type { Server, Token } from './stand-in-state.ts'

export type Asked = AskedOf<Server>

/** Someone is signed in. */
export interface Signed extends Asked {
  readonly token: Token
}

/** A refusal in the form of the versioned API. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly status: number
  readonly said: { readonly [name: string]: Json }
  constructor(status: number, message: string, said: { readonly [name: string]: Json } = {}) {
    super(message)
    this.status = status
    this.said = said
  }
}

export function asAnswer({ status, message, said }: Refused): Response {
  return Response.json({ ...said, message, status }, { status })
}

/** A field of the request is wrong. */
export function wrongField(
  message: string,
  { status = 400, code = 'INVALID_VALUE_FOR_FIELD' }: { status?: number; code?: string } = {},
): Refused {
  return new Refused(status, message, {
    errorDetailType: 'com.linkedin.common.error.BadRequest',
    code: 'ILLEGAL_ARGUMENT',
    errorDetails: { inputErrors: [{ code, description: message, input: {} }] },
  })
}

export function notFound(what: string): Refused {
  return new Refused(404, `Could not find entity ${what}`, { code: 'NOT_FOUND' })
}

/** What the token's rights do not reach. */
export function denied(operation: string): Refused {
  return new Refused(403, `Not enough permissions to access: ${operation}`, { serviceErrorCode: 100, code: 'ACCESS_DENIED' })
}

/** @throws Refused (403) where the token has none of these scopes. */
export function needScope({ token }: Signed, scopes: readonly string[], operation: string): void {
  if (!scopes.some((scope) => token.scopes.includes(scope))) throw denied(operation)
}

/** The body as JSON of this form. @throws Refused (400) */
export function readJson<Value>({ headers, body }: Asked, schema: z.ZodType<Value>): Value {
  if (!(headers.get('content-type') ?? '').startsWith('application/json')) {
    throw new Refused(415, 'Content-Type header is missing or unsupported', { code: 'UNSUPPORTED_MEDIA_TYPE' })
  }
  const read = schema.safeParse(parse(Buffer.from(body).toString()))
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw wrongField(`ERROR :: /${issue?.path.join('/') ?? ''} :: ${issue?.message ?? 'unrecognized field'}`)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refused(400, 'Cannot parse request entity', { code: 'BAD_REQUEST' })
  }
}

/** Only these query parameters exist; a misspelt one is noticed. @throws Refused (400) */
export function onlyKnown({ url }: Asked, known: readonly string[]): void {
  const strange = [...url.searchParams.keys()].find((name) => !known.includes(name))
  if (strange !== undefined) throw new Refused(400, `Query parameter '${strange}' is undefined`, { code: 'QUERY_PARAM_NOT_ALLOWED' })
}

export function pageOf(elements: readonly Json[], { url }: Asked): Json {
  const start = Number(url.searchParams.get('start') ?? 0)
  const count = Number(url.searchParams.get('count') ?? 10)
  if (!(start >= 0) || !(count >= 0)) throw new Refused(400, 'Invalid paging parameters', { code: 'PARAM_INVALID' })
  return { elements: elements.slice(start, start + count), paging: { start, count, links: [], total: elements.length } }
}

/** A URN in a path must be percent-encoded. @throws Refused (400) */
export function urnIn(segment: string): string {
  if (segment.includes(':')) throw new Refused(400, `Syntax exception in path variables: ${segment}`, { code: 'ILLEGAL_ARGUMENT' })
  return decodeURIComponent(segment)
}
