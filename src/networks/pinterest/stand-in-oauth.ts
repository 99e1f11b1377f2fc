import { html } from '#kit/html'

import { addAccess, addCode, grantToRenew, grantWith, takeCode } from '../stand-in-grants.ts'
import { newSecret } from '../stand-in-ids.ts'
import { type Answer, backTo, type SignIn, signInForm } from '../stand-in-sign-in.ts'
import { inSeconds } from '../stand-in-time.ts'
import { page } from './stand-in-pages.ts'
import { type Grant, type Person, personWith, type Server } from './stand-in-state.ts'
import { ApiError, type Asked } from './stand-in-wire.ts'

/** The only app that is registered here. */
export const app = { clientId: '1500371', clientSecret: '5f1c8b7e2d9a4063b1e7c05d6a3f9284e7b1c0d2' } as const

const knownScopes = ['boards:read', 'boards:write', 'pins:read', 'pins:write', 'user_accounts:read']

const day = 24 * 60 * 60
const lifetimes = { code: 10 * 60, access: 30 * day, refresh: 60 * day }

interface Wanted {
  readonly redirectUri: URL
  readonly scopes: readonly string[]
  readonly state: string
}

/** What the person was sent here with, or what is wrong with it. */
function readWanted(query: URLSearchParams): Wanted | { readonly wrong: string } {
  const redirectUri = query.get('redirect_uri') ?? ''
  const scopes = (query.get('scope') ?? '').split(',')
  if (query.get('client_id') !== app.clientId) return { wrong: 'client_id' }
  if (query.get('response_type') !== 'code') return { wrong: 'response_type' }
  if (!URL.canParse(redirectUri) || !/^https?:$/.test(new URL(redirectUri).protocol)) return { wrong: 'redirect_uri' }
  if (scopes.some((scope) => !knownScopes.includes(scope))) return { wrong: 'scope' }
  return { redirectUri: new URL(redirectUri), scopes, state: query.get('state') ?? '' }
}

/** How people sign in at `/oauth/`. */
export const signIn: SignIn<Server, Wanted, Person> = {
  read: readWanted,
  refuse: (wrong) => page('Something went wrong', [html`<p>The app asked for something that is not right: ${wrong}</p>`], { status: 400 }),
  ask: signInPage,
  personWith,
  answerTo,
  lets: 'all or nothing',
}

function answerTo(server: Server, { redirectUri, scopes, state }: Wanted, { person, deny, without }: Answer<Person>): URL {
  if (deny) return backTo(redirectUri, { state, error: 'access_denied' })
  const code = newSecret('', 40)
  const granted = scopes.filter((scope) => !without.includes(scope))
  addCode(server, { code, personId: person.id, redirectUri: redirectUri.toString(), scopes: granted }, lifetimes.code)
  return backTo(redirectUri, { state, code })
}

function signInPage({ state }: Server, query: URLSearchParams, { scopes }: Wanted): Response {
  return page('Log in to Pinterest', [
    signInForm({
      query,
      handedOn: ['client_id', 'redirect_uri', 'response_type', 'scope', 'state'],
      people: state.people.map(({ id, handle, displayName }) => ({ id, called: `${displayName} (@${handle})` })),
      rights: html`<p>Hearth would like to have: ${scopes.join(', ')}</p>`,
      allow: 'Give access',
      deny: 'Cancel',
    }),
  ])
}

/** `POST /v5/oauth/token`: a code for tokens, or new tokens for old. @throws ApiError */
export function giveToken(asked: Asked): Response {
  const form = formOf(asked)
  if (form.get('grant_type') === 'authorization_code') return exchangeCode(asked.server, form)
  if (form.get('grant_type') === 'refresh_token') return renew(asked.server, form)
  throw new ApiError(400, 1, 'Invalid grant type.')
}

/** `POST /v5/oauth/token/revoke`: for tokens of system users alone. @throws ApiError */
export function revokeToken(asked: Asked): Response {
  formOf(asked)
  throw new ApiError(403, 29, 'Client is not allowed to revoke this token.')
}

/** The app proves itself with id and secret. @throws ApiError */
function formOf({ headers, body }: Asked): URLSearchParams {
  const expected = `Basic ${Buffer.from(`${app.clientId}:${app.clientSecret}`).toString('base64')}`
  if (headers.get('authorization') !== expected) throw new ApiError(401, 2, 'Authentication failed.')
  if (!(headers.get('content-type') ?? '').startsWith('application/x-www-form-urlencoded'))
    throw new ApiError(400, 1, 'Missing request body.')
  return new URLSearchParams(Buffer.from(body).toString())
}

function exchangeCode(server: Server, form: URLSearchParams): Response {
  const found = takeCode(server, ({ code, redirectUri }) => code === form.get('code') && redirectUri === form.get('redirect_uri'))
  if (!found) throw new ApiError(400, 1, 'Invalid authorization code.')
  const grant: Grant = { personId: found.personId, scopes: found.scopes, access: [], refresh: '', refreshExpiresAt: '', withdrawn: false }
  server.state.grants.push(grant)
  return newTokens(server, grant, 'authorization_code')
}

function renew(server: Server, form: URLSearchParams): Response {
  const grant = grantToRenew(server, form.get('refresh_token'))
  if (!grant) throw new ApiError(400, 1, 'Invalid refresh token.')
  return newTokens(server, grant, 'refresh_token')
}

function newTokens(server: Server, grant: Grant, responseType: string): Response {
  const token = newSecret('pina_', 64)
  addAccess(server, grant, { token, seconds: lifetimes.access })
  grant.refresh = newSecret('pinr.', 64)
  grant.refreshExpiresAt = inSeconds(server, lifetimes.refresh)
  server.world.changed()
  return Response.json({
    response_type: responseType,
    access_token: token,
    refresh_token: grant.refresh,
    token_type: 'bearer',
    expires_in: lifetimes.access,
    refresh_token_expires_in: lifetimes.refresh,
    refresh_token_expires_at: Math.floor(Date.parse(grant.refreshExpiresAt) / 1000),
    scope: grant.scopes.join(' '),
  })
}

/** The grant that the request's token belongs to. @throws ApiError (401) */
export function signedBy({ server, headers }: Asked): Grant {
  const written = /^Bearer (.+)$/.exec(headers.get('authorization') ?? '')?.[1]
  const grant = grantWith(server, written)
  if (grant) return grant
  throw new ApiError(401, 2, 'Authentication failed.')
}

/** @throws ApiError (401) */
export function needScopes({ scopes }: Grant, ...wanted: readonly string[]): void {
  if (wanted.every((scope) => scopes.includes(scope))) return
  throw new ApiError(401, 3, 'Your token does not have sufficient permissions to perform this operation.')
}
