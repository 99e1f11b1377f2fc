import { createHmac, timingSafeEqual } from 'node:crypto'

import { z } from 'zod'

import type { State } from './stand-in-state.ts'

const Claims = z.looseObject({
  sub: z.string(),
  scope: z.string(),
  exp: z.number(),
  iat: z.number(),
  aud: z.string(),
  jti: z.string().optional(),
})
export type Claims = z.infer<typeof Claims>

/** A token (JWT, HS256) signed with the server's key. `typ` says what it is for. */
export function signToken({ key }: State, typ: string, claims: Claims): string {
  return sign(key, { typ, alg: 'HS256' }, claims)
}

/** What a server says of an account towards another service: who asks whom for which method. */
const ServiceClaims = z.object({ iss: z.string(), aud: z.string(), lxm: z.string().optional(), iat: z.number(), exp: z.number() })

export function signServiceToken({ key }: State, claims: z.infer<typeof ServiceClaims>): string {
  return sign(key, { typ: 'JWT', alg: 'HS256' }, claims)
}

export function readServiceToken({ key }: State, token: string): z.infer<typeof ServiceClaims> | undefined {
  return isOurs(key, token) ? ServiceClaims.safeParse(decode(token.split('.')[1] ?? '')).data : undefined
}

function sign(key: string, head: unknown, claims: unknown): string {
  const signed = `${encode(head)}.${encode(claims)}`
  return `${signed}.${signature(key, signed)}`
}

/** What a token says, if it is ours and of that kind. Whether it has run out is the caller's business. */
export function readToken({ key }: State, typ: string, token: string): Claims | undefined {
  if (!isOurs(key, token)) return undefined
  const [head = '', body = ''] = token.split('.')
  const header = z.object({ typ: z.literal(typ) }).safeParse(decode(head))
  return header.success ? Claims.safeParse(decode(body)).data : undefined
}

function isOurs(key: string, token: string): boolean {
  const [head = '', body = '', given = ''] = token.split('.')
  const expected = Buffer.from(signature(key, `${head}.${body}`))
  const offered = Buffer.from(given)
  return expected.length === offered.length && timingSafeEqual(expected, offered)
}

/** Whose token it says to be, without looking whether that is true. */
export function subjectOf(token: string): string | undefined {
  const { data } = z.object({ sub: z.string().optional(), iss: z.string().optional() }).safeParse(decode(token.split('.')[1] ?? ''))
  return data?.sub ?? data?.iss
}

function signature(key: string, signed: string): string {
  return createHmac('sha256', Buffer.from(key, 'base64url')).update(signed).digest('base64url')
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString())
  } catch {
    return undefined // Nonsense is no token, which the caller says.
  }
}
