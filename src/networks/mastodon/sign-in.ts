import { z } from 'zod'

import type { Connected, ConnectRequest, Outcome, Trouble } from '../network.ts'
import { type Begun, codeOf, newChallenge, type Returned, sendTo } from '../oauth-sign-in.ts'
import { rejected } from '../rejected.ts'
import { withScopes } from '../with-scopes.ts'
import { serverAddress } from './address.ts'
import { ask, type Asking, type Profile } from './api.ts'
import { appOn, appSchema, forgetApp, neededScopes, scopes } from './app.ts'
import { asKept, readInstance, type Instance } from './instance.ts'
import { whoIs } from './session.ts'

const pendingSchema = z.object({ state: z.string(), server: z.string(), app: appSchema, verifier: z.string().optional() })

export async function beginSignIn(request: ConnectRequest): Promise<Begun> {
  const written = request.fields['server'] ?? ''
  const address = serverAddress(written)
  if (address === undefined) return rejected('server-not-written-so', { params: { server: written.trim() } })
  const instance = await readInstance({ server: address }, request)
  if (!instance.ok && instance.trouble.kind !== 'signed-out') return instance
  // A closed server tells of itself only afterwards.
  const server = instance.ok ? instance.value.server : address
  const app = await appOn(server, request)
  if (!app.ok) return app
  const way = await wayIn(server, request)
  const challenge = way.takesPkce ? newChallenge() : undefined
  const query = {
    client_id: app.value.clientId,
    redirect_uri: app.value.redirectUrl,
    scope: scopes.join(' '),
    force_login: 'true',
    ...challenge?.question,
  }
  return sendTo(way.page, query, { server, app: app.value, ...(challenge ? { verifier: challenge.verifier } : {}) })
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

export async function finishSignIn(request: Returned): Promise<Outcome<Connected>> {
  const back = codeOf(request, pendingSchema, (_, { server }) => ({ code: 'sign-in-not-taken', params: { host: new URL(server).host } }))
  if (!back.ok) return back
  const { code, kept } = back.value
  const { server, app, verifier } = kept
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
