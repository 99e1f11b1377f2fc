import type { Json } from '#kit/json'

import type { AskedOf } from '../stand-in-asked.ts'
import type { Grant, Server } from './stand-in-state.ts'

export type Asked = AskedOf<Server>

/** Someone is signed in. */
export interface Signed extends Asked {
  readonly grant: Grant
}

/** A refusal of the API: a code in words and a status. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly code: string
  readonly status: number
  constructor(code: string, status: number, message: string) {
    super(message)
    this.code = code
    this.status = status
  }
}

export function invalid(message: string): ApiError {
  return new ApiError('invalid_params', 400, message)
}

/** Every answer of the API is wrapped like this, the good ones too. Ids in a list are written as numbers, which are too long for many a reader. */
export function asAnswer(data: Json): Response {
  const written = JSON.stringify({ data, error: { code: 'ok', message: '', log_id: logId } })
  const bare = written.replace(/(?<="publicaly_available_post_id":\[)"(\d+)"/, '$1')
  return new Response(bare, { headers: { 'content-type': 'application/json; charset=utf-8' } })
}

export function asRefusal({ code, status, message }: ApiError): Response {
  return Response.json({ data: {}, error: { code, message, log_id: logId } }, { status })
}

/** A real one names the request; nothing here asks for it. */
export const logId = '202611280000000000000000000000000A'

export type Fields = Readonly<Record<string, unknown>>

/** The body, which has to be a JSON object of that content type. @throws ApiError */
export function readJson({ headers, body }: Asked): Fields {
  const type = headers.get('content-type') ?? ''
  if (!/^application\/json\s*;\s*charset=utf-8$/i.test(type)) throw invalid('Content-Type has to be application/json; charset=UTF-8')
  return asObject(parse(Buffer.from(body).toString()), 'the body')
}

function parse(written: string): unknown {
  try {
    return JSON.parse(written)
  } catch {
    throw invalid('The body is not JSON')
  }
}

export function asObject(value: unknown, name: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(`${name} has to be an object`)
  return Object.fromEntries(Object.entries(value))
}

/** Only these; others are overlooked by the network, but refused here so that a misspelt one is noticed. */
export function onlyKnown(fields: Fields, known: readonly string[]): void {
  const strange = Object.keys(fields).find((name) => !known.includes(name))
  if (strange !== undefined) throw invalid(`Unknown field ${strange}`)
}

export function text(fields: Fields, name: string, { max }: { readonly max: number }): string {
  const value = fields[name] ?? ''
  if (typeof value !== 'string') throw invalid(`${name} has to be a string`)
  if (value.length > max) throw invalid(`${name} has at most ${max} UTF-16 runes`)
  return value
}

export function flag(fields: Fields, name: string): boolean {
  const value = fields[name] ?? false
  if (typeof value !== 'boolean') throw invalid(`${name} has to be a bool`)
  return value
}

export function whole(fields: Fields, name: string): number {
  const value = fields[name]
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw invalid(`${name} has to be an integer`)
  return value
}

export function oneOf<Value extends string>(fields: Fields, name: string, values: readonly Value[]): Value {
  const found = values.find((value) => value === fields[name])
  if (found === undefined) throw invalid(`${name} has to be one of ${values.join(', ')}`)
  return found
}

/** The fields named in the query, and no others. @throws ApiError for one that there is not. */
export function pick({ url }: Asked, fields: Readonly<Record<string, Json | undefined>>): { readonly [name: string]: Json } {
  const names = (url.searchParams.get('fields') ?? '').split(',').filter((name) => name !== '')
  if (names.length === 0) throw invalid('fields is required')
  const picked = names.map((name) => {
    if (!Object.hasOwn(fields, name)) throw invalid(`Fields ${name} is not a valid field`)
    return [name, fields[name] ?? ''] as const
  })
  return Object.fromEntries(picked)
}
