import { z } from 'zod'

import { html } from '#kit/html'

import { addCode, type Code } from './stand-in-grants.ts'
import { asJson, type GraphAsked, GraphError, needed } from './stand-in-graph.ts'
import { newSecret, withId } from './stand-in-ids.ts'
import type { pageIn } from './stand-in-page.ts'
import type { Someone } from './stand-in-people.ts'
import { backTo, signInForm } from './stand-in-sign-in.ts'
import { inSeconds, isOlder, isOver, nowAt } from './stand-in-time.ts'
import type { StandInWorld } from './stand-in.ts'

/** Signing in as Instagram and Threads have it alike: a code for a person, an hour for a code, sixty days for an hour. For stand-ins. */
export interface Login<Person> {
  /** As the page calls it. */
  readonly name: string
  /** The only app that is registered here. */
  readonly app: { readonly clientId: string; readonly clientSecret: string }
  readonly knownScopes: readonly string[]
  readonly isEnough: (scopes: readonly string[]) => boolean
  /** Who can be signed in as. */
  readonly isOffered: (person: Person) => boolean
  /** What is said to an app that is not known, over what, and where nobody can be signed in as. */
  readonly words: { readonly strangeApp: string; readonly wrong: string; readonly nobody: string }
  readonly page: ReturnType<typeof pageIn>
  /** What its tokens begin with. */
  readonly tokenHead: string
}

export const Token = z.object({
  token: z.string(),
  personId: z.string(),
  kind: z.enum(['short', 'long']),
  scopes: z.array(z.string()),
  issuedAt: z.string(),
  expiresAt: z.string(),
  /** The person withdrew the grant. */
  withdrawn: z.boolean(),
})
type Token = z.infer<typeof Token>

export const day = 24 * 60 * 60
export const lifetimes = { code: 60 * 60, short: 60 * 60, long: 60 * day }

type Known = z.infer<typeof Someone>

interface Server<Person> {
  readonly world: StandInWorld
  readonly state: { readonly people: Person[]; readonly codes: Code[]; readonly tokens: Token[] }
}

interface Asked<Person> extends GraphAsked {
  readonly server: Server<Person>
}

interface Wanted {
  readonly redirectUri: URL
  readonly scopes: readonly string[]
  readonly state: string | undefined
}

/** What the person was sent here with, or what is wrong with it. */
function readWanted<Person>(
  { app, knownScopes, isEnough, words }: Login<Person>,
  parameters: ReadonlyMap<string, string>,
): Wanted | { readonly wrong: string } {
  const redirectUri = parameters.get('redirect_uri') ?? ''
  const scopes = (parameters.get('scope') ?? '').split(/[\s,]+/).filter((scope) => scope !== '')
  if (parameters.get('client_id') !== app.clientId) return { wrong: words.strangeApp }
  if (parameters.get('response_type') !== 'code') return { wrong: 'The parameter response_type is required' }
  if (!URL.canParse(redirectUri) || !/^https?:$/.test(new URL(redirectUri).protocol)) return { wrong: 'Invalid redirect_uri' }
  const strange = scopes.filter((scope) => !knownScopes.includes(scope))
  if (!isEnough(scopes) || strange.length > 0) return { wrong: `Invalid scope: ${strange.join(', ')}` }
  return { redirectUri: new URL(redirectUri), scopes, state: parameters.get('state') }
}

/** `GET /oauth/authorize` shows who can be signed in as; `POST` is the button that was pressed there. */
export function authorize<Person extends Known>(login: Login<Person>, asked: Asked<Person>): Response {
  const wanted = readWanted(login, asked.parameters)
  if ('wrong' in wanted) return login.page(login.words.wrong, [html`<p>${wanted.wrong}</p>`], { status: 400 })
  if (asked.method === 'GET') return signInPage(login, asked, wanted)
  const person = asked.server.state.people.find(({ id }) => id === asked.parameters.get('profile'))
  if (!person) return signInPage(login, asked, wanted)
  return Response.redirect(answerTo(asked.server, wanted, { person, deny: asked.parameters.get('answer') === 'deny' }), 302)
}

interface Answer {
  readonly profileId: string
  readonly deny: boolean
  readonly without: readonly string[]
}

/** The person signs in and answers, without the page. */
export function answerSignIn<Person extends Known>(
  login: Login<Person>,
  server: Server<Person>,
  { redirect, profileId, deny, without }: Answer & { readonly redirect: string },
): string {
  const wanted = readWanted(login, new Map(new URL(redirect).searchParams))
  if ('wrong' in wanted) throw new Error(wanted.wrong)
  const scopes = wanted.scopes.filter((scope) => !without.includes(scope))
  const person = withId(server.state.people, profileId, `Nobody on ${login.name} has the id ${profileId}.`)
  return answerTo(server, { ...wanted, scopes }, { person, deny }).toString()
}

/** Where the person is sent back to. The `#_` at the end is the network's own. */
function answerTo<Person extends Known>(
  server: Server<Person>,
  { redirectUri, scopes, state }: Wanted,
  { person, deny }: { readonly person: Person; readonly deny: boolean },
): URL {
  const said = deny
    ? { error: 'access_denied', error_reason: 'user_denied', error_description: 'The user denied your request' }
    : { code: newCode(server, { personId: person.id, redirectUri: redirectUri.toString(), scopes: [...scopes] }) }
  const back = backTo(redirectUri, { ...said, state })
  if (!deny) back.hash = '_'
  return back
}

function newCode<Person>(server: Server<Person>, granted: Omit<Code, 'code' | 'expiresAt'>): string {
  const code = newSecret('AQ', 160)
  addCode(server, { ...granted, code }, lifetimes.code)
  return code
}

function signInPage<Person extends Known>(
  { name: network, isOffered, page, words }: Login<Person>,
  { server, parameters }: Asked<Person>,
  { scopes }: Wanted,
): Response {
  const offered = server.state.people.filter(isOffered)
  return page(`Log in to ${network}`, [
    signInForm({
      query: parameters,
      handedOn: ['client_id', 'redirect_uri', 'response_type', 'scope', 'state'],
      people: offered.map(({ id, handle, displayName }) => ({ id, called: `${displayName} (${handle})` })),
      rights: html`${offered.length === 0 ? html`<p>${words.nobody}</p>` : undefined}
        <p>Hearth asks for: ${scopes.join(', ')}</p>`,
      allow: 'Allow',
      deny: 'Cancel',
    }),
  ])
}

/** The code that is exchanged, which works once, or the refusal. */
export function takeCode<Person>({ app }: Login<Person>, { server, parameters }: Asked<Person>): Code | Response {
  if (parameters.get('client_id') !== app.clientId) return refuse('Invalid platform app')
  if (parameters.get('client_secret') !== app.clientSecret) return refuse('Error validating client secret')
  if (parameters.get('grant_type') !== 'authorization_code') return refuse('Invalid grant_type')
  const at = server.state.codes.findIndex(({ code }) => code === parameters.get('code'))
  const [code] = at < 0 ? [] : server.state.codes.splice(at, 1)
  if (!code || isOver(server, code.expiresAt)) return refuse('Matching code was not found or was already used')
  if (parameters.get('redirect_uri') === code.redirectUri) return code
  return refuse(
    'Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the OAuth dialog request',
  )
}

/** What is wrong while a code is exchanged is answered in a form of its own. */
export function refuse(message: string): Response {
  return Response.json({ error_type: 'OAuthException', code: 400, error_message: message }, { status: 400 })
}

/** `GET /access_token`: sixty days for one hour. */
export function exchangeShort<Person>(login: Login<Person>, asked: Asked<Person>, { grant, token }: Exchanged): Token {
  if (needed(asked, 'grant_type') !== grant) throw new GraphError('Unsupported grant type', { code: 100 })
  if (needed(asked, 'client_secret') !== login.app.clientSecret) throw new GraphError('Error validating client secret.', { code: 1 })
  const short = token()
  if (short.kind !== 'short') throw new GraphError('Session key invalid. The token is long-lived already', { code: 452 })
  return giveToken(login, asked.server, { ...short, kind: 'long' })
}

/** `GET /refresh_access_token`: sixty days more, for a token that is at least a day old and still works. What is said to younger ones is not documented. */
export function refreshToken<Person>(login: Login<Person>, asked: Asked<Person>, { grant, token }: Exchanged): Token {
  if (needed(asked, 'grant_type') !== grant) throw new GraphError('Unsupported grant type', { code: 100 })
  const long = token()
  if (long.kind !== 'long') throw new GraphError('Only long-lived tokens can be refreshed', { code: 100 })
  if (!isOlder(asked.server, long.issuedAt, day))
    throw new GraphError('The token must be at least 24 hours old to be refreshed', { code: 100 })
  return giveToken(login, asked.server, long)
}

interface Exchanged {
  /** The `grant_type` that asks for it. */
  readonly grant: string
  /** The one shown. @throws GraphError where it no longer works. */
  readonly token: () => Token
}

export function longAnswer({ token, scopes }: Token, { answerHeaders }: GraphAsked, { tellsScopes }: { readonly tellsScopes: boolean }) {
  const told = tellsScopes ? { permissions: scopes.join(',') } : {}
  return asJson({ access_token: token, token_type: 'bearer', expires_in: lifetimes.long, ...told }, answerHeaders)
}

/** Older tokens go on working until they run out. */
export function giveToken<Person>(
  { tokenHead }: Login<Person>,
  server: Server<Person>,
  { kind, personId, scopes }: Pick<Token, 'kind' | 'personId' | 'scopes'>,
): Token {
  const { tokens } = server.state
  const token: Token = {
    token: newSecret(tokenHead, 150),
    personId,
    kind,
    scopes: [...scopes],
    issuedAt: nowAt(server),
    expiresAt: inSeconds(server, lifetimes[kind]),
    withdrawn: false,
  }
  const old = tokens.findIndex(({ expiresAt }) => isOlder(server, expiresAt, 30 * day))
  if (old >= 0) tokens.splice(old, 1)
  tokens.push(token)
  server.world.changed()
  return token
}

/** The token that the request carries, by header or parameter. @throws GraphError (104, 190) */
export function signedBy<Person>(asked: Asked<Person>): Token {
  const written = asked.headers.get('authorization')?.replace(/^(Bearer|OAuth)\s+/i, '') ?? asked.parameters.get('access_token')
  if (!written) throw new GraphError('An access token is required to request this resource.', { code: 104 })
  return validToken(asked.server, written)
}

/** @throws GraphError (190) */
export function validToken<Person>(server: Server<Person>, written: string): Token {
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
export function needScope({ scopes }: Token, scope: string): void {
  if (!scopes.includes(scope)) throw new GraphError('(#10) Application does not have permission for this action', { code: 10, status: 403 })
}
