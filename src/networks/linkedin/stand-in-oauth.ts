import { html } from '#kit/html'

import { newSecret } from '../stand-in-ids.ts'
import { backTo, signInForm } from '../stand-in-sign-in.ts'
import { inSeconds, isOver, nowAt } from '../stand-in-time.ts'
import { page } from './stand-in-page-style.ts'
import { adminOf } from './stand-in-people.ts'
import { epochOf, type Person, personWith, type Server, type Token } from './stand-in-state.ts'
import { type Asked, Refused } from './stand-in-wire.ts'

/** One app has the products that anyone gets, the other is approved for Community Management, which goes together with no other product. */
export const apps = {
  member: {
    clientId: '86hearthmember01',
    clientSecret: 'WPL_AP1.hearthmember.c2VjcmV0MQ==',
    scopes: ['openid', 'profile', 'email', 'w_member_social'],
  },
  pages: {
    clientId: '86hearthpages001',
    clientSecret: 'WPL_AP1.hearthpages0.c2VjcmV0Mg==',
    scopes: [
      'r_basicprofile',
      'w_member_social',
      'w_member_social_feed',
      'r_organization_social',
      'w_organization_social',
      'r_organization_social_feed',
      'w_organization_social_feed',
      'rw_organization_admin',
      'r_organization_admin',
      'r_organization_followers',
      'r_member_postAnalytics',
      'r_member_profileAnalytics',
    ],
  },
} as const

const day = 24 * 60 * 60
const lifetimes = { code: 30 * 60, access: 60 * day, refresh: 365 * day } as const

function appOf(clientId: string | null): (typeof apps)[keyof typeof apps] | undefined {
  return Object.values(apps).find((app) => app.clientId === clientId)
}

interface Wanted {
  readonly app: (typeof apps)[keyof typeof apps]
  readonly redirectUri: URL
  readonly scopes: readonly string[]
  readonly state: string | undefined
}

/** What the person was sent here with, or what is wrong with it. */
function readWanted(query: URLSearchParams): Wanted | { readonly wrong: string } {
  const app = appOf(query.get('client_id'))
  const redirectUri = query.get('redirect_uri') ?? ''
  if (!app) return { wrong: 'The passed in client_id is invalid' }
  if (query.get('response_type') !== 'code') return { wrong: 'The parameter response_type must be code' }
  if (!URL.canParse(redirectUri) || !/^https?:$/.test(new URL(redirectUri).protocol))
    return { wrong: 'The redirect_uri does not match the registered value' }
  const scopes = (query.get('scope') ?? '').split(/[\s,]+/).filter((scope) => scope !== '')
  return { app, redirectUri: new URL(redirectUri), scopes, state: query.get('state') ?? undefined }
}

interface Answer {
  readonly profileId: string
  readonly deny: boolean
  readonly without: readonly string[]
}

/** `GET /oauth/v2/authorization` shows who can be signed in as; `POST` is the button that was pressed there. */
export function authorize({ server, method, url, body }: Asked): Response {
  const query = method === 'POST' ? new URLSearchParams(Buffer.from(body).toString()) : url.searchParams
  const wanted = readWanted(query)
  if ('wrong' in wanted) return page('Something went wrong', [html`<p>${wanted.wrong}</p>`], { status: 400 })
  const profileId = query.get('profile') ?? ''
  if (method === 'GET' || !server.state.people.some(({ id }) => id === profileId)) return signInPage(server, query, wanted)
  const answer = { profileId, deny: query.get('answer') === 'deny', without: [] }
  return Response.redirect(answerTo(server, wanted, answer), 302)
}

/** The person signs in and answers, without the page. */
export function answerSignIn(server: Server, redirect: string, answer: Answer): string {
  const wanted = readWanted(new URL(redirect).searchParams)
  if ('wrong' in wanted) throw new Error(wanted.wrong)
  return answerTo(server, wanted, answer).toString()
}

/** Where the person is sent back to. */
function answerTo(server: Server, wanted: Wanted, answer: Answer): URL {
  return backTo(wanted.redirectUri, { ...answerWith(server, wanted, answer), state: wanted.state })
}

function answerWith(
  server: Server,
  { app, redirectUri, scopes }: Wanted,
  { profileId, deny, without }: Answer,
): Readonly<Record<string, string>> {
  const known: readonly string[] = app.scopes
  const strange = scopes.find((scope) => !known.includes(scope))
  if (strange !== undefined) {
    return { error: 'unauthorized_scope_error', error_description: `Scope "${strange}" is not authorized for your application` }
  }
  if (deny) return { error: 'user_cancelled_authorize', error_description: 'The user cancelled the authorization' }
  const code = newSecret('AQ', 120)
  const person = personWith(server, profileId)
  server.state.codes.push({
    code,
    memberId: (person.kind === 'organization' ? adminOf(server, person) : person).id,
    profileId,
    clientId: app.clientId,
    redirectUri: redirectUri.toString(),
    scopes: scopes.filter((scope) => !without.includes(scope)),
    expiresAt: inSeconds(server, lifetimes.code),
  })
  server.world.changed()
  return { code }
}

function signInPage({ state }: Server, query: URLSearchParams, { scopes }: Wanted): Response {
  const shown = state.people.filter(({ administers }) => administers === undefined)
  return page('Sign in to LinkedIn', [
    signInForm({
      query,
      handedOn: ['client_id', 'redirect_uri', 'response_type', 'scope', 'state'],
      legend: 'Sign in as',
      people: shown.map(({ id, kind, displayName }) => ({
        id,
        called: kind === 'organization' ? `the administrator of ${displayName}` : displayName,
      })),
      rights: html`<p>Hearth would like to: ${scopes.join(', ')}</p>`,
      allow: 'Allow',
      deny: 'Cancel',
    }),
  ])
}

/** `POST /oauth/v2/accessToken`, for a code or a refresh token. */
export function giveTokens(asked: Asked): Response {
  const form = readForm(asked)
  const app = appOf(form.get('client_id'))
  if (!app) return wrong('invalid_client_id', 'The passed in client_id is invalid', 401)
  if (form.get('client_secret') !== app.clientSecret) return wrong('invalid_client', 'Client authentication failed', 401)
  if (form.get('grant_type') === 'authorization_code') return forCode(asked.server, form)
  if (form.get('grant_type') === 'refresh_token') return forRefreshToken(asked.server, form)
  return wrong('invalid_request', 'A required parameter "grant_type" is missing')
}

function readForm({ headers, body }: Asked): URLSearchParams {
  const isForm = (headers.get('content-type') ?? '').startsWith('application/x-www-form-urlencoded')
  return new URLSearchParams(isForm ? Buffer.from(body).toString() : '')
}

function wrong(error: string, description: string, status = 400): Response {
  return Response.json({ error, error_description: description }, { status })
}

function forCode(server: Server, form: URLSearchParams): Response {
  const { codes } = server.state
  const at = codes.findIndex(({ code }) => code === form.get('code'))
  const [code] = at < 0 ? [] : codes.splice(at, 1)
  if (!code || code.clientId !== form.get('client_id')) {
    return wrong('invalid_request', 'Unable to retrieve access token: authorization code not found')
  }
  if (isOver(server, code.expiresAt)) return wrong('invalid_request', 'Unable to retrieve access token: authorization code expired')
  if (form.get('redirect_uri') !== code.redirectUri) {
    return wrong(
      'invalid_redirect_uri',
      'Unable to retrieve access token: appid/redirect uri/code verifier does not match authorization code',
    )
  }
  const grant = { memberId: code.memberId, profileId: code.profileId, clientId: code.clientId, scopes: code.scopes }
  const refresh = server.settings.refreshTokens ? addToken(server, { ...grant, kind: 'refresh' }, lifetimes.refresh) : undefined
  return tokensAnswer(server, addToken(server, { ...grant, kind: 'access' }, lifetimes.access), refresh)
}

/** The refresh token stays the same, and its year goes on running. */
function forRefreshToken(server: Server, form: URLSearchParams): Response {
  const refresh = server.state.tokens.find(({ token, kind }) => kind === 'refresh' && token === form.get('refresh_token'))
  const works = refresh && !refresh.withdrawn && !isOver(server, refresh.expiresAt) && refresh.clientId === form.get('client_id')
  if (!works) return wrong('invalid_grant', 'The provided authorization grant or refresh token is invalid, expired or revoked')
  return tokensAnswer(server, addToken(server, { ...refresh, kind: 'access' }, lifetimes.access), refresh)
}

function addToken(
  server: Server,
  { memberId, profileId, clientId, scopes, kind }: Pick<Token, 'memberId' | 'profileId' | 'clientId' | 'scopes' | 'kind'>,
  seconds: number,
): Token {
  const made: Token = {
    token: newSecret(kind === 'access' ? 'AQV' : 'AQX', 300),
    kind,
    memberId,
    profileId,
    clientId,
    scopes: [...scopes],
    issuedAt: nowAt(server),
    expiresAt: inSeconds(server, seconds),
    withdrawn: false,
  }
  server.state.tokens.push(made)
  server.world.changed()
  return made
}

function tokensAnswer(server: Server, access: Token, refresh: Token | undefined): Response {
  const left = ({ expiresAt }: Token) => Math.floor((epochOf(expiresAt) - server.world.now().epochMilliseconds) / 1000)
  return Response.json({
    access_token: access.token,
    expires_in: left(access),
    ...(refresh ? { refresh_token: refresh.token, refresh_token_expires_in: left(refresh) } : {}),
    scope: access.scopes.join(','),
    token_type: 'Bearer',
    ...(access.scopes.includes('openid') ? { id_token: 'stand-in' } : {}),
  })
}

/** `POST /oauth/v2/introspectToken`: whether a token still works. */
export function introspect(asked: Asked): Response {
  const form = readForm(asked)
  const app = appOf(form.get('client_id'))
  if (!app || form.get('client_secret') !== app.clientSecret) return wrong('invalid_client', 'Client authentication failed', 401)
  const token = asked.server.state.tokens.find((each) => each.token === form.get('token') && each.clientId === app.clientId)
  if (!token) return Response.json({ active: false })
  const status = token.withdrawn ? 'revoked' : isOver(asked.server, token.expiresAt) ? 'expired' : 'active'
  return Response.json({
    active: status === 'active',
    status,
    client_id: app.clientId,
    authorized_at: Math.floor(epochOf(token.issuedAt) / 1000),
    created_at: Math.floor(epochOf(token.issuedAt) / 1000),
    expires_at: Math.floor(epochOf(token.expiresAt) / 1000),
    scope: token.scopes.join(','),
    auth_type: '3L',
  })
}

/** The token that the request carries. @throws Refused (401) */
export function signedBy({ server, headers }: Asked): Token {
  const written = /^Bearer\s+(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1]
  if (!written) throw unauthorized(65_604, 'EMPTY_ACCESS_TOKEN', 'Empty oauth2 access token')
  const token = server.state.tokens.find(({ token: known, kind }) => kind === 'access' && known === written)
  if (!token) throw unauthorized(65_600, 'INVALID_ACCESS_TOKEN', 'Invalid access token')
  if (token.withdrawn) throw unauthorized(65_601, 'REVOKED_ACCESS_TOKEN', 'The token used in the request has been revoked by the user')
  if (isOver(server, token.expiresAt)) throw unauthorized(65_602, 'EXPIRED_ACCESS_TOKEN', 'The token used in the request has expired')
  return token
}

function unauthorized(serviceErrorCode: number, code: string, message: string): Refused {
  return new Refused(401, message, { serviceErrorCode, code })
}

/** Settings, Permitted services: the app is removed. */
export function withdrawGrants({ state, world }: Server, { id }: Person): void {
  for (const token of state.tokens) if (token.profileId === id || token.memberId === id) token.withdrawn = true
  world.changed()
}
