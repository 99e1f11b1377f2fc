import { z } from 'zod'

import { nonceNow, provenKey } from './stand-in-proofs.ts'
import { type Claims, readToken } from './stand-in-tokens.ts'
import { type Asked, invalid, Refused, unauthenticated } from './stand-in-wire.ts'

export interface Caller {
  readonly did: string
  readonly scope: string
}

/** Who asks, by an access token; `toWrite` where it must allow more than to say who that is. @throws Refused where the token is missing, unknown or has run out. */
export function signedIn(asked: Asked, { toWrite = false } = {}): Caller {
  const bound = asked.request.headers.get('authorization')?.toLowerCase().startsWith('dpop ') === true
  const { sub: did, scope } = bound ? boundToken(asked) : bearer(asked, 'at+jwt')
  if (bound && toWrite && !scope.split(' ').includes('transition:generic'))
    throw new Refused(403, 'ScopeMissingError', 'Missing required scope "transition:generic"')
  if (!asked.server.state.people.has(did)) throw invalid('Account not found', 'InvalidToken')
  return { did, scope }
}

/** What the token in the request says. `evenExpired`: one that has run out will do. */
export function bearer(asked: Asked, typ: 'at+jwt' | 'refresh+jwt', { evenExpired = false } = {}): Claims {
  const claims = readToken(asked.server.state, typ, bearerToken(asked))
  if (!claims || 'cnf' in claims) throw invalid('Token could not be verified', 'InvalidToken')
  if (!evenExpired && claims.exp * 1000 <= asked.server.world.now().epochMilliseconds) throw invalid('Token has expired', 'ExpiredToken')
  return claims
}

/** The token in the request, whoever made it. */
export function bearerToken({ request }: Asked): string {
  const header = request.headers.get('authorization')
  if (header === null) throw unauthenticated(undefined, 'AuthMissing')
  const [scheme = '', token, ...rest] = header.split(' ')
  if (token === undefined || rest.length > 0) throw invalid('Malformed authorization header', 'InvalidToken')
  if (scheme.toLowerCase() !== 'bearer') throw invalid(`Unsupported authorization type: ${scheme}`, 'InvalidToken')
  return token
}

/** A token that belongs to a key (RFC 9449): it counts only together with a proof of that key. */
function boundToken(asked: Asked): Claims {
  const { server, request, headers } = asked
  headers.set('dpop-nonce', nonceNow(server))
  const token = request.headers.get('authorization')?.split(' ')[1] ?? ''
  try {
    return boundTo(asked, token, provenKey(asked, token))
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const name = error.error === 'use_dpop_nonce' ? error.error : 'invalid_token'
    headers.set('www-authenticate', `DPoP algs="ES256", error="${name}", error_description="${error.message.replaceAll('"', "'")}"`)
    throw new Refused(401, name, error.message)
  }
}

const Bound = z.object({ cnf: z.object({ jkt: z.string() }) })

function boundTo({ server }: Asked, token: string, jkt: string): Claims {
  const { state, world } = server
  const claims = readToken(state, 'at+jwt', token)
  const bound = Bound.safeParse(claims)
  if (!claims || !bound.success) throw invalid('Malformed token')
  if (bound.data.cnf.jkt !== jkt) throw invalid('DPoP proof does not match the expected key')
  if (claims.exp * 1000 <= world.now().epochMilliseconds) throw invalid(`Token expired at ${new Date(claims.exp * 1000).toISOString()}`)
  if (!state.grants.has(claims.jti ?? '')) throw invalid('Token has been revoked')
  return claims
}
