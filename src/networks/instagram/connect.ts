import { z } from 'zod'

import { lacksInsights } from '../lacks-insights.ts'
import type { Connected, Connecting, ConnectRequest, NetworkEnvironment, Outcome } from '../network.ts'
import { appOf, appSchema, type Begun, codeForApp, type Returned, sendTo } from '../oauth-sign-in.ts'
import { isReachableFromOutside } from '../public-address.ts'
import { rejected } from '../rejected.ts'
import { withScopes } from '../with-scopes.ts'
import { ask, version } from './api.ts'
import { type Hosts, hostsIn, hostsSchema, isReal } from './session.ts'
import { exchangeCode, exchangeShort, type Fresh, refresh } from './tokens.ts'

/** Who the account is, and publishing. */
const needed = ['instagram_business_basic', 'instagram_business_content_publish'] as const
/** And comments and messages, which posts can do without. */
const messaging = 'instagram_business_manage_messages'
/** The numbers of the account and its posts. */
const counting = 'instagram_business_manage_insights'
const scopes = [...needed, 'instagram_business_manage_comments', messaging, counting] as const

export const connecting: Connecting = {
  ways: [{ id: 'login', fields: [] }],
  appFields: [
    { name: 'client_id', kind: 'text', required: true, placeholder: '990602627938098' },
    { name: 'client_secret', kind: 'secret', required: true },
    { name: 'webhook_secret', kind: 'secret', required: false },
  ],
  begin,
  finish,
  refresh,
  lacks: lacksInsights,
  // Nothing in the API ends a grant: the person removes Hearth in the Instagram app. The token is forgotten here.
  revoke: async () => ({ ok: true, value: undefined }),
}

const pendingSchema = z.object({ state: z.string(), redirectUrl: z.string(), hosts: hostsSchema })

async function begin(request: ConnectRequest): Promise<Begun> {
  const hosts = hostsIn(request.options)
  if (isReal(hosts) && !isReachableFromOutside(request.publicUrl))
    return rejected('public-address-needed', { params: { address: request.publicUrl } })
  const app = await appOf(request, appSchema)
  if (!app.ok) return app
  const query = { client_id: app.value.client_id, redirect_uri: request.redirectUrl, scope: scopes.join(','), force_reauth: 'true' }
  return sendTo(`${hosts.web}/oauth/authorize`, query, { redirectUrl: request.redirectUrl, hosts })
}

async function finish(request: Returned): Promise<Outcome<Connected>> {
  const back = await codeForApp(request, { kept: pendingSchema, app: appSchema })
  if (!back.ok) return back
  const { code, app, kept } = back.value
  const { hosts, redirectUrl } = kept
  const short = await exchangeCode({ hosts, code, redirectUrl, ...app }, request)
  if (!short.ok) return short
  const { permissions } = short.value
  if (permissions && needed.some((scope) => !permissions.includes(scope))) return rejected('right-missing')
  const long = await exchangeShort({ hosts, token: short.value.token, clientSecret: app.client_secret }, request)
  if (!long.ok) return long
  const described = await describe(hosts, long.value, request)
  if (!described.ok) return described
  const limits = { messages: permissions?.includes(messaging) ?? true, insights: permissions?.includes(counting) ?? true }
  return withScopes({ ok: true, value: { ...described.value, limits } }, permissions)
}

const personSchema = z.object({
  user_id: z.string(),
  username: z.string(),
  name: z.string().optional(),
  account_type: z.string().optional(),
  profile_picture_url: z.string().optional(),
})

/** `user_id` is the professional account's own id, the same for every app. */
async function describe(hosts: Hosts, { token, issuedAt, expiresAt }: Fresh, environment: NetworkEnvironment): Promise<Outcome<Connected>> {
  const query = { fields: 'user_id,username,name,account_type,profile_picture_url' }
  const read = await ask({ host: hosts.api, path: `${version}/me`, query, token, answer: personSchema }, environment)
  if (!read.ok) return read
  const { user_id: externalId, username, name, account_type: kind, profile_picture_url: avatarUrl } = read.value
  if (kind !== undefined && /^personal$/i.test(kind)) return rejected('not-professional')
  const profileUrl = `${hosts.web}/${username}/`
  return {
    ok: true,
    value: {
      externalId,
      handle: username,
      displayName: name?.trim() || username,
      ...(avatarUrl ? { avatarUrl } : {}),
      profileUrl,
      settings: { api: hosts.api, profile: profileUrl },
      secret: { value: { token, issuedAt }, expiresAt },
    },
  }
}
