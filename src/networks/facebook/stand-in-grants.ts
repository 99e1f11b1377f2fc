import { createHmac } from 'node:crypto'

import { GraphError } from '../stand-in-graph.ts'
import { newSecret } from '../stand-in-ids.ts'
import { inSeconds, isOver } from '../stand-in-time.ts'
import { app } from './stand-in-app.ts'
import { type Person, personWith, type Server, type Token } from './stand-in-state.ts'
import type { Asked, AsPage, Signed } from './stand-in-wire.ts'

export const knownScopes = [
  'pages_show_list',
  'pages_read_engagement',
  'pages_manage_posts',
  'pages_manage_engagement',
  'pages_read_user_content',
  'pages_manage_metadata',
  'read_insights',
  'pages_messaging',
  'business_management',
] as const

/** In seconds. */
export const lifetimes = { code: 10 * 60, short: 90 * 60, long: 60 * 24 * 60 * 60 } as const

export function giveToken(server: Server, token: Omit<Token, 'token' | 'withdrawn'>): Token {
  const { tokens } = server.state
  const old = tokens.findIndex(({ expiresAt }) => expiresAt !== undefined && isOver(server, expiresAt))
  if (old >= 0) tokens.splice(old, 1)
  const given = { ...token, token: newSecret('EAAW', 180), withdrawn: false }
  tokens.push(given)
  server.world.changed()
  return given
}

/** A Page's own token. It lives as long as the person's token it was read with; read with a long-lived one, it never runs out. */
export function pageTokenFor(server: Server, { userId, pageIds, scopes, declined, kind, expiresAt }: Token, pageId: string): Token {
  const isLasting = kind === 'long'
  const known = server.state.tokens.find(
    (each) => each.kind === 'page' && each.pageId === pageId && each.userId === userId && !each.withdrawn && !each.expiresAt === isLasting,
  )
  if (known && known.scopes.join() === scopes.join()) return known
  const lifetime = isLasting || expiresAt === undefined ? {} : { expiresAt }
  return giveToken(server, { kind: 'page', pageId, userId, pageIds, scopes, declined, ...lifetime })
}

export function userToken(
  server: Server,
  kind: 'short' | 'long',
  { userId, pageIds, scopes, declined }: Pick<Token, 'userId' | 'pageIds' | 'scopes' | 'declined'>,
): Token {
  return giveToken(server, { kind, userId, pageIds, scopes, declined, expiresAt: inSeconds(server, lifetimes[kind]) })
}

/** The token that the request carries, by header or parameter, with the proof for it. @throws GraphError (104, 190, 100) */
export function signedBy(asked: Asked): Token {
  const written = asked.headers.get('authorization')?.replace(/^(Bearer|OAuth)\s+/i, '') ?? asked.parameters.get('access_token')
  if (!written) throw new GraphError('An access token is required to request this resource.', { code: 104 })
  const token = validToken(asked.server, written)
  const proof = asked.parameters.get('appsecret_proof')
  if (proof === undefined)
    throw new GraphError('API calls from the server require an appsecret_proof argument', { code: 100, type: 'GraphMethodException' })
  if (proof !== createHmac('sha256', app.clientSecret).update(written).digest('hex')) {
    throw new GraphError('Invalid appsecret_proof provided in the API argument', { code: 100, type: 'GraphMethodException' })
  }
  return token
}

/** @throws GraphError (190) */
export function validToken(server: Server, written: string): Token {
  const token = server.state.tokens.find((each) => each.token === written)
  if (!token) throw new GraphError('Invalid OAuth access token - Cannot parse access token', { code: 190 })
  if (token.withdrawn) {
    throw new GraphError('Error validating access token: The user has not authorized application.', { code: 190, subcode: 458 })
  }
  if (token.expiresAt !== undefined && isOver(server, token.expiresAt)) {
    throw new GraphError(`Error validating access token: Session has expired on ${token.expiresAt}.`, { code: 190, subcode: 463 })
  }
  return token
}

type Scope = (typeof knownScopes)[number]

/** @throws GraphError (200) */
export function needScope(token: Token, scope: Scope): void {
  if (!token.scopes.includes(scope)) throw new GraphError(`(#200) Requires ${scope} permission`, { code: 200, status: 403 })
}

/** The Page that is asked, by its own token and somebody who may do this there. @throws GraphError (200) */
export function asPage(asked: Signed, { id, scope }: { readonly id: string; readonly scope: Scope }): AsPage {
  const { token, server } = asked
  needScope(token, scope)
  const page: Person = personWith(server, token.pageId === undefined ? id : token.pageId)
  const writes = asked.method !== 'GET'
  if (token.pageId !== id || (writes && !server.settings.tasksOn(page.handle).includes('CREATE_CONTENT'))) {
    throw new GraphError(
      '(#200) If posting to a page, requires both pages_read_engagement and pages_manage_posts as an admin with sufficient administrative permission',
      { code: 200, status: 403 },
    )
  }
  return { ...asked, page }
}
