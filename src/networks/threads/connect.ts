import { z } from 'zod'

import type { Json } from '#kit/json'

import { codeOf, rejected, type Returned, sendTo } from '../graph-sign-in.ts'
import type { Connected, Connecting, ConnectRequest, NetworkEnvironment, Outcome, Reason, Secret } from '../network.ts'
import { isReachableFromOutside } from '../public-address.ts'
import { withScopes } from '../with-scopes.ts'
import { ask, version } from './api.ts'
import { type Hosts, hostsIn, hostsSchema, isReal, secretSchema } from './session.ts'
import { exchangeCode, exchangeShort, readScopes, refresh, testKeys } from './tokens.ts'

/** Who the account is; publishing; later parts of a thread, answers and hiding; reading what is said under posts; taking down. */
const needed = ['threads_basic', 'threads_content_publish', 'threads_manage_replies', 'threads_read_replies', 'threads_delete'] as const
/** Reading where the profile is named elsewhere: without it the inbox has no mentions. */
/** The numbers of the profile and its posts. */
const counting = 'threads_manage_insights'
const scopes = [...needed, 'threads_manage_mentions', counting] as const

export const connecting: Connecting = {
  ways: [{ id: 'login', fields: [] }],
  appFields: [
    { name: 'client_id', kind: 'text', required: true, placeholder: '826044517310931' },
    { name: 'client_secret', kind: 'secret', required: true },
  ],
  begin,
  finish,
  refresh,
  lacks,
  // Nothing in the API ends a grant: the person removes Hearth in the Threads app. The token is forgotten here.
  revoke: async () => ({ ok: true, value: undefined }),
}

const appSchema = z.object({ client_id: z.string().min(1), client_secret: z.string().min(1) })
const pendingSchema = z.object({ state: z.string(), redirectUrl: z.string(), hosts: hostsSchema })

type Begun = Awaited<ReturnType<Connecting['begin']>>

async function begin(request: ConnectRequest): Promise<Begun> {
  const hosts = hostsIn(request.options)
  if (isReal(hosts.api) && !isReachableFromOutside(request.publicUrl))
    return rejected('public-address-needed', { address: request.publicUrl })
  const app = appSchema.safeParse(await request.apps.find('')).data
  if (!app) return rejected('app-missing')
  const tested = await testKeys(hosts.api, app, request)
  // Only a plain no counts; the network may be deaf for a moment.
  if (!tested.ok && tested.trouble.kind === 'rejected') return rejected('app-refused')
  const query = { client_id: app.client_id, redirect_uri: request.redirectUrl, scope: scopes.join(',') }
  return sendTo(`${hosts.web}/oauth/authorize`, query, { redirectUrl: request.redirectUrl, hosts })
}

async function finish({ parameters, pending: kept, ...environment }: Returned): Promise<Outcome<Connected>> {
  const pending = pendingSchema.parse(kept)
  const brought = await codeOf({ parameters, apps: environment.apps }, pending, appSchema)
  if (!brought.ok) return brought
  const { hosts, redirectUrl } = pending
  const { code, app } = brought.value
  const short = await exchangeCode({ api: hosts.api, code, redirectUrl, ...app }, environment)
  if (!short.ok) return short
  const granted = await readScopes(hosts.api, short.value, environment)
  const missing = needed.filter((scope) => granted?.includes(scope) === false)
  if (missing.length > 0) return rejected('rights-missing', { rights: missing.join(', ') })
  const long = await exchangeShort({ api: hosts.api, token: short.value, clientSecret: app.client_secret }, environment)
  if (!long.ok) return long
  const described = await describe(hosts, long.value, environment)
  if (!described.ok) return described
  // Where the network does not tell, the first refusal does.
  const limits = { insights: granted?.includes(counting) ?? true }
  return withScopes({ ok: true, value: { ...described.value, limits } }, granted)
}

const limitsSchema = z.object({ insights: z.literal(true) })

/** What was connected before Hearth asked for the right lacks it as well. */
function lacks(limits: Json): readonly Reason[] {
  return limitsSchema.safeParse(limits).success ? [] : [{ code: 'insights-not-allowed' }]
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
