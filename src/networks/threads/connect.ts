import { z } from 'zod'

import { lacksInsights } from '../lacks-insights.ts'
import type { Connected, Connecting, ConnectRequest, NetworkEnvironment, Outcome, Secret } from '../network.ts'
import { appOf, appSchema, type Begun, codeForApp, type Returned, sendTo } from '../oauth-sign-in.ts'
import { isReachableFromOutside } from '../public-address.ts'
import { rejected } from '../rejected.ts'
import { withScopes } from '../with-scopes.ts'
import { ask, version } from './api.ts'
import { type Hosts, hostsIn, hostsSchema, isReal, secretSchema } from './session.ts'
import { exchangeCode, exchangeShort, readScopes, refresh, testKeys } from './tokens.ts'

/** Who the account is; publishing; later parts of a thread, answers and hiding; reading what is said under posts; taking down. */
const needed = ['threads_basic', 'threads_content_publish', 'threads_manage_replies', 'threads_read_replies', 'threads_delete'] as const
/** Reading where the profile is named elsewhere: without it the inbox has no mentions. */
const listening = 'threads_manage_mentions'
/** The numbers of the profile and its posts. */
const counting = 'threads_manage_insights'
const scopes = [...needed, listening, counting] as const

export const connecting: Connecting = {
  ways: [{ id: 'login', fields: [] }],
  appFields: [
    { name: 'client_id', kind: 'text', required: true, placeholder: '826044517310931' },
    { name: 'client_secret', kind: 'secret', required: true },
  ],
  begin,
  finish,
  refresh,
  lacks: lacksInsights,
  // Nothing in the API ends a grant: the person removes Hearth in the Threads app. The token is forgotten here.
  revoke: async () => ({ ok: true, value: undefined }),
}

const pendingSchema = z.object({ state: z.string(), redirectUrl: z.string(), hosts: hostsSchema })

async function begin(request: ConnectRequest): Promise<Begun> {
  const hosts = hostsIn(request.options)
  if (isReal(hosts.api) && !isReachableFromOutside(request.publicUrl))
    return rejected('public-address-needed', { params: { address: request.publicUrl } })
  const app = await appOf(request, appSchema)
  if (!app.ok) return app
  const tested = await testKeys(hosts.api, app.value, request)
  // Only a plain no counts; the network may be deaf for a moment.
  if (!tested.ok && tested.trouble.kind === 'rejected') return rejected('app-refused')
  const query = { client_id: app.value.client_id, redirect_uri: request.redirectUrl, scope: scopes.join(',') }
  return sendTo(`${hosts.web}/oauth/authorize`, query, { redirectUrl: request.redirectUrl, hosts })
}

async function finish(request: Returned): Promise<Outcome<Connected>> {
  const back = await codeForApp(request, { kept: pendingSchema, app: appSchema })
  if (!back.ok) return back
  const { code, app, kept } = back.value
  const { hosts, redirectUrl } = kept
  const short = await exchangeCode({ api: hosts.api, code, redirectUrl, ...app }, request)
  if (!short.ok) return short
  const granted = await readScopes(hosts.api, short.value, request)
  const missing = needed.filter((scope) => granted?.includes(scope) === false)
  if (missing.length > 0) return rejected('rights-missing', { params: { rights: missing.join(', ') } })
  const long = await exchangeShort({ api: hosts.api, token: short.value, clientSecret: app.client_secret }, request)
  if (!long.ok) return long
  const described = await describe(hosts, long.value, request)
  if (!described.ok) return described
  // Where the network does not tell, the first refusal does.
  const limits = { insights: granted?.includes(counting) ?? true }
  return withScopes({ ok: true, value: { ...described.value, limits } }, granted)
}

const personSchema = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string().optional(),
  threads_profile_picture_url: z.string().optional(),
})

async function describe(hosts: Hosts, secret: Secret, environment: NetworkEnvironment): Promise<Outcome<Connected>> {
  const { token } = secretSchema.parse(secret.value)
  const query = { fields: 'id,username,name,threads_profile_picture_url' }
  const read = await ask({ host: hosts.api, path: `${version}/me`, query, token, answer: personSchema }, environment)
  if (!read.ok) return read
  const { id: externalId, username, name, threads_profile_picture_url: avatarUrl } = read.value
  const profileUrl = `${hosts.web}/@${username}`
  return {
    ok: true,
    value: {
      externalId,
      handle: username,
      displayName: name?.trim() || username,
      ...(avatarUrl ? { avatarUrl } : {}),
      profileUrl,
      settings: { api: hosts.api, profile: profileUrl },
      secret,
    },
  }
}
