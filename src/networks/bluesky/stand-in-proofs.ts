import { createHash, createHmac, createPublicKey, verify } from 'node:crypto'

import { z } from 'zod'

import { type Asked, Refused, type Server } from './stand-in-wire.ts'

/** How far a proof's time may lie from the server's, and how long a nonce is taken. In seconds. */
const tolerance = 190
const nonceLasts = 60

/** The nonce that proofs must carry now (RFC 9449, section 8). */
export function nonceNow({ world, state }: Server, turnsAgo = 0): string {
  const turn = Math.floor(world.now().epochMilliseconds / 1000 / nonceLasts) - turnsAgo
  return createHmac('sha256', Buffer.from(state.key, 'base64url')).update(`nonce ${turn}`).digest('base64url')
}

const Header = z.object({
  typ: z.literal('dpop+jwt'),
  alg: z.literal('ES256'),
  jwk: z.strictObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string() }),
})
const Claims = z.object({
  iat: z.number(),
  jti: z.string().min(1),
  htm: z.string(),
  htu: z.url(),
  ath: z.string().optional(),
  nonce: z.string().optional(),
})

/**
 * Checks the proof that comes with a request (RFC 9449, section 4.3) and answers the thumbprint of its key. `token` is the access token it must name.
 * @throws Refused `invalid_dpop_proof`, or `use_dpop_nonce` where it was made without the present nonce.
 */
export function provenKey(asked: Asked, token?: string): string {
  const proof = asked.request.headers.get('dpop')
  if (proof === null || proof.includes(',')) throw unproven('A single DPoP proof is required')
  const { header, claims } = readProof(proof)
  const { server, request, url } = asked
  if (!isFresh(server, claims.iat)) throw unproven('The DPoP proof was not made now')
  if (claims.htm !== request.method) throw unproven('DPoP "htm" mismatch')
  const { origin, pathname } = new URL(claims.htu)
  if (origin !== server.world.origin || pathname !== url.pathname) throw unproven('DPoP "htu" mismatch')
  if (![0, 1, 2].some((ago) => claims.nonce === nonceNow(server, ago)))
    throw new Refused(400, 'use_dpop_nonce', 'Authorization server requires nonce in DPoP proof')
  const ath = token === undefined ? undefined : createHash('sha256').update(token).digest('base64url')
  if (claims.ath !== ath) throw unproven('DPoP "ath" mismatch')
  useOnce(server, claims.jti)
  return thumbprint(header.jwk)
}

function readProof(proof: string): { readonly header: z.infer<typeof Header>; readonly claims: z.infer<typeof Claims> } {
  const [head = '', body = '', signature = ''] = proof.split('.')
  const header = Header.safeParse(decode(head))
  const claims = Claims.safeParse(decode(body))
  if (!header.success || !claims.success) throw unproven('Failed to verify DPoP proof')
  try {
    const key = createPublicKey({ key: header.data.jwk, format: 'jwk' })
    const genuine = verify(
      'sha256',
      Buffer.from(`${head}.${body}`),
      { key, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    )
    if (genuine) return { header: header.data, claims: claims.data }
  } catch {
    // A key that is none proves nothing, like a wrong signature.
  }
  throw unproven('Failed to verify DPoP proof')
}

/** Whoever asks keeps the machine's time; the sandbox may have gone ahead of it. */
function isFresh({ world }: Server, iat: number): boolean {
  return [world.now(), Temporal.Now.instant()].some((now) => Math.abs(now.epochMilliseconds / 1000 - iat) <= tolerance)
}

/** A proof is good for one request. */
function useOnce({ state, world }: Server, jti: string): void {
  const now = world.now().epochMilliseconds
  for (const [used, at] of state.proofs) if (now - at > tolerance * 2000) state.proofs.delete(used)
  if (state.proofs.has(jti)) throw unproven('DPoP proof replayed')
  state.proofs.set(jti, now)
}

function thumbprint({ kty, crv, x, y }: z.infer<typeof Header>['jwk']): string {
  return createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url')
}

function unproven(message: string): Refused {
  return new Refused(400, 'invalid_dpop_proof', message)
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString())
  } catch {
    return undefined // Nonsense proves nothing, which the caller says.
  }
}
