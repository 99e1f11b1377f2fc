import { html } from '#kit/html'

import { addAccess, addCode, grantWith, takeCode } from '../stand-in-grants.ts'
import { newSecret } from '../stand-in-ids.ts'
import { type Answer, backTo, type SignIn, signInForm } from '../stand-in-sign-in.ts'
import { page } from './stand-in-pages.ts'
import { type Grant, type Person, personWith, type Server } from './stand-in-state.ts'
import { ApiError, type Asked } from './stand-in-wire.ts'

/** The only app that is registered here. */
export const app = { clientId: 'hK4kettle-0nTea', clientSecret: '3mberTea_stand-In_0nly_s3cret', contact: 'embertea' } as const

const knownScopes = ['identity', 'submit', 'edit', 'read', 'flair', 'history', 'privatemessages', 'mysubreddits', 'vote', 'save', 'report']
const lifetimes = { code: 10 * 60, access: 60 * 60 }

interface Wanted {
  readonly redirectUri: string
  readonly scopes: readonly string[]
  readonly state: string
  readonly permanent: boolean
}

/** What the person was sent here with, or what is wrong with it. */
function readWanted(query: URLSearchParams): Wanted | { readonly wrong: string } {
  const redirectUri = query.get('redirect_uri') ?? ''
  const scopes = (query.get('scope') ?? '').split(/[ ,]/)
  const duration = query.get('duration') ?? 'temporary'
  const state = query.get('state') ?? ''
  if (query.get('client_id') !== app.clientId) return { wrong: 'invalid client id.' }
  if (query.get('response_type') !== 'code') return { wrong: 'invalid response type.' }
  if (!URL.canParse(redirectUri) || redirectUri.includes('#')) return { wrong: 'invalid redirect_uri parameter.' }
  if (scopes.some((scope) => !knownScopes.includes(scope))) return { wrong: 'invalid scope.' }
  if (state === '' || !/^(?:permanent|temporary)$/.test(duration)) return { wrong: 'invalid request.' }
  return { redirectUri, scopes, state, permanent: duration === 'permanent' }
}

/** How people sign in at `/api/v1/authorize`. */
export const signIn: SignIn<Server, Wanted, Person> = {
  read: readWanted,
  refuse: (wrong) => page('Bad request (reddit.com)', [html`<p>You sent an invalid request: ${wrong}</p>`], { status: 400 }),
  ask: signInPage,
  personWith,
  answerTo,
  lets: 'all or nothing',
}

function answerTo(server: Server, wanted: Wanted, { person, deny, without }: Answer<Person>): URL {
  const { redirectUri, state, permanent } = wanted
  if (deny) return backTo(redirectUri, { state, error: 'access_denied' })
  const code = newSecret('', 30)
  const scopes = wanted.scopes.filter((scope) => !without.includes(scope))
  addCode(server, { code, personId: person.id, redirectUri, scopes, permanent }, lifetimes.code)
  return backTo(redirectUri, { state, code })
}

function signInPage({ state }: Server, query: URLSearchParams, { scopes, permanent }: Wanted): Response {
  return page('Hearth would like to connect with your Reddit account', [
    signInForm({
      query,
      handedOn: ['client_id', 'redirect_uri', 'response_type', 'scope', 'state', 'duration'],
      people: state.people.map(({ id, handle }) => ({ id, called: `u/${handle}` })),
      rights: html`<p>Allow Hearth to: ${scopes.join(', ')}</p>
        <p>${permanent ? 'Maintain this access indefinitely (or until manually revoked).' : 'For an hour.'}</p>`,
      allow: 'Allow',
      deny: 'Decline',
    }),
  ])
}

/** @throws ApiError (401) where these are no keys of an app. */
function needApp({ headers }: Asked): void {
  const keys = Buffer.from(headers.get('authorization')?.replace(/^Basic /, '') ?? '', 'base64').toString()
  if (keys !== `${app.clientId}:${app.clientSecret}`) throw new ApiError(401, 'Unauthorized')
}

/** `POST /api/v1/access_token`: a code for tokens, a new token for an old grant, or one of the app itself. */
export function giveToken(asked: Asked): Response {
  needApp(asked)
  const { server } = asked
  const form = new URLSearchParams(Buffer.from(asked.body).toString())
  switch (form.get('grant_type') ?? '') {
    case 'authorization_code':
      return exchangeCode(server, form)
    case 'refresh_token':
      return renew(server, form)
    case 'client_credentials':
      return Response.json({ access_token: newSecret('-', 30), token_type: 'bearer', expires_in: lifetimes.access, scope: '*' })
    default:
      return Response.json({ error: 'unsupported_grant_type' })
  }
}

/** A wrong code is refused with status 200. */
function exchangeCode(server: Server, form: URLSearchParams): Response {
  const code = takeCode(server, (each) => each.code === form.get('code'))
  if (!code || form.get('redirect_uri') !== code.redirectUri) return Response.json({ error: 'invalid_grant' })
  const { personId, scopes, permanent } = code
  const grant: Grant = { personId, scopes, access: [], withdrawn: false, ...(permanent ? { refresh: newSecret('', 30) } : {}) }
  server.state.grants.push(grant)
  return newToken(server, grant)
}

/** The refresh token stays the same. */
function renew(server: Server, form: URLSearchParams): Response {
  const grant = server.state.grants.find(({ refresh }) => refresh !== undefined && refresh === form.get('refresh_token'))
  if (!grant || grant.withdrawn) throw new ApiError(400, 'Bad Request')
  return newToken(server, grant)
}

function newToken(server: Server, grant: Grant): Response {
  const token = newSecret('', 34)
  addAccess(server, grant, { token, seconds: lifetimes.access })
  const { scopes, refresh } = grant
  return Response.json({
    access_token: token,
    token_type: 'bearer',
    expires_in: lifetimes.access,
    scope: scopes.join(' '),
    ...(refresh === undefined ? {} : { refresh_token: refresh }),
  })
}

/** `POST /api/v1/revoke_token`: whatever was sent, the answer is the same. */
export function revokeToken(asked: Asked): Response {
  needApp(asked)
  const form = new URLSearchParams(Buffer.from(asked.body).toString())
  for (const grant of asked.server.state.grants) if (grant.refresh === form.get('token')) grant.withdrawn = true
  asked.server.world.changed()
  return new Response('', { status: 200 })
}

/** @throws ApiError (401) */
export function signedBy({ server, headers }: Asked): Grant {
  const written = headers.get('authorization')?.replace(/^bearer /i, '')
  const grant = grantWith(server, written)
  if (!grant) throw new ApiError(401, 'Unauthorized')
  return grant
}
