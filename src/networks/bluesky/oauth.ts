import { createHash, randomBytes } from 'node:crypto'

import type { NodeOAuthClient, NodeSavedSession, NodeSavedState, OAuthClientMetadataInput } from '@atproto/oauth-client-node'
import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Connected, ConnectEnvironment, Connecting, ConnectRequest, NetworkEnvironment, Outcome, Secret, Trouble } from '../network.ts'
import { rejected } from '../rejected.ts'
import { describe, isHandle, serverAddress } from './app-password.ts'
import { chatScope } from './chat-right.ts'
import { readIdentity, services } from './identity.ts'
import { aboutCallback, aboutGrant, aboutStart, refusalIn } from './oauth-failures.ts'
import { oauthSecretSchema } from './session.ts'

/** Who the account is, and everything but private messages. */
const needed = 'atproto transition:generic'
/** What Hearth is registered for. */
const registered = `${needed} ${chatScope}`

/** The addresses of Hearth that a grant was made for; they name the client for as long as the grant lives. */
interface Addresses {
  readonly publicUrl: string
  readonly redirectUrl: string
}

type Known = Addresses & { readonly scope: string }

/** What the network reads about us. Reached over https we are known by the address of this document; on loopback the document is in the name itself. */
function clientMetadata(known: Known): OAuthClientMetadataInput {
  const { publicUrl, redirectUrl } = addresses(known)
  const { scope } = known
  const https = publicUrl.startsWith('https://')
  const loopback = `http://localhost?${new URLSearchParams({ redirect_uri: redirectUrl, scope }).toString()}`
  const described = https ? { client_uri: publicUrl, application_type: 'web' as const } : { application_type: 'native' as const }
  return {
    client_id: https ? `${publicUrl}/oauth/bluesky/client.json` : loopback,
    client_name: 'Hearth',
    ...described,
    redirect_uris: [redirectUrl],
    scope,
    response_types: ['code'],
    grant_types: ['authorization_code', 'refresh_token'],
    token_endpoint_auth_method: 'none',
    dpop_bound_access_tokens: true,
  }
}

/** The network takes 127.0.0.1 as an address to come back to, but not the name localhost. */
function addresses({ publicUrl, redirectUrl }: Addresses): Addresses {
  return { publicUrl: publicUrl.replace(/\/$/, ''), redirectUrl: redirectUrl.replace(/^http:\/\/localhost(?=[:/])/, 'http://127.0.0.1') }
}

const pendingSchema = z.object({
  state: z.string(),
  saved: z.custom<NodeSavedState>((value) => typeof value === 'object' && value !== null),
})

type Begun = Awaited<ReturnType<Connecting['begin']>>

export async function beginOAuth(request: ConnectRequest): Promise<Begun> {
  const { publicUrl } = request
  if (!/^https:|^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|\/|$)/.test(publicUrl)) return rejected('sign-in-needs-https')
  const written = (request.fields['identifier'] ?? '').trim().replace(/^@/, '')
  const asked = isHandle(written) && !isEntryway(written, request) ? written.toLowerCase() : serverAddress(written)
  if (!written || asked === undefined) return rejected('handle-not-written-so', { params: { handle: written } })
  let kept: { readonly state: string; readonly saved: NodeSavedState } | undefined
  const client = await makeClient(request, { ...request, scope: registered, keepState: (state, saved) => (kept = { state, saved }) })
  const authorize = (scope: string) => client.authorize(asked, { scope, signal: request.signal })
  try {
    const redirect = await (request.fields['no_messages'] === 'yes'
      ? authorize(needed)
      : authorize(registered).catch(withoutMessages(authorize)))
    if (!kept) throw new Error('The sign-in was begun without a state.')
    return { ok: true, value: { redirect: redirect.href, state: kept.state, pending: asPlain(kept) } }
  } catch (error) {
    return { ok: false, trouble: aboutStart(error, { asked, now: request.now() }) }
  }
}

/** A server that knows nothing of private messages lets nobody ask for them. */
function withoutMessages<Value>(authorize: (scope: string) => Promise<Value>): (error: unknown) => Promise<Value> {
  return (error) => {
    if (refusalIn(error)?.error !== 'invalid_scope') throw error
    return authorize(needed)
  }
}

/** A server's name looks like a handle; the network's own entrance is known, others are written with https://. */
function isEntryway(written: string, { options }: NetworkEnvironment): boolean {
  return written === new URL(services(options).entryway).host
}

export async function finishOAuth(request: Parameters<Connecting['finish']>[0]): Promise<Outcome<Connected>> {
  const { parameters, pending } = request
  const begun = pendingSchema.safeParse(pending)
  if (!begun.success || parameters['state'] !== begun.data.state) return rejected('sign-in-mixed-up')
  let session: NodeSavedSession | undefined
  const client = await makeClient(request, {
    ...request,
    scope: registered,
    state: begun.data.saved,
    keepSession: (made) => (session = made),
  })
  try {
    await client.callback(new URLSearchParams(parameters))
  } catch (error) {
    return { ok: false, trouble: aboutCallback(error, { error: parameters['error'], now: request.now() }) }
  }
  if (!session) throw new Error('The sign-in was finished without a session.')
  if (!session.tokenSet.scope.split(' ').includes('transition:generic')) return rejected('right-missing')
  const { sub, aud } = session.tokenSet
  const identity = await readIdentity(sub, request)
  const { handle = sub, pds = aud } = identity.ok ? identity.value : {}
  return {
    ok: true,
    value: await describe({ did: sub, handle, pds: new URL(pds).origin }, asSecret(session, { ...request, scope: registered }), request),
  }
}

type OAuthSecret = z.infer<typeof oauthSecretSchema>

/** New tokens for old. Once they are made the old ones are dead, so nothing that fails afterwards may lose them. */
export async function refreshOAuth(secret: OAuthSecret, environment: NetworkEnvironment): Promise<Outcome<Secret>> {
  let fresh: NodeSavedSession | undefined
  const client = await makeClient(environment, { ...knownAs(secret), session: asSession(secret), keepSession: (made) => (fresh = made) })
  const failed = await client.restore(secret.session.tokenSet.sub, true).then(
    () => undefined,
    (error: unknown): Trouble => aboutGrant(error, { asked: secret.session.tokenSet.aud, now: environment.now() }),
  )
  if (fresh) return { ok: true, value: asSecret(fresh, knownAs(secret)) }
  return { ok: false, trouble: failed ?? { kind: 'unavailable', reason: { code: 'stopped' } } }
}

export async function revokeOAuth(secret: OAuthSecret, environment: NetworkEnvironment): Promise<Outcome<void>> {
  const client = await makeClient(environment, { ...knownAs(secret), session: asSession(secret) })
  try {
    await client.revoke(secret.session.tokenSet.sub)
    return { ok: true, value: undefined }
  } catch (error) {
    return { ok: false, trouble: aboutGrant(error, { asked: secret.session.tokenSet.aud, now: environment.now() }) }
  }
}

/** What a grant was made for names the client for as long as the grant lives. */
function knownAs({ publicUrl, redirectUrl, scope = needed }: OAuthSecret): Known {
  return { publicUrl, redirectUrl, scope }
}

interface Memory extends Known {
  readonly state?: NodeSavedState
  readonly session?: NodeSavedSession
  readonly keepState?: (state: string, saved: NodeSavedState) => unknown
  readonly keepSession?: (session: NodeSavedSession) => unknown
}

/** The library with stores that hold one sign-in each: what must last is handed to the caller, so any process can go on. */
async function makeClient(environment: NetworkEnvironment, memory: Memory): Promise<NodeOAuthClient> {
  const library = await import('@atproto/oauth-client-node')
  const { entryway, plc } = services(environment.options)
  let { session } = memory
  return new library.NodeOAuthClient({
    clientMetadata: clientMetadata(memory),
    fetch: environment.fetch,
    handleResolver: entryway,
    plcDirectoryUrl: plc,
    allowHttp: entryway.startsWith('http:'),
    runtimeImplementation: {
      // Every server of the network must take ES256; another choice of theirs would need another kind of proof here.
      createKey: () => library.JoseKey.generate(['ES256']),
      getRandomValues: randomBytes,
      digest: (bytes, algorithm) => createHash(algorithm.name).update(bytes).digest(),
      // Callers come one at a time for each account.
      requestLock: async (_name, work) => work(),
    },
    stateStore: {
      get: async () => memory.state,
      set: async (state, saved) => void memory.keepState?.(state, saved),
      del: async () => undefined,
    },
    sessionStore: {
      get: async () => session,
      set: async (_did, made) => {
        session = made
        memory.keepSession?.(made)
      },
      del: async () => undefined,
    },
  })
}

function asSecret(session: NodeSavedSession, { publicUrl, redirectUrl, scope }: Known): Secret {
  const { expires_at: expires } = session.tokenSet
  const value = asPlain({ kind: 'oauth', publicUrl, redirectUrl, scope, session })
  return { value, ...(expires ? { expiresAt: Temporal.Instant.from(expires) } : {}) }
}

const sessionSchema = z.custom<NodeSavedSession>((value) => oauthSecretSchema.shape.session.safeParse(value).success)

function asSession(secret: OAuthSecret): NodeSavedSession {
  return sessionSchema.parse(secret.session)
}

function asPlain(value: unknown): Json {
  return z.json().parse(JSON.parse(JSON.stringify(value)))
}

export function clientDocument(environment: ConnectEnvironment): Json {
  return asPlain(clientMetadata({ ...environment, scope: registered }))
}
