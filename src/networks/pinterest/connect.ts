import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Connected, Connecting, ConnectRequest, NetworkEnvironment, Outcome, Reason } from '../network.ts'
import { appOf, appSchema as keysSchema, type Begun, codeOf, type Returned, sendTo, whileConnecting } from '../oauth-sign-in.ts'
import { asSecret } from '../oauth-tokens.ts'
import { rejected } from '../rejected.ts'
import { withScopes } from '../with-scopes.ts'
import { limitsOf, readAccount, readLimits } from './account.ts'
import { knownOf } from './known.ts'
import { addressesIn } from './session.ts'
import { exchangeCode, refresh, revoke, type Tokens } from './tokens.ts'

export const connecting: Connecting = {
  ways: [{ id: 'login', fields: [] }],
  appFields: [
    { name: 'client_id', kind: 'text', required: true, placeholder: '1500123' },
    { name: 'client_secret', kind: 'secret', required: true },
    { name: 'standard', kind: 'yes-no', required: false },
  ],
  begin,
  finish,
  refresh,
  revoke,
  readLimits,
  lacks,
}

/** Who the account is, its boards, pins and numbers. Making a pin needs all but the last, by the OpenAPI document. */
const scopes = ['boards:read', 'boards:write', 'pins:read', 'pins:write', 'user_accounts:read'] as const

const appSchema = keysSchema.extend({ standard: z.string().optional() })

const pendingSchema = z.object({
  state: z.string(),
  redirectUrl: z.string(),
  web: z.url(),
  api: z.url(),
  clientId: z.string(),
  clientSecret: z.string(),
  standard: z.boolean(),
})
type Pending = z.infer<typeof pendingSchema>

async function begin(request: ConnectRequest): Promise<Begun> {
  const app = await appOf(request, appSchema)
  if (!app.ok) return app
  const { client_id: clientId, client_secret: clientSecret, standard } = app.value
  const { redirectUrl } = request
  const addresses = addressesIn(request.options)
  const query = { client_id: clientId, redirect_uri: redirectUrl, scope: scopes.join(',') }
  return sendTo(`${addresses.web}/oauth/`, query, { ...addresses, redirectUrl, clientId, clientSecret, standard: standard === 'yes' })
}

async function finish(request: Returned): Promise<Outcome<Connected>> {
  const back = codeOf(request, pendingSchema)
  if (!back.ok) return back
  const { code, kept } = back.value
  const tokens = await exchangeCode({ ...kept, code }, request)
  if (!tokens.ok) return tokens
  const granted = new Set(tokens.value.scope.split(/[\s,]+/))
  const missing = scopes.filter((scope) => !granted.has(scope))
  if (missing.length > 0) return rejected('right-missing', { params: { missing: missing.join(', ') } })
  return withScopes(await describe(kept, tokens.value, request), granted)
}

async function describe(begun: Pending, tokens: Tokens, environment: NetworkEnvironment): Promise<Outcome<Connected>> {
  const { web, api, standard } = begun
  const session = { api, authorization: `Bearer ${tokens.access_token}` }
  const account = await readAccount(session, environment)
  if (!account.ok) return { ok: false, trouble: whileConnecting(account.trouble) }
  const { username: handle, id = handle, business_name: business, profile_image: avatarUrl } = account.value
  const limits = await limitsOf({ profile: { id, handle }, standard }, session, environment)
  if (!limits.ok) return { ok: false, trouble: whileConnecting(limits.trouble) }
  return {
    ok: true,
    value: {
      externalId: id,
      handle,
      displayName: business?.trim() || handle,
      ...(avatarUrl ? { avatarUrl } : {}),
      profileUrl: `${web}/${handle}/`,
      settings: { web, api, handle },
      limits: limits.value,
      secret: asSecret(begun, tokens, environment.now()),
    },
  }
}

/** What an account cannot do because of the app's access, or of what it has. */
function lacks(limits: Json): readonly Reason[] {
  const { standard, sandbox, boards } = knownOf(limits)
  const access = sandbox ? [{ code: 'sandbox-only' }] : standard ? [] : [{ code: 'trial-only' }]
  return boards?.length === 0 ? [...access, { code: 'no-boards' }] : access
}
