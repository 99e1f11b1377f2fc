import { randomBytes } from 'node:crypto'

import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Connected, Connecting, ConnectRequest, NetworkEnvironment, Outcome, Reason, Trouble } from '../network.ts'
import { withScopes } from '../with-scopes.ts'
import { limitsOf, readAccount, readLimits } from './account.ts'
import { knownOf } from './known.ts'
import { addressesIn } from './session.ts'
import { asSecret, exchangeCode, refresh, revoke, type Tokens } from './tokens.ts'

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

const appSchema = z.object({
  client_id: z.string().trim().min(1),
  client_secret: z.string().trim().min(1),
  standard: z.string().optional(),
})

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

type Begun = Awaited<ReturnType<Connecting['begin']>>

async function begin(request: ConnectRequest): Promise<Begun> {
  const app = appSchema.safeParse(await request.apps.find('')).data
  if (!app) return rejected('app-missing')
  const pending: Pending = {
    ...addressesIn(request.options),
    state: randomBytes(24).toString('base64url'),
    redirectUrl: request.redirectUrl,
    clientId: app.client_id,
    clientSecret: app.client_secret,
    standard: app.standard === 'yes',
  }
  return { ok: true, value: { redirect: authorizeUrl(pending), state: pending.state, pending } }
}

function authorizeUrl({ web, clientId, redirectUrl, state }: Pending): string {
  const url = new URL(`${web}/oauth/`)
  const query = { client_id: clientId, redirect_uri: redirectUrl, response_type: 'code', scope: scopes.join(','), state }
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  return url.toString()
}

async function finish(request: Parameters<Connecting['finish']>[0]): Promise<Outcome<Connected>> {
  const { parameters } = request
  const begun = pendingSchema.safeParse(request.pending).data
  if (!begun || parameters['state'] !== begun.state) return rejected('sign-in-mixed-up')
  if (parameters['error'] !== undefined) return rejected(parameters['error'] === 'access_denied' ? 'sign-in-denied' : 'sign-in-failed')
  const code = parameters['code']
  if (!code) return rejected('sign-in-failed')
  const tokens = await exchangeCode({ ...begun, code }, request)
  if (!tokens.ok) return tokens
  const granted = new Set(tokens.value.scope.split(/[\s,]+/))
  const missing = scopes.filter((scope) => !granted.has(scope))
  if (missing.length > 0) return rejected('right-missing', { missing: missing.join(', ') })
  return withScopes(await describe(begun, tokens.value, request), granted)
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

/** There is no account yet that could be signed out. */
function whileConnecting(trouble: Trouble): Trouble {
  return trouble.kind === 'signed-out' ? { kind: 'rejected', reason: { ...trouble.reason, code: 'sign-in-failed' } } : trouble
}

function rejected(code: string, params?: Readonly<Record<string, string>>): { readonly ok: false; readonly trouble: Trouble } {
  return { ok: false, trouble: { kind: 'rejected', reason: params ? { code, params } : { code } } }
}
