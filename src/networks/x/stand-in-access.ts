import type { Person } from './stand-in-state.ts'
import { type Asked, forbidden, type Server, unauthorized } from './stand-in-wire.ts'

/** Who asks, by an access token that has all the scopes needed. @throws Refused */
export function signedIn({ server, request }: Asked, scopes: readonly string[]): Person {
  const [scheme, token] = (request.headers.get('authorization') ?? '').split(' ')
  const grant = scheme === 'Bearer' && token !== undefined ? grantOf(server, token) : undefined
  const person = grant && server.state.people.find(({ id }) => id === grant.profileId)
  if (!grant || !person) throw unauthorized()
  const granted = grant.scope.split(' ')
  if (!scopes.every((scope) => granted.includes(scope))) throw forbidden('You are not permitted to perform this action.')
  return person
}

function grantOf({ state, world }: Server, token: string) {
  const known = state.accessTokens.find((each) => each.token === token)
  if (!known || known.until <= world.now().epochMilliseconds) return undefined
  return state.grants.find(({ id }) => id === known.grantId)
}

/** The person a token was given for, even one that has run out. */
export function subjectOf({ state }: Server, token: string): string | undefined {
  const grantId = state.accessTokens.find((each) => each.token === token)?.grantId
  return state.grants.find(({ id, refreshToken }) => id === grantId || refreshToken === token)?.profileId
}
