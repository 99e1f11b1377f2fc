import { countCall } from './stand-in-limits.ts'
import type { Grant, Person } from './stand-in-state.ts'
import { type Asked, errorInfo, notFound, refused, type Server, unauthorized } from './stand-in-wire.ts'

export const scopeBase = 'https://www.googleapis.com/auth/'

/** Who asks which API, by an access token for Business Profile. @throws Refused */
export function signedIn({ server, request }: Asked, service: string): Grant {
  const [scheme, token] = (request.headers.get('authorization') ?? '').split(' ')
  const grant = scheme === 'Bearer' && token !== undefined ? grantOf(server, token) : undefined
  if (!grant) throw unauthorized()
  countCall(server, service)
  if (!grant.scope.split(' ').includes(`${scopeBase}business.manage`)) {
    const details = [errorInfo('ACCESS_TOKEN_SCOPE_INSUFFICIENT', { service })]
    throw refused(403, 'Request had insufficient authentication scopes.', details)
  }
  return grant
}

/** The location in an address, where whoever asks may manage it. @throws Refused (403, or 404 where there is none) */
export function managed({ server }: Asked, grant: Grant, place: { readonly location: string; readonly account?: string }): Person {
  const location = server.state.people.find(({ id, business }) => business && id === place.location)
  if (!location || (place.account !== undefined && place.account !== location.accountId)) throw notFound()
  if (location.accountId !== grant.accountId) throw refused(403, 'The caller does not have permission')
  return location
}

function grantOf({ state, world }: Server, token: string): Grant | undefined {
  const known = state.accessTokens.find((each) => each.token === token)
  if (!known || known.until <= world.now().epochMilliseconds) return undefined
  return state.grants.find(({ id }) => id === known.grantId)
}

/** The grant a token belongs to, even one that has run out. */
export function grantWith({ state }: Server, token: string): Grant | undefined {
  const grantId = state.accessTokens.find((each) => each.token === token)?.grantId
  return state.grants.find(({ id, refreshToken }) => id === grantId || refreshToken === token)
}
