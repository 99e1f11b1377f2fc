import { z } from 'zod'

import { backFromGoogle, pendingSchema as signInSchema, scopeBase, sendToGoogle } from '../google-sign-in.ts'
import { refresh, revoke } from '../google-tokens.ts'
import { lacksInsights } from '../lacks-insights.ts'
import type { Connected, Connecting, ConnectRequest, NetworkEnvironment, Outcome, Reason } from '../network.ts'
import { asSecret, type Tokens } from '../oauth-tokens.ts'
import { rejected } from '../rejected.ts'
import { withScopes } from '../with-scopes.ts'
import { type Channel, limitsOf, readChannels, readLimits } from './channel.ts'
import { addressesFor } from './session.ts'

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
  lacks: lacksInsights,
}

/** Each with the reason to give where a person left it out. */
const scopes: Readonly<Record<string, string>> = {
  'youtube.upload': 'right-missing-upload',
  'youtube.readonly': 'right-missing-read',
  'youtube.force-ssl': 'right-missing-manage',
}

/** For the numbers of days and the time watched; everything else goes on without it. */
const counting = 'yt-analytics.readonly'

const appSchema = z.object({ audited: z.string().optional() })

const pendingSchema = signInSchema.extend({ api: z.string(), analytics: z.string(), web: z.string(), audited: z.boolean() })
type Pending = z.infer<typeof pendingSchema>

async function begin(request: ConnectRequest): ReturnType<Connecting['begin']> {
  const app = appSchema.safeParse(await request.apps.find('')).data
  return sendToGoogle(request, {
    addresses: { ...addressesFor(request) },
    scopes: [...Object.keys(scopes), counting],
    more: { audited: app?.audited === 'yes' },
  })
}

async function finish(request: Parameters<Connecting['finish']>[0]): Promise<Outcome<Connected>> {
  const tokens = await backFromGoogle(request, missingRight)
  if (!tokens.ok) return tokens
  const described = await describe(pendingSchema.parse(request.pending), tokens.value, request)
  return withScopes(described, tokens.value.scope.split(' '))
}

function missingRight(granted: ReadonlySet<string>): Reason | undefined {
  const missing = Object.keys(scopes).filter((each) => !granted.has(each))
  const [first] = missing
  if (first === undefined) return undefined
  return missing.length > 1
    ? { code: 'rights-missing', params: { scopes: missing.join(', ') } }
    : { code: scopes[first] ?? 'rights-missing', params: { scopes: first } }
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
    found.push({ ...asProfile(channel, begun), limits: limits.value, secret: asSecret(begun, tokens, environment.now()) })
  }
  const [first, ...others] = found
  if (!first) return rejected('no-channel')
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
