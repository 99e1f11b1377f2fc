import { createHash, randomBytes } from 'node:crypto'

import { z } from 'zod'

import { html } from '#kit/html'

import { scopeBase } from './stand-in-access.ts'
import { page } from './stand-in-pages.ts'
import type { Code, Grant } from './stand-in-state.ts'
import { type Asked, Refused, type Server } from './stand-in-wire.ts'

const codeSeconds = 10 * 60
const accessSeconds = 3599

/** With the words of Google's consent page. */
const knownScopes: Readonly<Record<string, string>> = {
  youtube: 'Manage your YouTube account',
  'youtube.force-ssl': 'See, edit, and permanently delete your YouTube videos, ratings, comments and captions',
  'youtube.readonly': 'View your YouTube account',
  'youtube.upload': 'Manage your YouTube videos',
  'yt-analytics.readonly': 'View YouTube Analytics reports for your YouTube content',
}

const Authorize = z.object({
  response_type: z.literal('code'),
  client_id: z.string().min(1),
  redirect_uri: z.url({ protocol: /^https?$/ }),
  scope: z
    .string()
    .refine((scope) => scope.split(' ').every((each) => each.replace(scopeBase, '') in knownScopes && each.startsWith(scopeBase))),
  state: z.string().optional(),
  access_type: z.enum(['online', 'offline']).default('online'),
  prompt: z.string().optional(),
  include_granted_scopes: z.enum(['true', 'false']).optional(),
  code_challenge: z.string().min(43).max(128).exactOptional(),
  code_challenge_method: z.enum(['S256', 'plain']).default('plain'),
})

/** The page on which a person chooses a channel and lets an app in; each right can be left out. */
export function authorizePage({ server, url, request, body }: Asked): Response {
  const asked = wishIn(server, url)
  if (typeof asked === 'string') return page('Access blocked: Authorization Error', [html`<p>Error 400: ${asked}</p>`], { status: 400 })
  const scopes = asked.scope.split(' ')
  if (request.method === 'POST') {
    const answer = new URLSearchParams(new TextDecoder().decode(body))
    const given = new Set(answer.getAll('scope'))
    const location = decide(server, url, {
      profileId: answer.get('profile') ?? '',
      deny: answer.get('answer') !== 'allow',
      without: scopes.filter((scope) => !given.has(scope)),
    })
    return new Response(null, { status: 302, headers: { location } })
  }
  return page('Hearth wants access to your Google Account', [
    html`<form method="post">
      <p>
        <label
          >Choose a channel
          <select name="profile">
            ${server.state.people.map(({ id, handle, displayName }) => html`<option value="${id}">${displayName} (@${handle})</option>`)}
          </select>
        </label>
      </p>
      <p>Select what Hearth can access</p>
      ${scopes.map(
        (scope) =>
          html`<p>
            <label><input type="checkbox" name="scope" value="${scope}" checked /> ${knownScopes[scope.replace(scopeBase, '')]}</label>
          </p>`,
      )}
      <button name="answer" value="allow">Continue</button>
      <button name="answer" value="deny">Cancel</button>
    </form>`,
  ])
}

function wishIn({ state }: Server, url: URL): z.infer<typeof Authorize> | string {
  const { data } = Authorize.safeParse(Object.fromEntries(url.searchParams))
  if (!data) return 'invalid_request'
  return data.client_id === state.clientId ? data : 'invalid_client'
}

interface Answer {
  readonly profileId: string
  readonly deny: boolean
  readonly without?: readonly string[]
}

/** Where the person is sent back to. @throws Error where the page would not have let them choose. */
export function decide(server: Server, url: URL, { profileId, deny, without = [] }: Answer): string {
  const asked = wishIn(server, url)
  if (typeof asked === 'string') throw new Error(`Google shows “Error 400: ${asked}” instead of its question.`)
  const back = new URL(asked.redirect_uri)
  if (asked.state !== undefined) back.searchParams.set('state', asked.state)
  const left = new Set(without.map((scope) => (scope.startsWith(scopeBase) ? scope : scopeBase + scope)))
  const scope = asked.scope.split(' ').filter((each) => !left.has(each))
  if (deny || scope.length === 0 || !server.state.people.some(({ id }) => id === profileId)) {
    back.searchParams.set('error', 'access_denied')
    return back.href
  }
  const code: Code = {
    code: `4/0${randomBytes(48).toString('base64url')}`,
    channelId: profileId,
    redirectUri: asked.redirect_uri,
    scope: scope.join(' '),
    // A new refresh token comes only with a fresh consent, or the first time.
    offline:
      asked.access_type === 'offline' &&
      (asked.prompt === 'consent' || !server.state.grants.some(({ channelId }) => channelId === profileId)),
    ...(asked.code_challenge === undefined ? {} : { challenge: asked.code_challenge }),
    method: asked.code_challenge_method,
    expiresAt: server.world.now().add({ seconds: codeSeconds }).toString(),
  }
  server.state.codes.push(code)
  server.world.changed()
  back.searchParams.set('code', code.code)
  back.searchParams.set('scope', code.scope)
  return back.href
}

/** `POST /token`: a code for both tokens, or a refresh token, which stays the same, for a new access token. */
export function tokenAnswer(asked: Asked): Response {
  const { server } = asked
  const form = formOf(asked)
  proveApp(server, form)
  const type = form.get('grant_type')
  if (type === 'authorization_code') {
    const code = takeCode(server, form)
    const grant: Grant = {
      id: randomBytes(12).toString('hex'),
      channelId: code.channelId,
      scope: code.scope,
      refreshToken: `1//0${randomBytes(60).toString('base64url')}`,
    }
    server.state.grants.push(grant)
    const tokens = newAccess(server, grant)
    return Response.json(code.offline ? { ...tokens, refresh_token: grant.refreshToken } : tokens)
  }
  if (type !== 'refresh_token') throw wrong(400, 'unsupported_grant_type', `Invalid grant_type: ${type ?? ''}`)
  const grant = server.state.grants.find(({ refreshToken }) => refreshToken === form.get('refresh_token'))
  if (!grant) throw wrong(400, 'invalid_grant', 'Token has been expired or revoked.')
  return Response.json(newAccess(server, grant))
}

/** `POST /revoke`: ends the grant that either token belongs to. */
export function revokeAnswer(asked: Asked): Response {
  const { state, world } = asked.server
  const token = formOf(asked).get('token')
  const grantId = state.accessTokens.find((each) => each.token === token)?.grantId
  const grant = state.grants.find(({ id, refreshToken }) => id === grantId || refreshToken === token)
  if (!grant) throw wrong(400, 'invalid_token', 'Token expired or revoked')
  endGrants(asked.server, ({ channelId }) => channelId === grant.channelId)
  world.changed()
  return Response.json({})
}

export function endGrants({ state }: Server, isEnding: (grant: Grant) => boolean): void {
  const ended = new Set(state.grants.filter(isEnding).map(({ id }) => id))
  state.grants = state.grants.filter(({ id }) => !ended.has(id))
  state.accessTokens = state.accessTokens.filter(({ grantId }) => !ended.has(grantId))
}

function formOf({ request, body }: Asked): URLSearchParams {
  if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers.get('content-type') ?? '')) {
    throw wrong(400, 'invalid_request', 'Content-Type must be application/x-www-form-urlencoded.')
  }
  return new URLSearchParams(new TextDecoder().decode(body))
}

/** The app proves itself before anything else is looked at. */
function proveApp({ state }: Server, form: URLSearchParams): void {
  if (form.get('client_id') !== state.clientId) throw wrong(401, 'invalid_client', 'The OAuth client was not found.')
  if (form.get('client_secret') !== state.clientSecret) throw wrong(401, 'invalid_client', 'The provided client secret is invalid.')
}

/** A code works once, whatever comes of it. */
function takeCode({ state, world }: Server, form: URLSearchParams): Code {
  const known = state.codes.find(({ code }) => code === form.get('code'))
  state.codes = state.codes.filter((each) => each !== known)
  if (!known) throw wrong(400, 'invalid_grant', 'Malformed auth code.')
  if (Temporal.Instant.compare(known.expiresAt, world.now()) <= 0) throw wrong(400, 'invalid_grant', 'Bad Request')
  if (known.redirectUri !== form.get('redirect_uri')) throw wrong(400, 'redirect_uri_mismatch', 'Bad Request')
  const { challenge, method } = known
  if (challenge !== undefined && challengeOf(form.get('code_verifier') ?? '', method) !== challenge) {
    throw wrong(400, 'invalid_grant', 'Invalid code verifier.')
  }
  return known
}

function challengeOf(verifier: string, method: Code['method']): string {
  return method === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url')
}

function newAccess({ state, world }: Server, grant: Grant) {
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
