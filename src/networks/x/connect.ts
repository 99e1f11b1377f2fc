import { z } from 'zod'

import type { Json } from '#kit/json'

import type { AccountAccess, Connected, Connecting, ConnectRequest, NetworkEnvironment, Outcome } from '../network.ts'
import { appOf, type Begun, codeOf, inItsWords, newChallenge, type Returned, sendTo } from '../oauth-sign-in.ts'
import { asSecret, type Tokens } from '../oauth-tokens.ts'
import { rejected } from '../rejected.ts'
import { withScopes } from '../with-scopes.ts'
import { ask } from './api.ts'
import { addressesFor, signedIn } from './session.ts'
import { exchangeCode, refresh, revoke } from './tokens.ts'

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

/** Sends the person to X with a challenge that only we can answer. */
async function begin(request: ConnectRequest): Promise<Begun> {
  const app = await appOf(request, appSchema)
  if (!app.ok) return app
  const clientId = app.value.client_id.trim()
  const secret = app.value.client_secret?.trim() ?? ''
  const { redirectUrl } = request
  const addresses = addressesFor(request)
  const { verifier, question } = newChallenge()
  const query = { client_id: clientId, redirect_uri: redirectUrl, scope: scopes.join(' '), ...question }
  const kept = { verifier, redirectUrl, ...addresses, clientId, ...(secret === '' ? {} : { clientSecret: secret }) }
  return sendTo(`${addresses.web}/i/oauth2/authorize`, query, kept)
}

async function finish(request: Returned): Promise<Outcome<Connected>> {
  const back = codeOf(request, pendingSchema, inItsWords)
  if (!back.ok) return back
  const { code, kept } = back.value
  const tokens = await exchangeCode({ ...kept, code }, request)
  if (!tokens.ok) return tokens
  const granted = new Set(tokens.value.scope.split(' '))
  const { refresh_token: refreshToken } = tokens.value
  if (refreshToken === undefined || !needed.every((scope) => granted.has(scope))) return rejected('right-missing')
  return withScopes(await describe(kept, { ...tokens.value, refresh_token: refreshToken }, request), granted)
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
      secret: asSecret(begun, tokens, environment.now()),
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
