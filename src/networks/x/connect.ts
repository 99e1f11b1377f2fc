import { createHash, randomBytes } from 'node:crypto'

import { z } from 'zod'

import type { Json } from '#kit/json'

import type { AccountAccess, Connected, Connecting, ConnectRequest, NetworkEnvironment, Outcome, Trouble } from '../network.ts'
import { withScopes } from '../with-scopes.ts'
import { ask } from './api.ts'
import { addressesFor, signedIn } from './session.ts'
import { type App, asSecret, exchangeCode, refresh, revoke, type Tokens } from './tokens.ts'

export const connecting: Connecting = {
  ways: [{ id: 'oauth', fields: [] }],
  appFields: [
    { name: 'client_id', kind: 'text', required: true },
    { name: 'client_secret', kind: 'secret', required: false },
  ],
  begin,
  finish,
  refresh,
  revoke,
  readLimits,
}

const needed = ['tweet.read', 'tweet.write', 'users.read', 'media.write', 'offline.access']
/** Hiding answers, and private messages: without them the inbox does the rest. */
const scopes = [...needed, 'tweet.moderate.write', 'dm.read', 'dm.write']

const appSchema = z.object({ client_id: z.string().min(1), client_secret: z.string().optional() })

const pendingSchema = z.object({
  state: z.string(),
  verifier: z.string(),
  redirectUrl: z.string(),
  api: z.string(),
  web: z.string(),
  clientId: z.string(),
  clientSecret: z.string().exactOptional(),
})
type Pending = z.infer<typeof pendingSchema>

type Begun = Awaited<ReturnType<Connecting['begin']>>

/** Sends the person to X with a challenge (PKCE) that only we can answer. */
async function begin(request: ConnectRequest): Promise<Begun> {
  const app = appSchema.safeParse(await request.apps.find('')).data
  if (!app) return rejected('app-missing')
  const secret = app.client_secret?.trim() ?? ''
  const pending: Pending = {
    state: randomBytes(24).toString('base64url'),
    verifier: randomBytes(48).toString('base64url'),
    redirectUrl: request.redirectUrl,
    ...addressesFor(request),
    clientId: app.client_id.trim(),
    ...(secret === '' ? {} : { clientSecret: secret }),
  }
  return { ok: true, value: { redirect: authorizeUrl(pending), state: pending.state, pending } }
}

function authorizeUrl({ web, clientId, redirectUrl, state, verifier }: Pending): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUrl,
    scope: scopes.join(' '),
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  })
  return `${web}/i/oauth2/authorize?${query.toString().replaceAll('+', '%20')}`
}

async function finish(request: Parameters<Connecting['finish']>[0]): Promise<Outcome<Connected>> {
  const { parameters } = request
  const begun = pendingSchema.safeParse(request.pending).data
  if (!begun || parameters['state'] !== begun.state) return rejected('sign-in-mixed-up')
  if (parameters['error'] !== undefined) {
    return rejected(parameters['error'] === 'access_denied' ? 'sign-in-denied' : 'sign-in-refused', parameters['error'])
  }
  const { code } = parameters
  if (code === undefined) return rejected('sign-in-mixed-up')
  const tokens = await exchangeCode({ ...begun, code }, request)
  if (!tokens.ok) return tokens
  const granted = new Set(tokens.value.scope.split(' '))
  const { refresh_token: refreshToken } = tokens.value
  if (refreshToken === undefined || !needed.every((scope) => granted.has(scope))) return rejected('right-missing')
  return withScopes(await describe(begun, { ...tokens.value, refresh_token: refreshToken }, request), granted)
}

const profileSchema = z.object({
  data: z.object({
    id: z.string(),
    name: z.string(),
    username: z.string(),
    profile_image_url: z.string().optional(),
    subscription_type: z.string().optional(),
  }),
})

async function readProfile(
  { api, authorization }: { readonly api: string; readonly authorization: string },
  environment: NetworkEnvironment,
): Promise<Outcome<z.infer<typeof profileSchema>['data']>> {
  const query = { 'user.fields': 'id,name,username,profile_image_url,subscription_type' }
  const read = await ask({ api, method: 'GET', path: '/2/users/me', query, authorization, answer: profileSchema }, environment)
  return read.ok ? { ok: true, value: read.value.data } : read
}

async function describe(
  begun: Pending,
  tokens: Tokens & { readonly refresh_token: string },
  environment: NetworkEnvironment,
): Promise<Outcome<Connected>> {
  const { api, web } = begun
  const profile = await readProfile({ api, authorization: `Bearer ${tokens.access_token}` }, environment)
  if (!profile.ok) return profile
  const { id, name, username: handle, profile_image_url: avatarUrl } = profile.value
  const app: App = begun
  return {
    ok: true,
    value: {
      externalId: id,
      handle,
      displayName: name,
      ...(avatarUrl ? { avatarUrl } : {}),
      profileUrl: `${web}/${handle}`,
      settings: { api, web, handle },
      limits: limitsOf(profile.value),
      secret: asSecret(app, tokens, environment.now()),
    },
  }
}

/** How long a post may be depends on the subscription; see `rulesFor`. */
function limitsOf({ subscription_type: subscription = 'None' }: { readonly subscription_type?: string | undefined }): Json {
  return { subscription }
}

async function readLimits(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const profile = await readProfile(signedIn(access), environment)
  return profile.ok ? { ok: true, value: limitsOf(profile.value) } : profile
}

function rejected(code: string, detail?: string): { readonly ok: false; readonly trouble: Trouble } {
  return { ok: false, trouble: { kind: 'rejected', reason: detail === undefined ? { code } : { code, detail: detail.slice(0, 100) } } }
}
