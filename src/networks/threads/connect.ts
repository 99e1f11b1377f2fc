import { randomBytes } from 'node:crypto'

import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Connected, Connecting, ConnectEnvironment, ConnectRequest, NetworkEnvironment, Outcome, Secret, Trouble } from '../network.ts'
import { isReachableFromOutside } from '../public-address.ts'
import { withScopes } from '../with-scopes.ts'
import { ask, version } from './api.ts'
import { type Hosts, hostsIn, hostsSchema, isReal, secretSchema } from './session.ts'
import { exchangeCode, exchangeShort, readScopes, refresh, testKeys } from './tokens.ts'

/** Who the account is; publishing; later parts of a thread; finding them again after a lost answer; taking down. */
const scopes = ['threads_basic', 'threads_content_publish', 'threads_manage_replies', 'threads_read_replies', 'threads_delete'] as const

export const connecting: Connecting = {
  ways: [{ id: 'login', fields: [] }],
  appFields: [
    { name: 'client_id', kind: 'text', required: true, placeholder: '826044517310931' },
    { name: 'client_secret', kind: 'secret', required: true },
  ],
  begin,
  finish,
  refresh,
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
  const state = randomBytes(24).toString('base64url')
  const redirect = new URL(`${hosts.web}/oauth/authorize`)
  const query = { client_id: app.client_id, redirect_uri: request.redirectUrl, response_type: 'code', scope: scopes.join(','), state }
  for (const [name, value] of Object.entries(query)) redirect.searchParams.set(name, value)
  const pending: Json = { state, redirectUrl: request.redirectUrl, hosts }
  return { ok: true, value: { redirect: redirect.toString(), state, pending } }
}

type Answered = { readonly parameters: Readonly<Record<string, string>>; readonly pending: Json } & ConnectEnvironment

async function finish({ parameters, pending: kept, ...environment }: Answered): Promise<Outcome<Connected>> {
  const pending = pendingSchema.parse(kept)
  if (parameters['state'] !== pending.state) return rejected('sign-in-mixed-up')
  if (parameters['error'] === 'access_denied') return rejected('sign-in-denied')
  const code = parameters['code']
  if (!code) return rejected('sign-in-failed')
  const app = appSchema.safeParse(await environment.apps.find('')).data
  if (!app) return rejected('app-missing')
  const { hosts, redirectUrl } = pending
  const short = await exchangeCode({ api: hosts.api, code, redirectUrl, ...app }, environment)
  if (!short.ok) return short
  const granted = await readScopes(hosts.api, short.value, environment)
  const missing = scopes.filter((scope) => granted?.includes(scope) === false)
  if (missing.length > 0) return rejected('rights-missing', { rights: missing.join(', ') })
  const long = await exchangeShort({ api: hosts.api, token: short.value, clientSecret: app.client_secret }, environment)
  return long.ok ? withScopes(await describe(hosts, long.value, environment), granted) : long
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

function rejected(code: string, params?: Readonly<Record<string, string>>): { readonly ok: false; readonly trouble: Trouble } {
  return { ok: false, trouble: { kind: 'rejected', reason: params ? { code, params } : { code } } }
}
