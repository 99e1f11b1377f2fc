import { html } from '#kit/html'

import { asJson, GraphError, needed } from '../stand-in-graph.ts'
import { page } from './stand-in-pages.ts'
import { inSeconds, isOver, newSecret, nowAt, type Person, personWith, type Server, type Token } from './stand-in-state.ts'
import type { Asked } from './stand-in-wire.ts'

/** The only app that is registered here. */
export const app = { clientId: '990602627938098', clientSecret: 'a1b2c3d4e5f60718293a4b5c6d7e8f90' } as const

const knownScopes = [
  'instagram_business_basic',
  'instagram_business_content_publish',
  'instagram_business_manage_comments',
  'instagram_business_manage_insights',
  'instagram_business_manage_messages',
]

const day = 24 * 60 * 60
const lifetimes = { code: 60 * 60, short: 60 * 60, long: 60 * day }

interface Wanted {
  readonly redirectUri: URL
  readonly scopes: readonly string[]
  readonly state: string | undefined
}

/** What the person was sent here with, or what is wrong with it. */
function readWanted(parameters: ReadonlyMap<string, string>): Wanted | { readonly wrong: string } {
  const redirectUri = parameters.get('redirect_uri') ?? ''
  const scopes = (parameters.get('scope') ?? '').split(/[\s,]+/).filter((scope) => scope !== '')
  if (parameters.get('client_id') !== app.clientId) return { wrong: 'Invalid platform app' }
  if (parameters.get('response_type') !== 'code') return { wrong: 'The parameter response_type is required' }
  if (!URL.canParse(redirectUri) || !/^https?:$/.test(new URL(redirectUri).protocol)) return { wrong: 'Invalid redirect_uri' }
  const strange = scopes.filter((scope) => !knownScopes.includes(scope))
  if (scopes.length === 0 || strange.length > 0) return { wrong: `Invalid scope: ${strange.join(', ')}` }
  return { redirectUri: new URL(redirectUri), scopes, state: parameters.get('state') }
}

/** `GET /oauth/authorize` shows who can be signed in as; `POST` is the button that was pressed there. */
export function authorize(asked: Asked): Response {
  const wanted = readWanted(asked.parameters)
  if ('wrong' in wanted) return page('Sorry, this page isn’t available', [html`<p>${wanted.wrong}</p>`], { status: 400 })
  if (asked.method === 'GET') return signInPage(asked, wanted)
  const person = asked.server.state.people.find(({ id }) => id === asked.parameters.get('profile'))
  if (!person) return signInPage(asked, wanted)
  return Response.redirect(answerTo(asked.server, wanted, { person, deny: asked.parameters.get('answer') === 'deny' }), 302)
}

/** The person signs in and answers, without the page. */
export function answerSignIn(
  server: Server,
  redirect: string,
  answer: { readonly profileId: string; readonly deny: boolean; readonly without: readonly string[] },
): string {
  const wanted = readWanted(new Map(new URL(redirect).searchParams))
  if ('wrong' in wanted) throw new Error(wanted.wrong)
  const scopes = wanted.scopes.filter((scope) => !answer.without.includes(scope))
  return answerTo(server, { ...wanted, scopes }, { person: personWith(server, answer.profileId), deny: answer.deny }).toString()
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
  const professionals = server.state.people.filter(({ business }) => business)
  return page('Log in to Instagram', [
    html`<form method="post">
      ${['client_id', 'redirect_uri', 'response_type', 'scope', 'state'].map(
        (name) => html`<input type="hidden" name="${name}" value="${parameters.get(name) ?? ''}" />`,
      )}
      <p>Hearth asks for: ${scopes.join(', ')}</p>
      <fieldset>
        <legend>Continue as</legend>
        ${professionals.map(
          ({ id, handle, displayName }, index) =>
            html`<label
                ><input type="radio" name="profile" value="${id}" required ${index === 0 ? html`checked` : undefined} /> ${displayName}
                (${handle})</label
              ><br />`,
        )}
        ${professionals.length === 0 ? html`<p>Only professional accounts can be connected, and there is none here.</p>` : undefined}
      </fieldset>
      <p><button name="answer" value="allow">Allow</button> <button name="answer" value="deny">Cancel</button></p>
    </form>`,
  ])
}

/** `POST https://api.instagram.com/oauth/access_token`, which answers in a form of its own when something is wrong. */
export function exchangeCode(asked: Asked): Response {
  const { server, parameters, answerHeaders } = asked
  const type = asked.headers.get('content-type') ?? ''
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/.test(type)) return refuse('The request must be a form')
  if (parameters.get('client_id') !== app.clientId) return refuse('Invalid platform app')
  if (parameters.get('client_secret') !== app.clientSecret) return refuse('Error validating client secret')
  if (parameters.get('grant_type') !== 'authorization_code') return refuse('Invalid grant_type')
  const at = server.state.codes.findIndex(({ code }) => code === parameters.get('code'))
  const [code] = at < 0 ? [] : server.state.codes.splice(at, 1)
  if (!code || isOver(server, code.expiresAt)) return refuse('Matching code was not found or was already used')
  if (parameters.get('redirect_uri') !== code.redirectUri)
    return refuse(
      'Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the OAuth dialog request',
    )
  const person = personWith(server, code.personId)
  if (!person.business) return refuse('Instagram account is not a professional account')
  const token = giveToken(server, { kind: 'short', personId: person.id, scopes: code.scopes })
  return asJson({ data: [{ access_token: token.token, user_id: person.appScopedId, permissions: code.scopes.join(',') }] }, answerHeaders)
}

function refuse(message: string): Response {
  return Response.json({ error_type: 'OAuthException', code: 400, error_message: message }, { status: 400 })
}

/** `GET /access_token`: sixty days for one hour. */
export function exchangeShort(asked: Asked): Response {
  if (needed(asked, 'grant_type') !== 'ig_exchange_token') throw new GraphError('Unsupported grant type', { code: 100 })
  if (needed(asked, 'client_secret') !== app.clientSecret) throw new GraphError('Error validating client secret.', { code: 1 })
  const token = validToken(asked, needed(asked, 'access_token'))
  if (token.kind !== 'short') throw new GraphError('Session key invalid. The token is long-lived already', { code: 452 })
  return longToken(asked, token)
}

/** `GET /refresh_access_token`: sixty days more, for a token that is at least a day old and still works. What is said to younger ones is not documented. */
export function refreshToken(asked: Asked): Response {
  if (needed(asked, 'grant_type') !== 'ig_refresh_token') throw new GraphError('Unsupported grant type', { code: 100 })
  const token = validToken(asked, needed(asked, 'access_token'))
  if (token.kind !== 'long') throw new GraphError('Only long-lived tokens can be refreshed', { code: 100 })
  const usableFrom = Temporal.Instant.from(token.issuedAt).add({ hours: 24 })
  if (!isOver(asked.server, usableFrom.toString()))
    throw new GraphError('The token must be at least 24 hours old to be refreshed', { code: 100 })
  return longToken(asked, token)
}

function longToken({ server, answerHeaders }: Asked, { personId, scopes }: Token): Response {
  const token = giveToken(server, { kind: 'long', personId, scopes })
  return asJson(
    { access_token: token.token, token_type: 'bearer', expires_in: lifetimes.long, permissions: scopes.join(',') },
    answerHeaders,
  )
}

/** Older tokens go on working until they run out. */
function giveToken(server: Server, { kind, personId, scopes }: Pick<Token, 'kind' | 'personId' | 'scopes'>): Token {
  const expiresAt = inSeconds(server, lifetimes[kind])
  const token: Token = {
    token: newSecret('IGAA', 150),
    personId,
    kind,
    scopes: [...scopes],
    issuedAt: nowAt(server),
    expiresAt,
    withdrawn: false,
  }
  const { tokens } = server.state
  const old = tokens.findIndex((each) =>
    isOver(
      server,
      Temporal.Instant.from(each.expiresAt)
        .add({ hours: 24 * 30 })
        .toString(),
    ),
  )
  if (old >= 0) tokens.splice(old, 1)
  tokens.push(token)
  server.world.changed()
  return token
}

/** The token that the request carries, by header or parameter. @throws GraphError (104, 190) */
export function signedBy(asked: Asked): Token {
  const written = asked.headers.get('authorization')?.replace(/^(Bearer|OAuth)\s+/i, '') ?? asked.parameters.get('access_token')
  if (!written) throw new GraphError('An access token is required to request this resource.', { code: 104 })
  return validToken(asked, written)
}

function validToken({ server }: Asked, written: string): Token {
  const token = server.state.tokens.find((each) => each.token === written)
  if (!token) throw new GraphError('Invalid OAuth access token - Cannot parse access token', { code: 190 })
  if (token.withdrawn) {
    throw new GraphError('Error validating access token: The user has not authorized this application', { code: 190, subcode: 458 })
  }
  if (isOver(server, token.expiresAt)) {
    throw new GraphError(`Error validating access token: Session has expired on ${token.expiresAt}.`, { code: 190, subcode: 463 })
  }
  return token
}

/** @throws GraphError (10) */
export function needScope(token: Token, scope: (typeof knownScopes)[number]): void {
  if (!token.scopes.includes(scope))
    throw new GraphError('(#10) Application does not have permission for this action', { code: 10, status: 403 })
}
