import { z } from 'zod'

import { lacksInsights } from '../lacks-insights.ts'
import type { Connected, Connecting, ConnectRequest, NetworkEnvironment, Outcome } from '../network.ts'
import { appOf, type Begun, codeForApp, type Returned, sendTo, whileConnecting } from '../oauth-sign-in.ts'
import { isReachableFromOutside } from '../public-address.ts'
import { rejected } from '../rejected.ts'
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
  lacks: lacksInsights,
}

/** Who the account is, what stands on it, posting and drafts: an account needs all of them. */
const scopes = ['user.info.basic', 'user.info.profile', 'video.list', 'video.upload', 'video.publish'] as const

/** How many follow; everything else goes on without it. */
const counting = 'user.info.stats'

const appSchema = z.object({ client_key: z.string().trim().min(1), client_secret: z.string().trim().min(1) })
type App = z.infer<typeof appSchema>

const pendingSchema = addressesSchema.extend({ state: z.string(), redirectUrl: z.string() })

async function begin(request: ConnectRequest): Promise<Begun> {
  const addresses = addressesIn(request.options)
  if (isReal(addresses) && !isReachableFromOutside(request.publicUrl))
    return rejected('public-address-needed', { params: { address: request.publicUrl } })
  const app = await appOf(request, appSchema)
  if (!app.ok) return app
  const { redirectUrl } = request
  const query = { client_key: app.value.client_key, scope: [...scopes, counting].join(','), redirect_uri: redirectUrl }
  return sendTo(`${addresses.web}/v2/auth/authorize/`, query, { ...addresses, redirectUrl })
}

async function finish(request: Returned): Promise<Outcome<Connected>> {
  const back = await codeForApp(request, { kept: pendingSchema, app: appSchema })
  if (!back.ok) return back
  const { code, app, kept: begun } = back.value
  const tokens = await exchangeCode({ api: begun.api, app, code, redirectUrl: begun.redirectUrl }, request)
  if (!tokens.ok) return tokens
  const granted = new Set(tokens.value.scope.split(/[\s,]+/))
  const missing = scopes.filter((scope) => !granted.has(scope))
  if (missing.length > 0) return rejected('right-missing', { params: { missing: missing.join(', ') } })
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
