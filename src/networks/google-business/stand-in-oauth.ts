import { createHash, randomBytes } from 'node:crypto'

import { z } from 'zod'

import { html } from '#kit/html'

import { inSeconds, isOver } from '../stand-in-time.ts'
import { grantWith, scopeBase } from './stand-in-access.ts'
import { page } from './stand-in-pages.ts'
import type { Code, Grant } from './stand-in-state.ts'
import { type Asked, Refused, type Server } from './stand-in-wire.ts'

const codeSeconds = 600
const accessSeconds = 3599
const manage = `${scopeBase}business.manage`

const Wish = z.object({
  response_type: z.literal('code'),
  client_id: z.string().min(1),
  redirect_uri: z.url({ protocol: /^https?$/ }),
  scope: z.string().refine((scope) => scope.split(' ').every((each) => each === manage)),
  state: z.string().optional(),
  access_type: z.enum(['online', 'offline']).default('online'),
  prompt: z.string().optional(),
  code_challenge: z.string().min(43).max(128).exactOptional(),
  code_challenge_method: z.literal('S256').default('S256'),
})

/** `/o/oauth2/v2/auth`: the page on which a person chooses who they are and lets an app in. */
export function authorizePage({ server, url, request, body }: Asked): Response {
  const wish = wishIn(server, url)
  if (typeof wish === 'string') return page('Access blocked: Authorization Error', [html`<p>Error 400: ${wish}</p>`], { status: 400 })
  if (request.method === 'POST') {
    const answer = new URLSearchParams(new TextDecoder().decode(body))
    const without = answer.has('scope') ? [] : [manage]
    const location = decide(server, url, { profileId: answer.get('profile') ?? '', deny: answer.get('answer') !== 'allow', without })
    return new Response(null, { status: 302, headers: { location } })
  }
  const businesses = server.state.people.filter(({ business }) => business)
  return page('Hearth wants access to your Google Account', [
    html`<form method="post">
      <p>
        <label
          >Choose an account
          <select name="profile">
            ${businesses.map(({ id, displayName, handle }) => html`<option value="${id}">${displayName} (${handle})</option>`)}
          </select></label
        >
      </p>
      <p>
        <label
          ><input type="checkbox" name="scope" value="${manage}" checked /> See, edit, create, and delete your Google business
          listings</label
        >
      </p>
      <button name="answer" value="allow">Continue</button>
      <button name="answer" value="deny">Cancel</button>
    </form>`,
  ])
}

function wishIn({ state }: Server, url: URL): z.infer<typeof Wish> | string {
  const { data } = Wish.safeParse(Object.fromEntries(url.searchParams))
  if (!data) return 'invalid_request'
  return data.client_id === state.clientId ? data : 'invalid_client'
}

interface Decision {
  readonly profileId: string
  readonly deny: boolean
  readonly without: readonly string[]
}

/** Where the person is sent back to. @throws Error where the page would not have let them choose. */
export function decide(server: Server, url: URL, { profileId, deny, without }: Decision): string {
  const wish = wishIn(server, url)
  if (typeof wish === 'string') throw new Error(`Google shows “Error 400: ${wish}” instead of its question.`)
  const { state, world } = server
  const back = new URL(wish.redirect_uri)
  if (wish.state !== undefined) back.searchParams.set('state', wish.state)
  const scope = wish.scope.split(' ').filter((each) => !without.includes(each) && !without.includes(each.replace(scopeBase, '')))
  if (deny || !state.people.some(({ id, business }) => id === profileId && business)) {
    back.searchParams.set('error', 'access_denied')
    return back.href
  }
  const code: Code = {
    code: `4/0${randomBytes(48).toString('base64url')}`,
    profileId,
    redirectUri: wish.redirect_uri,
    scope: scope.join(' '),
    // A new refresh token comes only with a fresh consent, or the first time.
    offline: wish.access_type === 'offline' && (wish.prompt === 'consent' || !state.grants.some((grant) => grant.profileId === profileId)),
    ...(wish.code_challenge === undefined ? {} : { challenge: wish.code_challenge }),
    expiresAt: inSeconds(server, codeSeconds),
  }
  state.codes.push(code)
  world.changed()
  back.searchParams.set('code', code.code)
  back.searchParams.set('scope', code.scope)
  return back.href
}

/** `POST /token`: a code for both tokens, or a refresh token, which stays the same, for a new access token. */
export function tokenAnswer(asked: Asked): Response {
  const { server } = asked
  const form = formOf(asked)
  if (form.get('client_id') !== server.state.clientId || form.get('client_secret') !== server.state.clientSecret) {
    throw wrong(401, 'invalid_client', 'The OAuth client was not found, or its secret is invalid.')
  }
  switch (form.get('grant_type') ?? '') {
    case 'authorization_code':
      return firstTokens(server, takeCode(server, form))
    case 'refresh_token': {
      const grant = server.state.grants.find(({ refreshToken }) => refreshToken === form.get('refresh_token'))
      if (!grant) throw wrong(400, 'invalid_grant', 'Token has been expired or revoked.')
      return Response.json(newAccess(server, grant))
    }
    default:
      throw wrong(400, 'unsupported_grant_type', 'Invalid grant_type.')
  }
}

function firstTokens(server: Server, { profileId, scope, offline }: Code): Response {
  const accountId = server.state.people.find(({ id }) => id === profileId)?.accountId ?? ''
  const refreshToken = `1//0${randomBytes(60).toString('base64url')}`
  const grant = { id: randomBytes(12).toString('hex'), profileId, accountId, scope, refreshToken }
  server.state.grants.push(grant)
  const tokens = newAccess(server, grant)
  return Response.json(offline ? { ...tokens, refresh_token: refreshToken } : tokens)
}

/** `POST /revoke`: ends everything that whoever the token belongs to has granted. */
export function revokeAnswer(asked: Asked): Response {
  const grant = grantWith(asked.server, formOf(asked).get('token') ?? '')
  if (!grant) throw wrong(400, 'invalid_token', 'Token expired or revoked')
  endGrants(asked.server, ({ accountId }) => accountId === grant.accountId)
  asked.server.world.changed()
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

/** A code works once, whatever comes of it. */
function takeCode(server: Server, form: URLSearchParams): Code {
  const { state } = server
  const known = state.codes.find(({ code }) => code === form.get('code'))
  state.codes = state.codes.filter((each) => each !== known)
  if (!known || isOver(server, known.expiresAt)) throw wrong(400, 'invalid_grant', 'Malformed auth code.')
  if (known.redirectUri !== form.get('redirect_uri')) throw wrong(400, 'redirect_uri_mismatch', 'Bad Request')
  const proof = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url')
  if (known.challenge !== undefined && known.challenge !== proof) throw wrong(400, 'invalid_grant', 'Invalid code verifier.')
  return known
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
