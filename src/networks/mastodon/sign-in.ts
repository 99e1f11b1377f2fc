import { createHash, randomBytes } from 'node:crypto'

import { z } from 'zod'

import type { Connected, Connecting, ConnectRequest, Outcome, Trouble } from '../network.ts'
import { withScopes } from '../with-scopes.ts'
import { serverAddress } from './address.ts'
import { ask, type Asking, type Profile } from './api.ts'
import { appOn, appSchema, forgetApp, neededScopes, scopes } from './app.ts'
import { asKept, readInstance, type Instance } from './instance.ts'
import { whoIs } from './session.ts'

const pendingSchema = z.object({ state: z.string(), server: z.string(), app: appSchema, verifier: z.string().optional() })

type Begun = Awaited<ReturnType<Connecting['begin']>>

export async function beginSignIn(request: ConnectRequest): Promise<Begun> {
  const written = request.fields['server'] ?? ''
  const address = serverAddress(written)
  if (address === undefined) return rejected('server-not-written-so', { server: written.trim() })
  const instance = await readInstance({ server: address }, request)
  if (!instance.ok && instance.trouble.kind !== 'signed-out') return instance
  // A closed server tells of itself only afterwards.
  const server = instance.ok ? instance.value.server : address
  const app = await appOn(server, request)
  if (!app.ok) return app
  const way = await wayIn(server, request)
  const state = randomBytes(16).toString('base64url')
  const verifier = way.takesPkce ? randomBytes(32).toString('base64url') : undefined
  const redirect = new URL(way.page)
  const parameters = {
    response_type: 'code',
    client_id: app.value.clientId,
    redirect_uri: app.value.redirectUrl,
    scope: scopes.join(' '),
    state,
    force_login: 'true',
    ...(verifier === undefined
      ? {}
      : { code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256' }),
  }
  for (const [name, value] of Object.entries(parameters)) redirect.searchParams.set(name, value)
  const pending = { state, server, app: app.value, ...(verifier === undefined ? {} : { verifier }) }
  return { ok: true, value: { redirect: redirect.href, state, pending } }
}

const metadataSchema = z.object({
  authorization_endpoint: z.url({ protocol: /^https?$/ }).optional(),
  code_challenge_methods_supported: z.array(z.string()).optional(),
})

/** Where people sign in, and whether a proof key is taken: servers since 4.3 say so, of others neither is known. */
async function wayIn(server: string, environment: Asking): Promise<{ readonly page: string; readonly takesPkce: boolean }> {
  const said = await ask({ server, path: '/.well-known/oauth-authorization-server', answer: metadataSchema }, environment)
  const { authorization_endpoint: page, code_challenge_methods_supported: methods = [] } = said.ok ? said.value : {}
  return { page: page ?? `${server}/oauth/authorize`, takesPkce: methods.includes('S256') }
}

const tokenSchema = z.object({ access_token: z.string().min(1), scope: z.string().nullish() })

export async function finishSignIn(request: Parameters<Connecting['finish']>[0]): Promise<Outcome<Connected>> {
  const { parameters } = request
  const pending = pendingSchema.safeParse(request.pending)
  if (!pending.success || parameters['state'] !== pending.data.state) return rejected('sign-in-mixed-up')
  const { code, error } = parameters
  if (error === 'access_denied') return rejected('sign-in-denied')
  if (error !== undefined || code === undefined) return rejected('sign-in-not-taken', { host: new URL(pending.data.server).host })
  const { server, app, verifier } = pending.data
  const json = {
    grant_type: 'authorization_code',
    client_id: app.clientId,
    client_secret: app.clientSecret,
    redirect_uri: app.redirectUrl,
    code,
    scope: scopes.join(' '),
    ...(verifier === undefined ? {} : { code_verifier: verifier }),
  }
  const token = await ask({ server, method: 'POST', path: '/oauth/token', send: { json }, answer: tokenSchema }, request)
  if (!token.ok) {
    if (token.trouble.reason.code === 'app-forgotten') await forgetApp(server, request)
    return { ok: false, trouble: aboutSignIn(token.trouble) }
  }
  if (!isEnough(token.value.scope)) return rejected('right-missing')
  const secret = { accessToken: token.value.access_token, clientId: app.clientId, clientSecret: app.clientSecret }
  return withScopes(await describe({ server, secret }, request), token.value.scope?.split(' '))
}

/** While signing in, a refusal is about this sign-in, not about a grant that is gone. */
function aboutSignIn(trouble: Trouble): Trouble {
  if (trouble.kind === 'signed-out') return { kind: 'rejected', reason: { ...trouble.reason, code: 'sign-in-not-taken' } }
  return trouble
}

/** Each right by itself or within a wider one; a server that does not say what it granted is taken at its word. */
function isEnough(granted: string | null | undefined): boolean {
  if (!granted) return true
  const given = granted.split(/\s+/)
  return neededScopes.every((scope) => given.includes(scope) || given.includes(scope.split(':')[0] ?? ''))
}

interface Granted {
  readonly server: string
  readonly secret: { readonly accessToken: string; readonly clientId: string; readonly clientSecret: string }
}

async function describe({ server, secret }: Granted, environment: Asking): Promise<Outcome<Connected>> {
  const profile = await whoIs({ server, token: secret.accessToken }, environment)
  if (!profile.ok) return { ok: false, trouble: aboutSignIn(profile.trouble) }
  const instance = await readInstance({ server, token: secret.accessToken }, environment)
  if (!instance.ok) return instance
  return { ok: true, value: { ...shown(profile.value, instance.value), secret: { value: secret } } }
}

/** Numbers tell people of one server apart; with its name they are told apart everywhere. */
function shown(profile: Profile, { server, domain, limits, keepsKeys }: Instance): Omit<Connected, 'secret'> {
  const avatarUrl = webAddress(profile.avatar)
  return {
    externalId: `${profile.id}@${new URL(server).host}`,
    handle: `${profile.username}@${domain}`,
    displayName: profile.display_name?.trim() || profile.username,
    ...(avatarUrl === undefined ? {} : { avatarUrl }),
    profileUrl: webAddress(profile.url) ?? `${server}/@${profile.username}`,
    settings: { server, accountId: profile.id, keepsKeys },
    limits: asKept(limits),
  }
}

function webAddress(written: string | null | undefined): string | undefined {
  return written && /^https?:\/\//.test(written) && URL.canParse(written) ? written : undefined
}

function rejected(code: string, params?: Readonly<Record<string, string>>): { readonly ok: false; readonly trouble: Trouble } {
  return { ok: false, trouble: { kind: 'rejected', reason: params ? { code, params } : { code } } }
}
