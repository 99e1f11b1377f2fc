import { html } from '#kit/html'
import type { Json } from '#kit/json'

import { asJson, GraphError, needed } from '../stand-in-graph.ts'
import { page } from './stand-in-pages.ts'
import { inSeconds, isOlder, isOver, newSecret, type Person, personWith, type Server, type Token } from './stand-in-state.ts'
import { day, giveToken, knownScopes, lifetimes, signedBy } from './stand-in-tokens.ts'
import type { Asked } from './stand-in-wire.ts'

/** The only app that is registered here. */
export const app = { clientId: '826044517310931', clientSecret: '5d2f8a1c9b3e47d60a1b2c3d4e5f6071' } as const

interface Wanted {
  readonly redirectUri: URL
  readonly scopes: readonly string[]
  readonly state: string | undefined
}

/** What the person was sent here with, or what is wrong with it. */
function readWanted(parameters: ReadonlyMap<string, string>): Wanted | { readonly wrong: string } {
  const redirectUri = parameters.get('redirect_uri') ?? ''
  const scopes = (parameters.get('scope') ?? '').split(/[\s,]+/).filter((scope) => scope !== '')
  if (parameters.get('client_id') !== app.clientId) return { wrong: 'An unknown error has occurred: the app ID is not valid' }
  if (parameters.get('response_type') !== 'code') return { wrong: 'The parameter response_type is required' }
  if (!URL.canParse(redirectUri) || !/^https?:$/.test(new URL(redirectUri).protocol)) return { wrong: 'Invalid redirect_uri' }
  const strange = scopes.filter((scope) => !knownScopes.includes(scope))
  if (!scopes.includes('threads_basic') || strange.length > 0) return { wrong: `Invalid scope: ${strange.join(', ')}` }
  return { redirectUri: new URL(redirectUri), scopes, state: parameters.get('state') }
}

/** `GET /oauth/authorize` shows who can be signed in as; `POST` is the button that was pressed there. */
export function authorize(asked: Asked): Response {
  const wanted = readWanted(asked.parameters)
  if ('wrong' in wanted) return page('Something went wrong', [html`<p>${wanted.wrong}</p>`], { status: 400 })
  if (asked.method === 'GET') return signInPage(asked, wanted)
  const person = asked.server.state.people.find(({ id }) => id === asked.parameters.get('profile'))
  if (!person) return signInPage(asked, wanted)
  return Response.redirect(answerTo(asked.server, wanted, { person, deny: asked.parameters.get('answer') === 'deny' }), 302)
}

interface Answer {
  readonly profileId: string
  readonly deny: boolean
  readonly without: readonly string[]
}

/** The person signs in and answers, without the page. */
export function answerSignIn(server: Server, redirect: string, { profileId, deny, without }: Answer): string {
  const wanted = readWanted(new Map(new URL(redirect).searchParams))
  if ('wrong' in wanted) throw new Error(wanted.wrong)
  const scopes = wanted.scopes.filter((scope) => !without.includes(scope))
  return answerTo(server, { ...wanted, scopes }, { person: personWith(server, profileId), deny }).toString()
}

/** Where the person is sent back to. The `#_` at the end is the network's own. */
function answerTo(
  server: Server,
  { redirectUri, scopes, state }: Wanted,
  { person, deny }: { readonly person: Person; readonly deny: boolean },
): URL {
  const back = new URL(redirectUri)
  const said = deny
    ? { error: 'access_denied', error_reason: 'user_denied', error_description: 'The user denied your request' }
    : { code: newCode(server, { person, redirectUri: redirectUri.toString(), scopes }) }
  for (const [name, value] of Object.entries({ ...said, ...(state === undefined ? {} : { state }) })) back.searchParams.set(name, value)
  if (!deny) back.hash = '_'
  return back
}

function newCode(
  server: Server,
  { person, redirectUri, scopes }: { person: Person; redirectUri: string; scopes: readonly string[] },
): string {
  const code = newSecret('AQ', 160)
  server.state.codes.push({ code, personId: person.id, redirectUri, scopes: [...scopes], expiresAt: inSeconds(server, lifetimes.code) })
  server.world.changed()
  return code
}

function signInPage({ server, parameters }: Asked, { scopes }: Wanted): Response {
  return page('Log in to Threads', [
    html`<form method="post">
      ${['client_id', 'redirect_uri', 'response_type', 'scope', 'state'].map(
        (name) => html`<input type="hidden" name="${name}" value="${parameters.get(name) ?? ''}" />`,
      )}
      <p>Hearth asks for: ${scopes.join(', ')}</p>
      <fieldset>
        <legend>Continue as</legend>
        ${server.state.people.map(
          ({ id, handle, displayName }, index) =>
            html`<label
                ><input type="radio" name="profile" value="${id}" required ${index === 0 ? html`checked` : undefined} /> ${displayName}
                (${handle})</label
              ><br />`,
        )}
      </fieldset>
      <p><button name="answer" value="allow">Allow</button> <button name="answer" value="deny">Cancel</button></p>
    </form>`,
  ])
}

/** `POST /oauth/access_token`, which answers in a form of its own when something is wrong. */
export function exchangeCode({ server, parameters, answerHeaders }: Asked): Response {
  if (parameters.get('client_id') !== app.clientId) return refuse('Invalid platform app')
  if (parameters.get('client_secret') !== app.clientSecret) return refuse('Error validating client secret')
  if (parameters.get('grant_type') !== 'authorization_code') return refuse('Invalid grant_type')
  const at = server.state.codes.findIndex(({ code }) => code === parameters.get('code'))
  const [code] = at < 0 ? [] : server.state.codes.splice(at, 1)
  if (!code || isOver(server, code.expiresAt)) return refuse('Matching code was not found or was already used')
  if (parameters.get('redirect_uri') !== code.redirectUri) {
    return refuse(
      'Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the OAuth dialog request',
    )
  }
  const token = giveToken(server, { kind: 'short', personId: code.personId, scopes: code.scopes })
  return asJson({ access_token: token.token, user_id: token.personId }, answerHeaders)
}

function refuse(message: string): Response {
  return Response.json({ error_type: 'OAuthException', code: 400, error_message: message }, { status: 400 })
}

/** `GET /oauth/access_token`: a token of the app itself. */
export function giveAppToken({ parameters, answerHeaders }: Asked): Response {
  if (parameters.get('grant_type') !== 'client_credentials') return refuse('Invalid grant_type')
  if (parameters.get('client_id') !== app.clientId) return refuse('Invalid platform app')
  if (parameters.get('client_secret') !== app.clientSecret) return refuse('Error validating client secret')
  return asJson({ access_token: `TH|${app.clientId}|${newSecret('', 27)}`, token_type: 'bearer' }, answerHeaders)
}

/** `GET /access_token`: sixty days for one hour. */
export function exchangeShort(asked: Asked): Response {
  if (needed(asked, 'grant_type') !== 'th_exchange_token') throw new GraphError('Unsupported grant type', { code: 100 })
  if (needed(asked, 'client_secret') !== app.clientSecret) throw new GraphError('Error validating client secret.', { code: 1 })
  const token = signedBy(asked)
  if (token.kind !== 'short') throw new GraphError('Session key invalid. The token is long-lived already', { code: 452 })
  return longToken(asked, token)
}

/** `GET /refresh_access_token`: sixty days more, for a token that is at least a day old and still works. What is said to younger ones is not documented. */
export function refreshToken(asked: Asked): Response {
  if (needed(asked, 'grant_type') !== 'th_refresh_token') throw new GraphError('Unsupported grant type', { code: 100 })
  const token = signedBy(asked)
  if (token.kind !== 'long') throw new GraphError('Only long-lived tokens can be refreshed', { code: 100 })
  if (!isOlder(asked.server, token.issuedAt, day))
    throw new GraphError('The token must be at least 24 hours old to be refreshed', { code: 100 })
  return longToken(asked, token)
}

function longToken({ server, answerHeaders }: Asked, { personId, scopes }: Token): Response {
  const { token } = giveToken(server, { kind: 'long', personId, scopes })
  return asJson({ access_token: token, token_type: 'bearer', expires_in: lifetimes.long }, answerHeaders)
}

/** `GET /debug_token`: what a token is good for. */
export function debugToken(asked: Asked): Json {
  const token = asked.server.state.tokens.find((each) => each.token === needed(asked, 'input_token'))
  if (!token) return { data: { is_valid: false, scopes: [] } }
  const { personId, scopes, issuedAt, expiresAt, withdrawn } = token
  return {
    data: {
      type: 'USER',
      application: 'Hearth',
      is_valid: !withdrawn && !isOver(asked.server, expiresAt),
      issued_at: seconds(issuedAt),
      expires_at: seconds(expiresAt),
      data_access_expires_at: seconds(issuedAt) + 90 * day,
      scopes,
      user_id: personId,
    },
  }
}

function seconds(at: string): number {
  return Math.floor(Date.parse(at) / 1000)
}
