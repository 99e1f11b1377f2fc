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
  const signed = `${encode({ typ, alg: 'HS256' })}.${encode(claims)}`
  return `${signed}.${signature(key, signed)}`
}

/** What a token says, if it is ours and of that kind. Whether it has run out is the caller's business. */
export function readToken({ key }: State, typ: string, token: string): Claims | undefined {
  const [head = '', body = '', given = ''] = token.split('.')
  const expected = Buffer.from(signature(key, `${head}.${body}`))
  const offered = Buffer.from(given)
  if (expected.length !== offered.length || !timingSafeEqual(expected, offered)) return undefined
  const header = z.object({ typ: z.literal(typ) }).safeParse(decode(head))
  return header.success ? Claims.safeParse(decode(body)).data : undefined
}

/** Whose token it says to be, without looking whether that is true. */
export function subjectOf(token: string): string | undefined {
  return z.object({ sub: z.string() }).safeParse(decode(token.split('.')[1] ?? '')).data?.sub
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
