import { html } from '#kit/html'

import { addAccess, addCode, grantToRenew, grantWith, takeCode } from '../stand-in-grants.ts'
import { newSecret } from '../stand-in-ids.ts'
import { type Answer, backTo, type SignIn, signInForm } from '../stand-in-sign-in.ts'
import { inSeconds } from '../stand-in-time.ts'
import { page } from './stand-in-pages.ts'
import { type Grant, type Person, personWith, type Server } from './stand-in-state.ts'
import { ApiError, type Asked, logId } from './stand-in-wire.ts'

/** The only app that is registered here. */
export const app = { clientKey: 'aw7c1hearthcampfire', clientSecret: 'Zx8wq2Lm5Rt9Yb3Nc6Vd1Kj4Hg7Fs0Pa' } as const

const knownScopes = ['user.info.basic', 'user.info.profile', 'user.info.stats', 'video.list', 'video.upload', 'video.publish']

const day = 24 * 60 * 60
const lifetimes = { code: 10 * 60, access: day, refresh: 365 * day }

interface Wanted {
  readonly redirectUri: URL
  readonly scopes: readonly string[]
  readonly state: string
}

/** What the person was sent here with, or what is wrong with it. */
function readWanted(query: URLSearchParams): Wanted | { readonly wrong: string } {
  const redirectUri = query.get('redirect_uri') ?? ''
  const scopes = (query.get('scope') ?? '').split(',')
  const strange = scopes.filter((scope) => !knownScopes.includes(scope))
  if (query.get('client_key') !== app.clientKey) return { wrong: 'client_key' }
  if (query.get('response_type') !== 'code') return { wrong: 'response_type' }
  if (!URL.canParse(redirectUri) || !/^https?:$/.test(new URL(redirectUri).protocol) || redirectUri.includes('#'))
    return { wrong: 'redirect_uri' }
  if (strange.length > 0) return { wrong: 'scope' }
  const state = query.get('state') ?? ''
  return state === '' ? { wrong: 'state' } : { redirectUri: new URL(redirectUri), scopes, state }
}

/** How people sign in at `/v2/auth/authorize/`. */
export const signIn: SignIn<Server, Wanted, Person> = {
  read: readWanted,
  refuse: (wrong) => page('Something went wrong', [html`<p>We couldn’t log in with TikTok: ${wrong}</p>`], { status: 400 }),
  ask: signInPage,
  personWith,
  answerTo,
  lets: 'each right',
}

function answerTo(server: Server, { redirectUri, scopes, state }: Wanted, { person, deny, without }: Answer<Person>): URL {
  if (deny) return backTo(redirectUri, { error: 'access_denied', error_description: 'User denied access', errCode: '10007', state })
  const code = `${newSecret('', 60)}*1!5000.u1`
  const granted = scopes.filter((scope) => !without.includes(scope))
  addCode(server, { code, personId: person.id, redirectUri: redirectUri.toString(), scopes: granted }, lifetimes.code)
  return backTo(redirectUri, { code, scopes: granted.join(','), state })
}

function signInPage({ state }: Server, query: URLSearchParams, { scopes }: Wanted): Response {
  const rights = scopes.map(
    (scope) => html`<label><input type="checkbox" name="allowed" value="${scope}" checked /> ${scope}</label><br />`,
  )
  return page('Log in to TikTok', [
    signInForm({
      query,
      handedOn: ['client_key', 'redirect_uri', 'response_type', 'scope', 'state'],
      people: state.people.map(({ id, handle, displayName }) => ({ id, called: `${displayName} (@${handle})` })),
      rights: html`<fieldset>
        <legend>Hearth would like to</legend>
        ${rights}
      </fieldset>`,
      allow: 'Continue',
      deny: 'Cancel',
    }),
  ])
}

/** `POST /v2/oauth/token/`: a code for tokens, or new tokens for old. Errors of this host come with status 200 and a form of their own. */
export function giveToken(asked: Asked): Response {
  const form = readForm(asked)
  if (!form) return refuse('invalid_request', 'Only application/x-www-form-urlencoded is accepted.')
  if (form.get('client_key') !== app.clientKey) return refuse('invalid_client', 'Client key or secret is incorrect.')
  if (form.get('client_secret') !== app.clientSecret) return refuse('invalid_client', 'Client key or secret is incorrect.')
  if (form.get('grant_type') === 'authorization_code') return exchangeCode(asked.server, form)
  if (form.get('grant_type') === 'refresh_token') return renew(asked.server, form)
  return refuse('unsupported_grant_type', 'Unsupported grant type.')
}

function readForm({ headers, body }: Asked): URLSearchParams | undefined {
  if (!(headers.get('content-type') ?? '').startsWith('application/x-www-form-urlencoded')) return undefined
  return new URLSearchParams(Buffer.from(body).toString())
}

function refuse(error: string, description: string): Response {
  return Response.json({ error, error_description: description, log_id: logId })
}

function exchangeCode(server: Server, form: URLSearchParams): Response {
  const code = takeCode(server, (each) => each.code === form.get('code'))
  if (!code) return refuse('invalid_grant', 'Authorization code is expired.')
  if (form.get('redirect_uri') !== code.redirectUri)
    return refuse('invalid_request', 'Redirect_uri is not matched with the uri when requesting code.')
  const grant: Grant = {
    personId: code.personId,
    scopes: code.scopes,
    access: [],
    refresh: '',
    refreshExpiresAt: '',
    withdrawn: false,
  }
  server.state.grants.push(grant)
  return newTokens(server, grant)
}

/** The old refresh token is dead from then on. */
function renew(server: Server, form: URLSearchParams): Response {
  const grant = grantToRenew(server, form.get('refresh_token'))
  if (!grant) return refuse('invalid_grant', 'Refresh token is invalid or expired.')
  return newTokens(server, grant)
}

function newTokens(server: Server, grant: Grant): Response {
  const token = newSecret('act.', 64)
  addAccess(server, grant, { token, seconds: lifetimes.access })
  grant.refresh = newSecret('rft.', 64)
  grant.refreshExpiresAt = inSeconds(server, lifetimes.refresh)
  server.world.changed()
  return Response.json({
    access_token: token,
    expires_in: lifetimes.access,
    open_id: grant.personId,
    refresh_expires_in: lifetimes.refresh,
    refresh_token: grant.refresh,
    scope: grant.scopes.join(','),
    token_type: 'Bearer',
  })
}

/** `POST /v2/oauth/revoke/`, which answers with nothing. */
export function revokeToken(asked: Asked): Response {
  const form = readForm(asked)
  if (!form) return refuse('invalid_request', 'Only application/x-www-form-urlencoded is accepted.')
  if (form.get('client_key') !== app.clientKey || form.get('client_secret') !== app.clientSecret)
    return refuse('invalid_client', 'Client key or secret is incorrect.')
  const grant = asked.server.state.grants.find(({ access }) => access.some(({ token }) => token === form.get('token')))
  if (!grant || grant.withdrawn) return refuse('invalid_request', 'Access token is invalid.')
  grant.withdrawn = true
  asked.server.world.changed()
  return Response.json({})
}

/** The grant that the request's token belongs to. @throws ApiError (access_token_invalid) */
export function signedBy({ server, headers }: Asked): Grant {
  const written = /^Bearer (.+)$/.exec(headers.get('authorization') ?? '')?.[1]
  const grant = grantWith(server, written)
  if (grant) return grant
  throw new ApiError('access_token_invalid', 401, 'The access token is invalid or not found in the request.')
}

/** One of these is enough. @throws ApiError (scope_not_authorized) */
export function needScope({ scopes }: Grant, ...wanted: readonly string[]): void {
  if (wanted.some((scope) => scopes.includes(scope))) return
  throw new ApiError('scope_not_authorized', 401, 'The user did not authorize the scope required for completing this request.')
}
