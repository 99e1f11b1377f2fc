import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Connected, Connecting, ConnectRequest, NetworkEnvironment, Outcome, Reason } from '../network.ts'
import { type Begun, codeForApp, type Returned, sendTo } from '../oauth-sign-in.ts'
import { rejected } from '../rejected.ts'
import { withScopes } from '../with-scopes.ts'
import { ask } from './api.ts'
import { readDestination } from './destinations.ts'
import { type Addresses, addressesIn, addressesSchema, agentOf, type App, appSchema } from './session.ts'
import { asSecret, exchangeCode, type Grant, refresh, revoke, testKeys } from './tokens.ts'

export const connecting: Connecting = {
  ways: [{ id: 'login', fields: [] }],
  appFields: [
    { name: 'client_id', kind: 'text', required: true, placeholder: 'hK4kettle-0nTea' },
    { name: 'client_secret', kind: 'secret', required: true },
    { name: 'contact', kind: 'text', required: true, placeholder: 'embertea' },
  ],
  begin,
  finish,
  refresh,
  revoke,
  readDestination,
  lacks,
}

/** Who the account is; posting; correcting and deleting; what communities ask and what is said there; their flairs; what the account posted. */
const needed = ['identity', 'submit', 'edit', 'read', 'flair', 'history'] as const
/** What people say to the account: without it there is no inbox. */
const hearing = 'privatemessages'
const scopes = [...needed, hearing]

const pendingSchema = addressesSchema.extend({ state: z.string(), redirectUrl: z.string() })

async function begin(request: ConnectRequest): Promise<Begun> {
  const kept = await request.apps.find('')
  const app = appSchema.safeParse(kept).data
  if (!app) return rejected(hasOddContact(kept) ? 'contact-odd' : 'app-missing')
  const addresses = addressesIn(request.options)
  const tested = await testKeys(addresses.web, app, request)
  // Only a plain no counts; the network may be deaf for a moment.
  if (!tested.ok && tested.trouble.kind === 'signed-out') return rejected('app-refused')
  const query = { client_id: app.client_id, redirect_uri: request.redirectUrl, duration: 'permanent', scope: scopes.join(' ') }
  return sendTo(`${addresses.web}/api/v1/authorize`, query, { ...addresses, redirectUrl: request.redirectUrl })
}

function hasOddContact(kept: Json | undefined): boolean {
  return z.object({ client_id: z.string().min(1), client_secret: z.string().min(1), contact: z.string().min(1) }).safeParse(kept).success
}

async function finish(request: Returned): Promise<Outcome<Connected>> {
  const back = await codeForApp(request, { kept: pendingSchema, app: appSchema })
  if (!back.ok) return back
  const { code, app, kept } = back.value
  const grant = await exchangeCode({ web: kept.web, app, code, redirectUrl: kept.redirectUrl }, request)
  if (!grant.ok) return grant
  const granted = grant.value.scope.split(/[\s,]+/)
  const missing = needed.filter((scope) => !granted.includes(scope))
  if (missing.length > 0) return rejected('rights-missing', { params: { rights: missing.join(', ') } })
  return withScopes(await describe({ app, addresses: kept, grant: grant.value, hears: granted.includes(hearing) }, request), granted)
}

const meSchema = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  icon_img: z.string().catch(''),
  is_suspended: z.boolean().catch(false),
  subreddit: z.object({ title: z.string().catch('') }).nullish(),
})

interface Described {
  readonly app: App
  readonly addresses: Addresses
  readonly grant: Grant
  readonly hears: boolean
}

async function describe(
  { app, addresses: { web, api }, grant, hears }: Described,
  environment: NetworkEnvironment,
): Promise<Outcome<Connected>> {
  const session = { base: api, agent: agentOf(app), token: grant.access_token }
  const read = await ask({ session, path: 'api/v1/me', answer: meSchema }, environment)
  if (!read.ok) return read.trouble.kind === 'signed-out' ? rejected('sign-in-failed') : read
  const { id, name, icon_img: avatarUrl, is_suspended: suspended, subreddit } = read.value
  if (suspended) return rejected('account-suspended')
  return {
    ok: true,
    value: {
      externalId: `t2_${id}`,
      handle: name,
      displayName: subreddit?.title.trim() || name,
      ...(avatarUrl === '' ? {} : { avatarUrl }),
      profileUrl: `${web}/user/${name}/`,
      settings: { web, api, handle: name },
      limits: { hears },
      secret: asSecret(app, grant, environment.now()),
    },
  }
}

const limitsSchema = z.object({ hears: z.literal(false) })

function lacks(limits: Json): readonly Reason[] {
  return limitsSchema.safeParse(limits).success ? [{ code: 'inbox-not-allowed' }] : []
}
