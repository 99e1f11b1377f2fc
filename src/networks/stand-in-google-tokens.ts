import { createHash, randomBytes } from 'node:crypto'

import { z } from 'zod'

import { type GoogleAsked, type GoogleServer, Refused } from './stand-in-google.ts'
import { isOver } from './stand-in-time.ts'

/** Codes and tokens of Google's sign-in, for stand-ins. */
export const GoogleCode = z.object({
  code: z.string(),
  redirectUri: z.string(),
  scope: z.string(),
  offline: z.boolean(),
  challenge: z.string().exactOptional(),
  method: z.enum(['S256', 'plain']).default('S256'),
  expiresAt: z.string(),
})
export type GoogleCode = z.infer<typeof GoogleCode>

export const GoogleGrant = z.object({ id: z.string(), scope: z.string(), refreshToken: z.string() })
type GoogleGrant = z.infer<typeof GoogleGrant>

/** `until` in milliseconds since 1970. */
export const AccessToken = z.object({ token: z.string(), grantId: z.string(), until: z.number() })

interface Grants<Grant extends GoogleGrant> {
  grants: Grant[]
  accessTokens: z.infer<typeof AccessToken>[]
}

interface Tokens<Code extends GoogleCode, Grant extends GoogleGrant> extends Grants<Grant> {
  readonly clientId: string
  readonly clientSecret: string
  codes: Code[]
}

const accessSeconds = 3599

export function newKeys(head: string): { readonly clientId: string; readonly clientSecret: string } {
  return {
    clientId: `${head}-${randomBytes(12).toString('hex')}.apps.googleusercontent.com`,
    clientSecret: `GOCSPX-${randomBytes(21).toString('base64url')}`,
  }
}

/** `POST /token`: a code for both tokens, or a refresh token, which stays the same, for a new access token. @throws Refused */
export function tokenAnswer<Code extends GoogleCode, Grant extends GoogleGrant>(
  asked: GoogleAsked<Tokens<Code, Grant>>,
  grantFor: (code: Code, made: GoogleGrant) => Grant,
): Response {
  const { server } = asked
  const form = formOf(asked)
  proveApp(server.state, form)
  const type = form.get('grant_type')
  if (type === 'authorization_code') {
    const code = takeCode(server, form)
    const refreshToken = `1//0${randomBytes(60).toString('base64url')}`
    const grant = grantFor(code, { id: randomBytes(12).toString('hex'), scope: code.scope, refreshToken })
    server.state.grants.push(grant)
    const tokens = newAccess(server, grant)
    return Response.json(code.offline ? { ...tokens, refresh_token: refreshToken } : tokens)
  }
  if (type !== 'refresh_token') throw wrong(400, 'unsupported_grant_type', `Invalid grant_type: ${type ?? ''}`)
  const grant = server.state.grants.find(({ refreshToken }) => refreshToken === form.get('refresh_token'))
  if (!grant) throw wrong(400, 'invalid_grant', 'Token has been expired or revoked.')
  return Response.json(newAccess(server, grant))
}

/** `POST /revoke`: ends everything that whoever either token belongs to has granted. @throws Refused */
export function revokeAnswer<Grant extends GoogleGrant>(asked: GoogleAsked<Grants<Grant>>, ownerOf: (grant: Grant) => string): Response {
  const { server } = asked
  const revoked = grantWith(server, formOf(asked).get('token') ?? '')
  if (!revoked) throw wrong(400, 'invalid_token', 'Token expired or revoked')
  endGrants(server, (grant) => ownerOf(grant) === ownerOf(revoked))
  return Response.json({})
}

export function endGrants<Grant extends GoogleGrant>(
  { state, world }: GoogleServer<Grants<Grant>>,
  isEnding: (grant: Grant) => boolean,
): void {
  const ended = new Set(state.grants.filter(isEnding).map(({ id }) => id))
  state.grants = state.grants.filter(({ id }) => !ended.has(id))
  state.accessTokens = state.accessTokens.filter(({ grantId }) => !ended.has(grantId))
  world.changed()
}

/** The grant by whose access token somebody asks. */
export function signedBy<Grant extends GoogleGrant>({ server, request }: GoogleAsked<Grants<Grant>>): Grant | undefined {
  const { state, world } = server
  const [scheme, token] = (request.headers.get('authorization') ?? '').split(' ')
  const known = state.accessTokens.find((each) => scheme === 'Bearer' && each.token === token)
  if (!known || known.until <= world.now().epochMilliseconds) return undefined
  return state.grants.find(({ id }) => id === known.grantId)
}

/** The grant that a request is about, by the token in its head or body, even one that has run out. */
export function grantBehind<Grant extends GoogleGrant>(
  server: GoogleServer<Grants<Grant>>,
  { headers, body }: { readonly headers: Headers; readonly body: Uint8Array },
): Grant | undefined {
  const [scheme, token] = (headers.get('authorization') ?? '').split(' ')
  if (scheme === 'Bearer' && token !== undefined) return grantWith(server, token)
  const form = new URLSearchParams(Buffer.from(body).toString())
  return grantWith(server, form.get('refresh_token') ?? form.get('token') ?? '')
}

function grantWith<Grant extends GoogleGrant>({ state }: GoogleServer<Grants<Grant>>, token: string): Grant | undefined {
  const grantId = state.accessTokens.find((each) => each.token === token)?.grantId
  return state.grants.find(({ id, refreshToken }) => id === grantId || refreshToken === token)
}

function formOf({ request, body }: Pick<GoogleAsked<unknown>, 'request' | 'body'>): URLSearchParams {
  if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers.get('content-type') ?? '')) {
    throw wrong(400, 'invalid_request', 'Content-Type must be application/x-www-form-urlencoded.')
  }
  return new URLSearchParams(new TextDecoder().decode(body))
}

/** The app proves itself before anything else is looked at. */
function proveApp(keys: { readonly clientId: string; readonly clientSecret: string }, form: URLSearchParams): void {
  if (form.get('client_id') !== keys.clientId) throw wrong(401, 'invalid_client', 'The OAuth client was not found.')
  if (form.get('client_secret') !== keys.clientSecret) throw wrong(401, 'invalid_client', 'The provided client secret is invalid.')
}

/** A code works once, whatever comes of it. */
function takeCode<Code extends GoogleCode, Grant extends GoogleGrant>(
  server: GoogleServer<Tokens<Code, Grant>>,
  form: URLSearchParams,
): Code {
  const { state } = server
  const known = state.codes.find(({ code }) => code === form.get('code'))
  state.codes = state.codes.filter((each) => each !== known)
  if (!known) throw wrong(400, 'invalid_grant', 'Malformed auth code.')
  if (isOver(server, known.expiresAt)) throw wrong(400, 'invalid_grant', 'Bad Request')
  if (known.redirectUri !== form.get('redirect_uri')) throw wrong(400, 'redirect_uri_mismatch', 'Bad Request')
  const { challenge, method } = known
  if (challenge !== undefined && challengeOf(form.get('code_verifier') ?? '', method) !== challenge) {
    throw wrong(400, 'invalid_grant', 'Invalid code verifier.')
  }
  return known
}

function challengeOf(verifier: string, method: GoogleCode['method']): string {
  return method === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url')
}

function newAccess<Grant extends GoogleGrant>({ state, world }: GoogleServer<Grants<Grant>>, grant: Grant) {
  const token = `ya29.${randomBytes(96).toString('base64url')}`
  const now = world.now().epochMilliseconds
  // A token that ran out is still known for a while, so that faults can tell whose it was.
  state.accessTokens = state.accessTokens.filter(({ until }) => until > now - 24 * 60 * 60 * 1000)
  state.accessTokens.push({ token, grantId: grant.id, until: now + accessSeconds * 1000 })
  world.changed()
  return { access_token: token, expires_in: accessSeconds, scope: grant.scope, token_type: 'Bearer' }
}

function wrong(status: number, error: string, description: string): Refused {
  return new Refused(status, { error, error_description: description })
}
