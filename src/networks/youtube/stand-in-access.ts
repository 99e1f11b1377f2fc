import type { Person } from './stand-in-state.ts'
import { type Asked, refused, type Server, unauthorized } from './stand-in-wire.ts'

export const scopeBase = 'https://www.googleapis.com/auth/'

/** Scopes, any of which is enough. */
const scopesFor = {
  upload: ['youtube', 'youtube.force-ssl', 'youtube.upload'],
  read: ['youtube', 'youtube.force-ssl', 'youtube.readonly'],
  change: ['youtube', 'youtube.force-ssl'],
  comment: ['youtube.force-ssl'],
  analyse: ['yt-analytics.readonly', 'yt-analytics-monetary.readonly'],
} as const

/** Who asks, by an access token that has one of the scopes. @throws Refused */
export function signedIn({ server, request }: Asked, need: keyof typeof scopesFor): Person {
  const [scheme, token] = (request.headers.get('authorization') ?? '').split(' ')
  const grant = scheme === 'Bearer' && token !== undefined ? grantOf(server, token) : undefined
  const person = grant && server.state.people.find(({ id }) => id === grant.channelId)
  if (!grant || !person) throw unauthorized()
  const granted = new Set(grant.scope.split(' '))
  if (!scopesFor[need].some((scope) => granted.has(scopeBase + scope))) {
    throw refused(403, {
      reason: 'insufficientPermissions',
      message: 'Request had insufficient authentication scopes.',
      domain: 'global',
    })
  }
  return person
}

function grantOf({ state, world }: Server, token: string) {
  const known = state.accessTokens.find((each) => each.token === token)
  if (!known || known.until <= world.now().epochMilliseconds) return undefined
  return state.grants.find(({ id }) => id === known.grantId)
}

/** The channel a token was given for, even one that has run out. */
export function subjectOf({ state }: Server, token: string): string | undefined {
  const grantId = state.accessTokens.find((each) => each.token === token)?.grantId
  return state.grants.find(({ id, refreshToken }) => id === grantId || refreshToken === token)?.channelId
}
