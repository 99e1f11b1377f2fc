import { GraphError } from '../stand-in-graph.ts'
import { inSeconds, isOlder, isOver, newSecret, nowAt, type Server, type Token } from './stand-in-state.ts'
import type { Asked } from './stand-in-wire.ts'

export const knownScopes = [
  'threads_basic',
  'threads_content_publish',
  'threads_manage_replies',
  'threads_read_replies',
  'threads_manage_insights',
  'threads_delete',
  'threads_manage_mentions',
  'threads_keyword_search',
  'threads_location_tagging',
  'threads_profile_discovery',
]

export const day = 24 * 60 * 60
export const lifetimes = { code: 60 * 60, short: 60 * 60, long: 60 * day }

/** Older tokens go on working until they run out. */
export function giveToken(server: Server, { kind, personId, scopes }: Pick<Token, 'kind' | 'personId' | 'scopes'>): Token {
  const { tokens } = server.state
  const token: Token = {
    token: newSecret('THAA', 150),
    personId,
    kind,
    scopes: [...scopes],
    issuedAt: nowAt(server),
    expiresAt: inSeconds(server, lifetimes[kind]),
    withdrawn: false,
  }
  const old = tokens.findIndex(({ expiresAt }) => isOlder(server, expiresAt, 30 * day))
  if (old >= 0) tokens.splice(old, 1)
  tokens.push(token)
  server.world.changed()
  return token
}

/** The token that the request carries, by header or parameter. @throws GraphError (104, 190) */
export function signedBy({ server, headers, parameters }: Asked): Token {
  const written = headers.get('authorization')?.replace(/^(Bearer|OAuth)\s+/i, '') ?? parameters.get('access_token')
  if (!written) throw new GraphError('An access token is required to request this resource.', { code: 104 })
  const token = server.state.tokens.find((each) => each.token === written)
  if (!token) throw new GraphError('Invalid OAuth access token - Cannot parse access token', { code: 190 })
  if (token.withdrawn) {
    throw new GraphError('Error validating access token: The user has not authorized this application', { code: 190, subcode: 458 })
  }
  if (isOver(server, token.expiresAt)) {
    throw new GraphError(`Error validating access token: Session has expired on ${token.expiresAt}.`, { code: 190, subcode: 463 })
  }
  return token
}

/** @throws GraphError (10) */
export function needScope(token: Token, scope: (typeof knownScopes)[number]): void {
  if (!token.scopes.includes(scope))
    throw new GraphError('(#10) Application does not have permission for this action', { code: 10, status: 403 })
}
