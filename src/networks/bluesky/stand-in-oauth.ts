import { createHash, randomBytes } from 'node:crypto'

import { z } from 'zod'

import type { Json } from '#kit/json'

import { clientOf } from './stand-in-clients.ts'
import { nonceNow, provenKey } from './stand-in-proofs.ts'
import type { Code, Grant, SignInRequest } from './stand-in-state.ts'
import { readToken, signToken } from './stand-in-tokens.ts'
import { type Asked, Refused, type Server, whatIsWrong } from './stand-in-wire.ts'

const minute = 60
const day = 24 * 60 * minute
/** In seconds, as the network's own software has them. A client without a key of its own keeps a grant for two weeks at most. */
const lasts = { request: 5 * minute, code: 5 * minute, access: 60 * minute, grant: 14 * day }

/** What the server says of itself (RFC 9728, RFC 8414). People sign in where they look at its pages. */
export function oauthDocument({ world }: Server, name: string): Json | undefined {
  const { origin, webOrigin } = world
  if (name === 'oauth-protected-resource')
    return { resource: origin, authorization_servers: [origin], scopes_supported: [], bearer_methods_supported: ['header'] }
  if (name !== 'oauth-authorization-server') return undefined
  const people = /^https:|^http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/]/.test(`${webOrigin}/`) ? webOrigin : origin
  return {
    issuer: origin,
    authorization_endpoint: `${people}/oauth/authorize`,
    token_endpoint: `${origin}/oauth/token`,
    revocation_endpoint: `${origin}/oauth/revoke`,
    pushed_authorization_request_endpoint: `${origin}/oauth/par`,
    require_pushed_authorization_requests: true,
    scopes_supported: ['atproto', 'transition:generic', 'transition:chat.bsky'],
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['none'],
    dpop_signing_alg_values_supported: ['ES256'],
    authorization_response_iss_parameter_supported: true,
    client_id_metadata_document_supported: true,
    protected_resources: [origin],
  }
}

/** The endpoints that programs ask. Each wants a proof of the key that the grant is bound to. */
export async function oauthAnswer(asked: Asked): Promise<Response> {
  const { server, request, url, headers } = asked
  headers.set('dpop-nonce', nonceNow(server))
  headers.set('cache-control', 'no-store')
  try {
    if (request.method !== 'POST') return new Response(null, { status: 405, headers })
    if (url.pathname === '/oauth/par') return Response.json(await pushRequest(asked), { status: 201, headers })
    if (url.pathname === '/oauth/token') return Response.json(giveTokens(asked), { headers })
    if (url.pathname === '/oauth/revoke') return Response.json(endGrant(asked), { headers })
    return new Response('Not Found', { status: 404, headers })
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return Response.json({ error: error.error, error_description: error.message }, { status: error.status, headers })
  }
}

function formOf<Value>({ request, body }: Asked, schema: z.ZodType<Value>, error: string): Value {
  if (!/^application\/x-www-form-urlencoded\b/.test(request.headers.get('content-type') ?? '')) throw new Refused(400, error, 'Send a form')
  const parsed = schema.safeParse(Object.fromEntries(new URLSearchParams(Buffer.from(body).toString())))
  if (!parsed.success) throw new Refused(400, error, whatIsWrong(parsed.error))
  return parsed.data
}

const Pushed = z.object({
  client_id: z.string(),
  response_type: z.literal('code'),
  redirect_uri: z.string(),
  scope: z.string(),
  state: z.string().min(1),
  code_challenge: z.string().regex(/^[\w-]{43}$/),
  code_challenge_method: z.literal('S256'),
  login_hint: z.string().optional(),
})

/** RFC 9126: what is asked for is deposited before the person is sent. */
async function pushRequest(asked: Asked): Promise<Json> {
  const { server } = asked
  const sent = formOf(asked, Pushed, 'invalid_request')
  const jkt = provenKey(asked)
  const client = await clientOf(server, sent.client_id)
  if (!client.redirectUris.includes(sent.redirect_uri)) throw new Refused(400, 'invalid_request', 'Invalid redirect_uri')
  const scopes = sent.scope.split(' ')
  if (!scopes.includes('atproto') || scopes.some((scope) => !client.scope.split(' ').includes(scope)))
    throw new Refused(400, 'invalid_scope', 'The client is not registered for this scope')
  const id = `urn:ietf:params:oauth:request_uri:req-${randomBytes(16).toString('hex')}`
  const request: SignInRequest = {
    id,
    clientId: client.id,
    clientName: client.name,
    redirectUri: sent.redirect_uri,
    scope: sent.scope,
    state: sent.state,
    challenge: sent.code_challenge,
    jkt,
    until: secondsFromNow(server, lasts.request),
    ...(sent.login_hint === undefined ? {} : { hint: sent.login_hint }),
  }
  server.state.requests.set(id, request)
  server.world.changed()
  return { request_uri: id, expires_in: lasts.request }
}

/** What a person was sent here with. undefined where it is unknown or too old. */
export function requestIn({ state, world }: Server, parameters: URLSearchParams): SignInRequest | undefined {
  const request = state.requests.get(parameters.get('request_uri') ?? '')
  if (!request || request.clientId !== parameters.get('client_id') || request.until <= seconds(world.now())) return undefined
  return request
}

/** The person has decided; answers where they go back to. A request is answered once. */
export function decide(server: Server, request: SignInRequest, did: string | undefined): string {
  const back = new URL(request.redirectUri)
  const say = (name: string, value: string) => back.searchParams.set(name, value)
  server.state.requests.delete(request.id)
  say('iss', server.world.origin)
  say('state', request.state)
  if (did === undefined) {
    say('error', 'access_denied')
    say('error_description', 'The user rejected the request')
  } else {
    const code: Code = { ...request, id: `cod-${randomBytes(32).toString('hex')}`, did, until: secondsFromNow(server, lasts.code) }
    server.state.codes.set(code.id, code)
    say('code', code.id)
  }
  server.world.changed()
  return back.href
}

const Asking = z.discriminatedUnion('grant_type', [
  z.object({
    grant_type: z.literal('authorization_code'),
    client_id: z.string(),
    code: z.string(),
    redirect_uri: z.string(),
    code_verifier: z.string(),
  }),
  z.object({ grant_type: z.literal('refresh_token'), client_id: z.string(), refresh_token: z.string() }),
])

function giveTokens(asked: Asked): Json {
  const sent = formOf(asked, Asking, 'invalid_grant')
  const jkt = provenKey(asked)
  const grant = sent.grant_type === 'refresh_token' ? renewed(asked.server, sent.refresh_token) : exchanged(asked.server, sent)
  if (grant.clientId !== sent.client_id) throw refusedGrant(asked.server, grant, 'This token was issued to another client')
  if (grant.jkt !== jkt) throw refusedGrant(asked.server, grant, 'DPoP proof does not match the expected key')
  return tokensFor(asked.server, grant)
}

function exchanged(server: Server, sent: { readonly code: string; readonly redirect_uri: string; readonly code_verifier: string }): Grant {
  const { state, world } = server
  const code = state.codes.get(sent.code)
  const used = [...state.grants.values()].find(({ code: made }) => made === sent.code)
  if (used) throw refusedGrant(server, used, 'Code replayed')
  state.codes.delete(sent.code)
  if (!code || code.until <= seconds(world.now())) throw new Refused(400, 'invalid_grant', 'Invalid code')
  if (code.redirectUri !== sent.redirect_uri) throw new Refused(400, 'invalid_grant', 'The redirect_uri does not match')
  if (createHash('sha256').update(sent.code_verifier).digest('base64url') !== code.challenge)
    throw new Refused(400, 'invalid_grant', 'Invalid code_verifier')
  const { did, clientId, scope, jkt } = code
  return {
    id: `tok-${randomBytes(16).toString('hex')}`,
    code: code.id,
    did,
    clientId,
    scope,
    jkt,
    refresh: '',
    until: secondsFromNow(server, lasts.grant),
    usedRefresh: [],
  }
}

/** A refresh token is used once; using one again ends the grant, for it may have been stolen. */
function renewed(server: Server, token: string): Grant {
  const { state, world } = server
  const grant = [...state.grants.values()].find(({ refresh, usedRefresh }) => refresh === token || usedRefresh.includes(token))
  if (!grant || grant.until <= seconds(world.now())) throw new Refused(400, 'invalid_grant', 'Invalid refresh token')
  if (grant.refresh !== token) throw refusedGrant(server, grant, 'Refresh token replayed')
  return grant
}

/** Whatever is wrong with a grant's tokens ends it. */
function refusedGrant({ state, world }: Server, grant: Grant, why: string): Refused {
  state.grants.delete(grant.id)
  world.changed()
  return new Refused(400, 'invalid_grant', why)
}

function tokensFor(server: Server, before: Grant): Json {
  const refresh = `ref-${randomBytes(32).toString('hex')}`
  const grant: Grant = { ...before, refresh, usedRefresh: before.refresh === '' ? [] : [...before.usedRefresh, before.refresh] }
  server.state.grants.set(grant.id, grant)
  server.world.changed()
  const now = seconds(server.world.now())
  const claims = {
    sub: grant.did,
    scope: grant.scope,
    aud: server.world.origin,
    jti: grant.id,
    iat: now,
    exp: now + lasts.access,
    cnf: { jkt: grant.jkt },
  }
  return {
    access_token: signToken(server.state, 'at+jwt', claims),
    token_type: 'DPoP',
    refresh_token: refresh,
    scope: grant.scope,
    expires_in: lasts.access,
    sub: grant.did,
  }
}

/** RFC 7009: a token that is unknown has ended already. */
function endGrant(asked: Asked): Json {
  const { state, world } = asked.server
  const { token } = formOf(asked, z.object({ client_id: z.string(), token: z.string() }), 'invalid_request')
  provenKey(asked)
  const id = readToken(state, 'at+jwt', token)?.jti ?? [...state.grants.values()].find(({ refresh }) => refresh === token)?.id
  if (id !== undefined && state.grants.delete(id)) world.changed()
  return {}
}

function secondsFromNow({ world }: Server, after: number): number {
  return seconds(world.now()) + after
}

function seconds(instant: Temporal.Instant): number {
  return Math.floor(instant.epochMilliseconds / 1000)
}
