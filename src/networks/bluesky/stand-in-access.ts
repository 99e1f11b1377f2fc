import { type Claims, readToken } from './stand-in-tokens.ts'
import { type Asked, invalid, unauthenticated } from './stand-in-wire.ts'

export interface Caller {
  readonly did: string
  readonly scope: string
}

/** Who asks, by an access token. @throws Refused where it is missing, unknown or has run out. */
export function signedIn(asked: Asked): Caller {
  const { sub: did, scope } = bearer(asked, 'at+jwt')
  if (!asked.server.state.people.has(did)) throw invalid('Account not found', 'InvalidToken')
  return { did, scope }
}

/** What the token in the request says. `evenExpired`: one that has run out will do. */
export function bearer({ server, request }: Asked, typ: 'at+jwt' | 'refresh+jwt', { evenExpired = false } = {}): Claims {
  const header = request.headers.get('authorization')
  if (header === null) throw unauthenticated(undefined, 'AuthMissing')
  const [scheme = '', token, ...rest] = header.split(' ')
  if (token === undefined || rest.length > 0) throw invalid('Malformed authorization header', 'InvalidToken')
  if (scheme.toLowerCase() !== 'bearer') throw invalid(`Unsupported authorization type: ${scheme}`, 'InvalidToken')
  const claims = readToken(server.state, typ, token)
  if (!claims) throw invalid('Token could not be verified', 'InvalidToken')
  if (!evenExpired && claims.exp * 1000 <= server.world.now().epochMilliseconds) throw invalid('Token has expired', 'ExpiredToken')
  return claims
}
