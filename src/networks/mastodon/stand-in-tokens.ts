import { createHash } from 'node:crypto'

import { z } from 'zod'

import { type Asked, fieldsOf, json, Refused } from './stand-in-request.ts'
import { newSecret, type App, type Profile, type Token } from './stand-in-state.ts'

const tokenRequestSchema = z.object({
  grant_type: z.string(),
  client_id: z.string(),
  client_secret: z.string(),
  code: z.string().optional(),
  redirect_uri: z.string().optional(),
  code_verifier: z.string().optional(),
  scope: z.string().optional(),
})

export async function createToken(asked: Asked): Promise<Response> {
  const wanted = tokenRequestSchema.safeParse(await fieldsOf(asked.request))
  if (!wanted.success) throw new Refused(400, 'invalid_request', { error_description: 'The request is missing a required parameter.' })
  const app = asked.book.apps.get(wanted.data.client_id)
  if (app?.clientSecret !== wanted.data.client_secret)
    throw new Refused(401, 'invalid_client', { error_description: 'Client authentication failed due to unknown client.' })
  if (wanted.data.grant_type === 'client_credentials') return grant(asked, { app, scopes: (wanted.data.scope ?? 'read').split(/\s+/) })
  if (wanted.data.grant_type !== 'authorization_code') throw new Refused(400, 'unsupported_grant_type')
  const code = asked.book.codes.get(wanted.data.code ?? '')
  asked.book.codes.delete(wanted.data.code ?? '')
  const fits = code?.clientId === app.clientId && code.redirectUri === wanted.data.redirect_uri && code.goodUntil > asked.now
  if (!code || !fits || !verified(code.challenge, wanted.data.code_verifier)) {
    throw new Refused(400, 'invalid_grant', {
      error_description:
        'The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.',
    })
  }
  return grant(asked, { app, scopes: code.scopes, profileId: code.profileId })
}

function verified(challenge: string | undefined, verifier: string | undefined): boolean {
  if (challenge === undefined) return verifier === undefined
  return verifier !== undefined && createHash('sha256').update(verifier).digest('base64url') === challenge
}

function grant(
  { book, now, changed }: Asked,
  { app, scopes, profileId }: { app: App; scopes: readonly string[]; profileId?: string },
): Response {
  if (!scopes.every((scope) => within(scope, app.scopes))) throw new Refused(400, 'invalid_scope')
  const token: Token = {
    token: newSecret(),
    clientId: app.clientId,
    scopes: [...scopes],
    revoked: false,
    madeAt: now,
    ...(profileId === undefined ? {} : { profileId }),
  }
  book.tokens.set(token.token, token)
  changed()
  return json({ access_token: token.token, token_type: 'Bearer', scope: scopes.join(' '), created_at: Math.floor(now / 1000) })
}

export async function revokeToken({ request, book, changed }: Asked): Promise<Response> {
  const fields = z.object({ client_id: z.string(), client_secret: z.string(), token: z.string() }).safeParse(await fieldsOf(request))
  const app = fields.success ? book.apps.get(fields.data.client_id) : undefined
  const token = fields.success ? book.tokens.get(fields.data.token) : undefined
  const allowed = fields.success && app?.clientSecret === fields.data.client_secret && (!token || token.clientId === app.clientId)
  if (!allowed) throw new Refused(403, 'unauthorized_client', { error_description: 'You are not authorized to revoke this token' })
  if (token) token.revoked = true
  changed()
  return json({})
}

/** Whose token it is, if it may do this. */
export function signedIn(
  { request, book, allowed }: Asked,
  ...anyOf: readonly string[]
): { readonly profile: Profile; readonly token: Token } {
  const [, written = ''] = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '') ?? []
  const token = book.tokens.get(written)
  if (!token || token.revoked || !book.apps.has(token.clientId))
    throw new Refused(allowed.badToken, token?.revoked ? 'The access token was revoked' : 'The access token is invalid')
  if (!anyOf.some((scope) => within(scope, token.scopes))) throw new Refused(403, 'This action is outside the authorized scopes')
  const profile = token.profileId === undefined ? undefined : book.profiles.get(token.profileId)
  if (!profile) throw new Refused(422, 'This method requires an authenticated user')
  return { profile, token }
}

/** A scope is given by itself or by the wider one it belongs to. */
export function within(scope: string, granted: readonly string[]): boolean {
  return granted.includes(scope) || granted.includes(scope.split(':')[0] ?? '')
}
