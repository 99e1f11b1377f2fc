import { randomBytes } from 'node:crypto'

import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Connected, Connecting, ConnectRequest, NetworkEnvironment, Outcome, Reason, Trouble } from '../network.ts'
import { isReachableFromOutside } from '../public-address.ts'
import { withScopes } from '../with-scopes.ts'
import { ask } from './api.ts'
import { limitsOf, readCreator, readLimits } from './creator.ts'
import { type Addresses, addressesIn, addressesSchema, isReal } from './session.ts'
import { asSecret, exchangeCode, refresh, revoke, type Tokens } from './tokens.ts'

export const connecting: Connecting = {
  ways: [{ id: 'login', fields: [] }],
  appFields: [
    { name: 'client_key', kind: 'text', required: true, placeholder: 'aw1234567890abcdef' },
    { name: 'client_secret', kind: 'secret', required: true },
  ],
  begin,
  finish,
  refresh,
  revoke,
  readLimits,
  lacks,
}

/** Who the account is, what stands on it, posting and drafts: an account needs all of them. */
const scopes = ['user.info.basic', 'user.info.profile', 'video.list', 'video.upload', 'video.publish'] as const

/** How many follow; everything else goes on without it. */
const counting = 'user.info.stats'

const appSchema = z.object({ client_key: z.string().trim().min(1), client_secret: z.string().trim().min(1) })
type App = z.infer<typeof appSchema>

const pendingSchema = addressesSchema.extend({ state: z.string(), redirectUrl: z.string() })
type Pending = z.infer<typeof pendingSchema>

type Begun = Awaited<ReturnType<Connecting['begin']>>

async function begin(request: ConnectRequest): Promise<Begun> {
  const addresses = addressesIn(request.options)
  if (isReal(addresses) && !isReachableFromOutside(request.publicUrl))
    return rejected('public-address-needed', { address: request.publicUrl })
  const app = appSchema.safeParse(await request.apps.find('')).data
  if (!app) return rejected('app-missing')
  const pending: Pending = { ...addresses, state: randomBytes(24).toString('base64url'), redirectUrl: request.redirectUrl }
  return { ok: true, value: { redirect: authorizeUrl(app, pending), state: pending.state, pending } }
}

function authorizeUrl({ client_key }: App, { web, state, redirectUrl }: Pending): string {
  const url = new URL(`${web}/v2/auth/authorize/`)
  const query = { client_key, scope: [...scopes, counting].join(','), response_type: 'code', redirect_uri: redirectUrl, state }
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
  const app = appSchema.safeParse(await request.apps.find('')).data
  if (!app) return rejected('app-missing')
  const tokens = await exchangeCode({ api: begun.api, app, code, redirectUrl: begun.redirectUrl }, request)
  if (!tokens.ok) return tokens
  const granted = new Set(tokens.value.scope.split(/[\s,]+/))
  const missing = scopes.filter((scope) => !granted.has(scope))
  if (missing.length > 0) return rejected('right-missing', { missing: missing.join(', ') })
  return withScopes(await describe({ app, begun, tokens: tokens.value, insights: granted.has(counting) }, request), granted)
}

const personAnswer = z.object({
  user: z.object({
    display_name: z.string().catch(''),
    avatar_url: z.string().optional(),
    username: z.string().min(1),
  }),
})

interface Answered {
  readonly app: App
  readonly begun: Addresses
  readonly tokens: Tokens
  readonly insights: boolean
}

async function describe(
  { app, begun: { api, web }, tokens, insights }: Answered,
  environment: NetworkEnvironment,
): Promise<Outcome<Connected>> {
  const session = { api, token: tokens.access_token }
  const fields = 'open_id,avatar_url,display_name,username'
  const person = await ask({ ...session, path: 'user/info/', fields, answer: personAnswer }, environment)
  if (!person.ok) return { ok: false, trouble: whileConnecting(person.trouble) }
  const creator = await readCreator(session, environment)
  // A creator whose day is used up, or who is held back for a while, is one all the same.
  if (!creator.ok && creator.trouble.kind !== 'slow-down') return { ok: false, trouble: whileConnecting(creator.trouble) }
  const { display_name: name, avatar_url: avatarUrl, username: handle } = person.value.user
  return {
    ok: true,
    value: {
      externalId: tokens.open_id,
      handle,
      displayName: (creator.ok ? creator.value.creator_nickname.trim() : '') || name.trim() || handle,
      ...(avatarUrl ? { avatarUrl } : {}),
      profileUrl: `${web}/@${handle}`,
      settings: { api, web, handle },
      limits: { ...(creator.ok ? limitsOf(creator.value) : {}), insights },
      secret: asSecret(app, tokens, environment.now()),
    },
  }
}

const limitsSchema = z.object({ insights: z.literal(true) })

/** What was connected before Hearth asked for the right lacks it as well. */
function lacks(limits: Json): readonly Reason[] {
  return limitsSchema.safeParse(limits).success ? [] : [{ code: 'insights-not-allowed' }]
}

/** There is no account yet that could be signed out. */
function whileConnecting(trouble: Trouble): Trouble {
  return trouble.kind === 'signed-out' ? { kind: 'rejected', reason: { ...trouble.reason, code: 'sign-in-failed' } } : trouble
}

function rejected(code: string, params?: Readonly<Record<string, string>>): { readonly ok: false; readonly trouble: Trouble } {
  return { ok: false, trouble: { kind: 'rejected', reason: params ? { code, params } : { code } } }
}
