import { z } from 'zod'

import type { Connected, ConnectRequest, NetworkEnvironment, Outcome, Secret, Trouble } from '../network.ts'
import { rejected } from '../rejected.ts'
import { ask, blobSchema } from './api.ts'
import { grantedTo, messagesRight } from './chat-right.ts'
import { type Identity, identityIn, readIdentity, resolveHandle, services, unknownAccount } from './identity.ts'
import { type appPasswordSecretSchema, tokenExpiry } from './session.ts'
import { usualLimits } from './upload-limits.ts'

const sessionSchema = z.object({
  did: z.string(),
  handle: z.string(),
  accessJwt: z.string(),
  refreshJwt: z.string(),
  didDoc: z.unknown().optional(),
  active: z.boolean().optional(),
  status: z.string().optional(),
})

type Session = z.infer<typeof sessionSchema>

/** Signs in with an app password and says who that is. */
export async function signInWithAppPassword(request: ConnectRequest): Promise<Outcome<Connected>> {
  const identifier = (request.fields['identifier'] ?? '').trim().replace(/^@/, '').toLowerCase()
  const password = (request.fields['password'] ?? '').trim()
  if (!password) return rejected('password-missing')
  const server = await findServer(identifier, (request.fields['server'] ?? '').trim(), request)
  if (!server.ok) return server
  const session = await ask(
    {
      server: server.value,
      method: 'com.atproto.server.createSession',
      send: { json: { identifier, password } },
      answer: sessionSchema,
    },
    request,
  )
  if (!session.ok) return { ok: false, trouble: aboutPassword(session.trouble) }
  if (session.value.active === false) return { ok: false, trouble: inactive(session.value.status) }
  const pds = identityIn(session.value.did, session.value.didDoc)?.pds ?? server.value
  const secret = asSecret(session.value)
  return { ok: true, value: await describe({ did: session.value.did, handle: session.value.handle, pds }, secret, request) }
}

/** The server given, else the one the handle leads to, else (an e-mail) the network's own entrance. */
async function findServer(identifier: string, given: string, environment: NetworkEnvironment): Promise<Outcome<string>> {
  if (given) {
    const address = serverAddress(given)
    return address ? { ok: true, value: address } : rejected('server-not-written-so', { params: { server: given } })
  }
  const { entryway } = services(environment.options)
  if (identifier.includes('@')) return { ok: true, value: entryway }
  if (!isHandle(identifier) && !identifier.startsWith('did:')) return rejected('handle-not-written-so', { params: { handle: identifier } })
  const did = identifier.startsWith('did:')
    ? ({ ok: true, value: identifier } as const)
    : await resolveHandle(identifier, entryway, environment)
  if (!did.ok) return did
  if (did.value === undefined) return rejected('handle-not-found', { params: { handle: identifier } })
  const identity = await readIdentity(did.value, environment)
  if (!identity.ok) return identity
  return identity.value.pds ? { ok: true, value: identity.value.pds } : { ok: false, trouble: unknownAccount(did.value) }
}

/** The origin of what somebody typed as a server; `https` unless they wrote otherwise. */
export function serverAddress(written: string): string | undefined {
  const whole = /^https?:\/\//i.test(written) ? written : `https://${written}`
  return URL.canParse(whole) ? new URL(whole).origin : undefined
}

export function isHandle(name: string): boolean {
  return name.length <= 253 && /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*$/i.test(name)
}

/** While signing in, 401 is about what was typed, not about a grant that is gone. */
function aboutPassword(trouble: Trouble): Trouble {
  if (trouble.kind !== 'signed-out') return trouble
  const { code } = trouble.reason
  return { kind: 'rejected', reason: { ...trouble.reason, code: code === 'signed-out' ? 'wrong-password' : code } }
}

function inactive(status: string | undefined): Trouble {
  return { kind: 'rejected', reason: { code: status === 'deactivated' ? 'account-deactivated' : 'account-taken-down' } }
}

function asSecret(session: Pick<Session, 'accessJwt' | 'refreshJwt'>): Secret {
  const expiresAt = tokenExpiry(session.accessJwt)
  const value = { kind: 'app-password', accessJwt: session.accessJwt, refreshJwt: session.refreshJwt }
  return { value, ...(expiresAt ? { expiresAt } : {}) }
}

type AppPasswordSecret = z.infer<typeof appPasswordSecretSchema>

export async function refreshAppPassword(
  secret: AppPasswordSecret,
  pds: string,
  environment: NetworkEnvironment,
): Promise<Outcome<Secret>> {
  const session = await ask(
    { server: pds, method: 'com.atproto.server.refreshSession', send: 'nothing', token: secret.refreshJwt, answer: sessionSchema },
    environment,
  )
  if (session.ok) return { ok: true, value: asSecret(session.value) }
  const { trouble } = session
  // Here an expired token is the refresh token itself: nothing but connecting again helps.
  if (trouble.kind === 'signed-out' && trouble.reason.code === 'token-expired') {
    return { ok: false, trouble: { kind: 'signed-out', reason: { ...trouble.reason, code: 'signed-out' } } }
  }
  return trouble.kind === 'rejected' ? { ok: false, trouble: { kind: 'unavailable', reason: trouble.reason } } : session
}

/** Ends the session; a token that is already dead has ended. */
export async function endAppPasswordSession(
  secret: AppPasswordSecret,
  pds: string,
  environment: NetworkEnvironment,
): Promise<Outcome<void>> {
  const ended = await ask(
    { server: pds, method: 'com.atproto.server.deleteSession', send: 'nothing', token: secret.refreshJwt, answer: z.unknown() },
    environment,
  )
  if (ended.ok || ended.trouble.kind === 'signed-out') return { ok: true, value: undefined }
  return ended
}

const profileSchema = z.object({
  value: z.object({ displayName: z.string().optional(), avatar: blobSchema.optional().catch(undefined) }),
})

/** The account as it shows itself. Its profile is read best effort: without one the handle serves as the name. */
export async function describe(
  identity: Identity & { readonly handle: string; readonly pds: string },
  secret: Secret,
  environment: NetworkEnvironment,
): Promise<Connected> {
  const { did, handle, pds } = identity
  const query = { repo: did, collection: 'app.bsky.actor.profile', rkey: 'self' }
  const profile = await ask({ server: pds, method: 'com.atproto.repo.getRecord', query, answer: profileSchema }, environment)
  const shown = profile.ok ? profile.value.value : {}
  const { web, video } = services(environment.options)
  const scopes = grantedTo(secret.value)
  return {
    externalId: did,
    handle,
    displayName: shown.displayName?.trim() || handle,
    ...(shown.avatar ? { avatarUrl: `${new URL(pds).origin}/xrpc/com.atproto.sync.getBlob?did=${did}&cid=${shown.avatar.ref.$link}` } : {}),
    profileUrl: `${web}/profile/${did}`,
    settings: { pds, web, ...(video === undefined ? {} : { video }) },
    limits: usualLimits(video, messagesRight(secret.value, environment.options)),
    secret,
    ...(scopes.length > 0 ? { scopes: scopes.toSorted() } : {}),
  }
}
