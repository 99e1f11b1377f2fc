import { createHash, randomBytes } from 'node:crypto'

import { z } from 'zod'

import { html } from '#kit/html'

import { page } from './stand-in-pages.ts'
import type { Code, Grant } from './stand-in-state.ts'
import { type Asked, Refused, type Server } from './stand-in-wire.ts'

const codeSeconds = 30
const accessSeconds = 2 * 60 * 60

const knownScopes = new Set(
  (
    'tweet.read tweet.write tweet.moderate.write users.read users.email follows.read follows.write offline.access space.read mute.read mute.write ' +
    'like.read like.write list.read list.write block.read block.write bookmark.read bookmark.write dm.read dm.write media.write'
  ).split(' '),
)

const Authorize = z.object({
  response_type: z.literal('code'),
  client_id: z.string().min(1),
  redirect_uri: z.url({ protocol: /^https?$/ }),
  scope: z.string().refine((scope) => scope.split(' ').every((each) => knownScopes.has(each))),
  state: z.string().min(1).max(500),
  code_challenge: z.string().min(1),
  code_challenge_method: z.enum(['S256', 'plain']),
})

/** The page on which a person lets an app in, and what its buttons do. */
export function authorizePage({ server, url, request, body }: Asked): Response {
  const asked = wishIn(server, url)
  if (!asked)
    return page('Something went wrong', [html`<p>You weren’t able to give access to the App. Go back and try logging in again.</p>`], {
      status: 400,
    })
  if (request.method === 'POST') {
    const answer = new URLSearchParams(new TextDecoder().decode(body))
    const location = decide(server, url, { profileId: answer.get('profile') ?? '', deny: answer.get('answer') !== 'allow' })
    return new Response(null, { status: 302, headers: { location } })
  }
  return page('Hearth wants to access your X account', [
    html`<p>This App will be able to:</p>
      <ul>
        ${asked.scope.split(' ').map((scope) => html`<li>${scope}</li>`)}
      </ul>
      <form method="post">
        <p>
          <label
            >Signed in as
            <select name="profile">
              ${server.state.people.map(({ id, handle }) => html`<option value="${id}">@${handle}</option>`)}
            </select>
          </label>
        </p>
        <button name="answer" value="allow">Authorize app</button>
        <button name="answer" value="deny">Cancel</button>
      </form>`,
  ])
}

function wishIn({ state }: Server, url: URL): z.infer<typeof Authorize> | undefined {
  const { data } = Authorize.safeParse(Object.fromEntries(url.searchParams))
  return data && [state.clientId, state.publicClientId].includes(data.client_id) ? data : undefined
}

/** Where the person is sent back to. @throws Error where the page would not have let them choose. */
export function decide(server: Server, url: URL, { profileId, deny }: { readonly profileId: string; readonly deny: boolean }): string {
  const asked = wishIn(server, url)
  if (!asked) throw new Error('X shows “Something went wrong” instead of its question.')
  const back = new URL(asked.redirect_uri)
  back.searchParams.set('state', asked.state)
  if (deny || !server.state.people.some(({ id }) => id === profileId)) {
    back.searchParams.set('error', 'access_denied')
    return back.href
  }
  const code: Code = {
    code: randomBytes(36).toString('base64url'),
    profileId,
    clientId: asked.client_id,
    redirectUri: asked.redirect_uri,
    scope: asked.scope,
    challenge: asked.code_challenge,
    method: asked.code_challenge_method,
    expiresAt: server.world.now().add({ seconds: codeSeconds }).toString(),
  }
  server.state.codes.push(code)
  server.world.changed()
  back.searchParams.set('code', code.code)
  return back.href
}

/** `POST /2/oauth2/token`: a code or a refresh token for new tokens. */
export function tokenAnswer(asked: Asked): Response {
  const form = formOf(asked)
  const clientId = clientOf(asked, form)
  const type = form.get('grant_type')
  if (type === 'authorization_code') return tokens(asked.server, fromCode(asked.server, { form, clientId }))
  if (type === 'refresh_token') return tokens(asked.server, fromRefreshToken(asked.server, { form, clientId }))
  throw refused('unsupported_grant_type', 'Missing required parameter [grant_type].')
}

/** `POST /2/oauth2/revoke`: ends the grant that a token belongs to. */
export function revokeAnswer(asked: Asked): Response {
  const form = formOf(asked)
  clientOf(asked, form)
  const { state, world } = asked.server
  const token = form.get('token')
  if (token === null) throw refused('invalid_request', 'Missing required parameter [token].')
  const grantId = state.accessTokens.find((each) => each.token === token)?.grantId
  endGrants(asked.server, ({ id, refreshToken }) => id === grantId || refreshToken === token)
  world.changed()
  return Response.json({ revoked: true })
}

export function endGrants({ state }: Server, isEnding: (grant: Grant) => boolean): void {
  const ended = new Set(state.grants.filter(isEnding).map(({ id }) => id))
  state.grants = state.grants.filter(({ id }) => !ended.has(id))
  state.accessTokens = state.accessTokens.filter(({ grantId }) => !ended.has(grantId))
}

function formOf({ request, body }: Asked): URLSearchParams {
  if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers.get('content-type') ?? '')) {
    throw refused('invalid_request', 'Content-Type must be application/x-www-form-urlencoded.')
  }
  return new URLSearchParams(new TextDecoder().decode(body))
}

/** A confidential app proves itself with id and secret, a public one names itself. */
function clientOf({ server: { state }, request }: Asked, form: URLSearchParams): string {
  const header = request.headers.get('authorization')
  if (header === null) {
    if (form.get('client_id') === state.publicClientId) return state.publicClientId
    throw new Refused(401, { error: 'unauthorized_client', error_description: 'Missing valid authorization header' })
  }
  const expected = `Basic ${Buffer.from(`${state.clientId}:${state.clientSecret}`).toString('base64')}`
  if (header !== expected) throw new Refused(401, { error: 'unauthorized_client', error_description: 'Missing valid authorization header' })
  return state.clientId
}

interface Asking {
  readonly form: URLSearchParams
  readonly clientId: string
}

function fromCode({ state, world }: Server, { form, clientId }: Asking): Grant {
  const known = state.codes.find(({ code }) => code === form.get('code'))
  // A code works once, whatever comes of it.
  state.codes = state.codes.filter((each) => each !== known)
  const isValid = known && known.clientId === clientId && Temporal.Instant.compare(known.expiresAt, world.now()) > 0
  if (!isValid || known.redirectUri !== form.get('redirect_uri')) {
    throw refused('invalid_request', 'Value passed for the authorization code was invalid.')
  }
  if (challengeOf(form.get('code_verifier') ?? '', known.method) !== known.challenge) {
    throw refused('invalid_request', 'Value passed for the code verifier did not match the code challenge.')
  }
  const grant: Grant = { id: randomBytes(12).toString('hex'), profileId: known.profileId, clientId, scope: known.scope }
  state.grants.push(grant)
  return grant
}

function challengeOf(verifier: string, method: Code['method']): string {
  return method === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url')
}

/** A refresh token works once; whoever comes with an old one gets nothing. */
function fromRefreshToken({ state }: Server, { form, clientId }: Asking): Grant {
  const grant = state.grants.find(({ refreshToken }) => refreshToken !== undefined && refreshToken === form.get('refresh_token'))
  if (!grant || grant.clientId !== clientId) throw refused('invalid_request', 'Value passed for the token was invalid.')
  return grant
}

function tokens({ state, world }: Server, grant: Grant): Response {
  const token = randomBytes(48).toString('base64url')
  const now = world.now().epochMilliseconds
  state.accessTokens = state.accessTokens.filter(({ until }) => until > now)
  state.accessTokens.push({ token, grantId: grant.id, until: now + accessSeconds * 1000 })
  if (grant.scope.split(' ').includes('offline.access')) grant.refreshToken = randomBytes(48).toString('base64url')
  world.changed()
  const answer = { token_type: 'bearer', expires_in: accessSeconds, access_token: token, scope: grant.scope }
  return Response.json(grant.refreshToken === undefined ? answer : { ...answer, refresh_token: grant.refreshToken })
}

function refused(error: string, description: string): Refused {
  return new Refused(400, { error, error_description: description })
}
