import { scopeBase } from '../stand-in-google-consent.ts'
import { signedBy } from '../stand-in-google-tokens.ts'
import { countCall } from './stand-in-limits.ts'
import type { Grant, Person } from './stand-in-state.ts'
import { type Asked, errorInfo, notFound, refused, unauthorized } from './stand-in-wire.ts'

/** Who asks which API, by an access token for Business Profile. @throws Refused */
export function signedIn(asked: Asked, service: string): Grant {
  const grant = signedBy(asked)
  if (!grant) throw unauthorized()
  countCall(asked.server, service)
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
