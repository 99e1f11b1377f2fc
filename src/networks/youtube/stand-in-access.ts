import { scopeBase } from '../stand-in-google-consent.ts'
import { signedBy } from '../stand-in-google-tokens.ts'
import type { Person } from './stand-in-state.ts'
import { type Asked, refused, unauthorized } from './stand-in-wire.ts'

/** Scopes, any of which is enough. */
const scopesFor = {
  upload: ['youtube', 'youtube.force-ssl', 'youtube.upload'],
  read: ['youtube', 'youtube.force-ssl', 'youtube.readonly'],
  change: ['youtube', 'youtube.force-ssl'],
  comment: ['youtube.force-ssl'],
  analyse: ['yt-analytics.readonly', 'yt-analytics-monetary.readonly'],
} as const

/** Who asks, by an access token that has one of the scopes. @throws Refused */
export function signedIn(asked: Asked, need: keyof typeof scopesFor): Person {
  const grant = signedBy(asked)
  const person = grant && asked.server.state.people.find(({ id }) => id === grant.channelId)
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
