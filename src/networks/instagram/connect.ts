import { randomBytes } from 'node:crypto'

import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Connected, Connecting, ConnectEnvironment, ConnectRequest, NetworkEnvironment, Outcome, Trouble } from '../network.ts'
import { isReachableFromOutside } from '../public-address.ts'
import { withScopes } from '../with-scopes.ts'
import { ask, version } from './api.ts'
import { type Hosts, hostsIn, hostsSchema, isReal } from './session.ts'
import { exchangeCode, exchangeShort, type Fresh, refresh } from './tokens.ts'

/** Who the account is, and publishing. */
const needed = ['instagram_business_basic', 'instagram_business_content_publish'] as const
/** And first comments, which a post can do without. */
const scopes = [...needed, 'instagram_business_manage_comments'] as const

export const connecting: Connecting = {
  ways: [{ id: 'login', fields: [] }],
  appFields: [
    { name: 'client_id', kind: 'text', required: true, placeholder: '990602627938098' },
    { name: 'client_secret', kind: 'secret', required: true },
  ],
  begin,
  finish,
  refresh,
  // Nothing in the API ends a grant: the person removes Hearth in the Instagram app. The token is forgotten here.
  revoke: async () => ({ ok: true, value: undefined }),
}

const appSchema = z.object({ client_id: z.string().min(1), client_secret: z.string().min(1) })
const pendingSchema = z.object({ state: z.string(), redirectUrl: z.string(), hosts: hostsSchema })

type Begun = Awaited<ReturnType<Connecting['begin']>>

async function begin(request: ConnectRequest): Promise<Begun> {
  const hosts = hostsIn(request.options)
  if (isReal(hosts) && !isReachableFromOutside(request.publicUrl)) return rejected('public-address-needed', { address: request.publicUrl })
  const app = appSchema.safeParse(await request.apps.find('')).data
  if (!app) return rejected('app-missing')
  const state = randomBytes(24).toString('base64url')
  const redirect = new URL(`${hosts.web}/oauth/authorize`)
  const query = {
    client_id: app.client_id,
    redirect_uri: request.redirectUrl,
    response_type: 'code',
    scope: scopes.join(','),
    state,
    force_reauth: 'true',
  }
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
  const short = await exchangeCode({ hosts, code, redirectUrl, ...app }, environment)
  if (!short.ok) return short
  const { permissions } = short.value
  if (permissions && needed.some((scope) => !permissions.includes(scope))) return rejected('right-missing')
  const long = await exchangeShort({ hosts, token: short.value.token, clientSecret: app.client_secret }, environment)
  return long.ok ? withScopes(await describe(hosts, long.value, environment), permissions) : long
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

function rejected(code: string, params?: Readonly<Record<string, string>>): { readonly ok: false; readonly trouble: Trouble } {
  return { ok: false, trouble: { kind: 'rejected', reason: params ? { code, params } : { code } } }
}
