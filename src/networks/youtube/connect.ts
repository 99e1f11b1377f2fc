import { createHash, randomBytes } from 'node:crypto'

import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Connected, Connecting, ConnectRequest, NetworkEnvironment, Outcome, Reason, Trouble } from '../network.ts'
import { withScopes } from '../with-scopes.ts'
import { type Channel, limitsOf, readChannels, readLimits } from './channel.ts'
import { addressesFor } from './session.ts'
import { type App, asSecret, exchangeCode, refresh, revoke, type Tokens, tryKeys } from './tokens.ts'

export const connecting: Connecting = {
  ways: [{ id: 'oauth', fields: [] }],
  appFields: [
    { name: 'client_id', kind: 'text', required: true, placeholder: '….apps.googleusercontent.com' },
    { name: 'client_secret', kind: 'secret', required: true },
    { name: 'audited', kind: 'yes-no', required: false },
  ],
  begin,
  finish,
  refresh,
  revoke,
  readLimits,
  lacks,
}

const scopeBase = 'https://www.googleapis.com/auth/'

/** Each with the reason to give where a person left it out. */
const scopes: Readonly<Record<string, string>> = {
  'youtube.upload': 'right-missing-upload',
  'youtube.readonly': 'right-missing-read',
  'youtube.force-ssl': 'right-missing-manage',
}

/** For the numbers of days and the time watched; everything else goes on without it. */
const counting = 'yt-analytics.readonly'

const appSchema = z.object({ client_id: z.string().trim().min(1), client_secret: z.string().trim().min(1), audited: z.string().optional() })

const pendingSchema = z.object({
  state: z.string(),
  verifier: z.string(),
  redirectUrl: z.string(),
  api: z.string(),
  analytics: z.string(),
  token: z.string(),
  accounts: z.string(),
  web: z.string(),
  clientId: z.string(),
  clientSecret: z.string(),
  audited: z.boolean(),
})
type Pending = z.infer<typeof pendingSchema>

type Begun = Awaited<ReturnType<Connecting['begin']>>

/** Tries the keys, then sends the person to Google with a challenge (PKCE) that only we can answer. */
async function begin(request: ConnectRequest): Promise<Begun> {
  const app = appSchema.safeParse(await request.apps.find('')).data
  if (!app) return rejected({ code: 'app-missing' })
  const pending: Pending = {
    state: randomBytes(24).toString('base64url'),
    verifier: randomBytes(48).toString('base64url'),
    redirectUrl: request.redirectUrl,
    ...addressesFor(request),
    clientId: app.client_id,
    clientSecret: app.client_secret,
    audited: app.audited === 'yes',
  }
  const wrong = await tryKeys(pending, request)
  if (wrong) return { ok: false, trouble: wrong }
  return { ok: true, value: { redirect: authorizeUrl(pending), state: pending.state, pending } }
}

/** `consent` each time: only with it does Google give a refresh token again. */
function authorizeUrl({ accounts, clientId, redirectUrl, state, verifier }: Pending): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUrl,
    scope: [...Object.keys(scopes), counting].map((scope) => scopeBase + scope).join(' '),
    state,
    access_type: 'offline',
    prompt: 'consent',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  })
  return `${accounts}/o/oauth2/v2/auth?${query.toString().replaceAll('+', '%20')}`
}

async function finish(request: Parameters<Connecting['finish']>[0]): Promise<Outcome<Connected>> {
  const { parameters } = request
  const begun = pendingSchema.safeParse(request.pending).data
  if (!begun || parameters['state'] !== begun.state) return rejected({ code: 'sign-in-mixed-up' })
  const { error, code } = parameters
  if (error !== undefined)
    return rejected({ code: error === 'access_denied' ? 'sign-in-denied' : 'sign-in-refused', detail: error.slice(0, 100) })
  if (code === undefined) return rejected({ code: 'sign-in-mixed-up' })
  const tokens = await exchangeCode({ ...begun, code }, request)
  if (!tokens.ok) return tokens
  const missing = missingRight(tokens.value)
  if (missing) return rejected(missing)
  const { refresh_token: refreshToken } = tokens.value
  if (refreshToken === undefined) return rejected({ code: 'right-missing-offline' })
  const described = await describe(begun, { ...tokens.value, refresh_token: refreshToken }, request)
  return withScopes(described, tokens.value.scope.split(' '))
}

/** On Google's page each right has a box of its own. */
function missingRight({ scope }: Tokens): Reason | undefined {
  const granted = new Set(scope.split(' '))
  const missing = Object.keys(scopes).filter((each) => !granted.has(scopeBase + each))
  const [first] = missing
  if (first === undefined) return undefined
  return missing.length > 1
    ? { code: 'rights-missing', params: { scopes: missing.join(', ') } }
    : { code: scopes[first] ?? 'rights-missing', params: { scopes: first } }
}

const limitsSchema = z.object({ insights: z.literal(true) })

/** What was connected before Hearth asked for the right lacks it as well. */
function lacks(limits: Json): readonly Reason[] {
  return limitsSchema.safeParse(limits).success ? [] : [{ code: 'insights-not-allowed' }]
}

async function describe(
  begun: Pending,
  tokens: Tokens & { readonly refresh_token: string },
  environment: NetworkEnvironment,
): Promise<Outcome<Connected>> {
  const session = { api: begun.api, authorization: `Bearer ${tokens.access_token}` }
  const channels = await readChannels(session, environment)
  if (!channels.ok) return channels
  const found: Connected[] = []
  for (const channel of channels.value) {
    const insights = tokens.scope.split(' ').includes(scopeBase + counting)
    const limits = await limitsOf(channel, session, { environment, audited: begun.audited, insights })
    if (!limits.ok) return limits
    found.push({ ...asProfile(channel, begun), limits: limits.value, secret: asSecret(appOf(begun), tokens, environment.now()) })
  }
  const [first, ...others] = found
  if (!first) return rejected({ code: 'no-channel' })
  return { ok: true, value: others.length > 0 ? { ...first, others } : first }
}

function asProfile(
  { id, snippet, contentDetails }: Channel,
  { api, analytics, token, web }: Pending,
): Omit<Connected, 'limits' | 'secret'> {
  const handle = (snippet.customUrl ?? id).replace(/^@/, '')
  const avatarUrl = snippet.thumbnails?.default?.url
  return {
    externalId: id,
    handle,
    displayName: snippet.title,
    ...(avatarUrl ? { avatarUrl } : {}),
    profileUrl: `${web}/channel/${id}`,
    settings: { api, analytics, token, web, handle, uploads: contentDetails.relatedPlaylists.uploads },
  }
}

function appOf({ clientId, clientSecret }: Pending): App {
  return { clientId, clientSecret }
}

function rejected(reason: Reason): { readonly ok: false; readonly trouble: Trouble } {
  return { ok: false, trouble: { kind: 'rejected', reason } }
}
