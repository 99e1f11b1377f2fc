import { z } from 'zod'

import { lacksInsights } from '../lacks-insights.ts'
import type { AccountAccess, Connected, Connecting, ConnectRequest, NetworkEnvironment, Outcome, Secret } from '../network.ts'
import { appOf, type Begun, codeForApp, type Returned, sendTo } from '../oauth-sign-in.ts'
import { rejected } from '../rejected.ts'
import { withScopes } from '../with-scopes.ts'
import { ask } from './api.ts'
import { pagesOf } from './pages.ts'
import { graphOf, hostsIn, hostsSchema, isReal, type Person, proofOf, secretSchema, signedIn } from './session.ts'
import { appSchema, tokenFor, tryApp } from './tokens.ts'

/** Which Pages there are, what stands on them, and publishing; without these an account is of no use. */
const needed = ['pages_show_list', 'pages_read_engagement', 'pages_manage_posts'] as const
/** For first comments, answers, and hiding what others say. */
const commenting = 'pages_manage_engagement'
/** What others say on the Page, and being told of it. */
const listening = ['pages_read_user_content', 'pages_manage_metadata'] as const
/** The numbers of the Page and its posts. */
const counting = 'read_insights'
/** Belongs to a use case of its own: an app without it cannot ask for it. */
const messaging = 'pages_messaging'

export const connecting: Connecting = {
  ways: [{ id: 'login', fields: [] }],
  appFields: [
    { name: 'client_id', kind: 'text', required: true, placeholder: '1604835270112233' },
    { name: 'client_secret', kind: 'secret', required: true },
    { name: 'config_id', kind: 'text', required: false },
    { name: 'messages', kind: 'yes-no', required: false },
  ],
  begin,
  finish,
  refresh,
  lacks: lacksInsights,
  // The API ends a person's whole grant only, and with it every other Page of theirs: the token is forgotten here.
  revoke: async () => ({ ok: true, value: undefined }),
}

const pendingSchema = z.object({ state: z.string(), redirectUrl: z.string(), hosts: hostsSchema })

/** Tries ID and secret at once, so that a mistake in them is told here and not after the person has come back. */
async function begin(request: ConnectRequest): Promise<Begun> {
  const hosts = hostsIn(request.options)
  if (isReal(hosts) && !isTaken(request.redirectUrl)) return rejected('https-needed', { params: { address: request.publicUrl } })
  const app = await appOf(request, appSchema)
  if (!app.ok) return app
  const tried = await tryApp({ hosts, app: app.value }, request)
  if (!tried.ok) return tried
  const rights: Readonly<Record<string, string>> = app.value.config_id
    ? { config_id: app.value.config_id }
    : {
        scope: [...needed, commenting, ...listening, counting, ...(app.value.messages === 'yes' ? [messaging] : [])].join(','),
        auth_type: 'rerequest',
      }
  const query = { client_id: app.value.client_id, redirect_uri: request.redirectUrl, ...rights }
  return sendTo(`${graphOf(hosts, 'web')}/dialog/oauth`, query, { redirectUrl: request.redirectUrl, hosts })
}

/** The network sends people back to https addresses only, and to this machine by its name. */
function isTaken(redirectUrl: string): boolean {
  const { protocol, hostname } = new URL(redirectUrl)
  return protocol === 'https:' || hostname === 'localhost'
}

async function finish(request: Returned): Promise<Outcome<Connected>> {
  const back = await codeForApp(request, { kept: pendingSchema, app: appSchema })
  if (!back.ok) return back
  const { code, app, kept } = back.value
  const { hosts, redirectUrl } = kept
  const given = await tokenFor({ hosts, app, code, redirectUrl }, request)
  if (!given.ok) return given
  const person: Person = { hosts, token: given.value, appSecret: app.client_secret }
  const rights = await rightsOf(person, request)
  if (!rights.ok) return rights
  const missing = needed.filter((scope) => !rights.value.has(scope))
  if (missing.length > 0) return rejected('scopes-missing', { params: { scopes: missing.join(', ') } })
  return withScopes(await pagesOf({ ...person, ...limitsOf(rights.value) }, request), rights.value)
}

function limitsOf(rights: ReadonlySet<string>) {
  return { comments: rights.has(commenting), messages: rights.has(messaging), insights: rights.has(counting) }
}

const rightsSchema = z.object({ data: z.array(z.object({ permission: z.string(), status: z.string() })) })

/** What the person granted; each right can be declined on its own. */
async function rightsOf({ hosts, token, appSecret }: Person, environment: NetworkEnvironment): Promise<Outcome<ReadonlySet<string>>> {
  const call = { host: graphOf(hosts), path: 'me/permissions', token, proof: proofOf(token, appSecret), answer: rightsSchema }
  const read = await ask(call, environment)
  if (!read.ok) return read
  const granted = read.value.data.filter(({ status }) => status === 'granted')
  return { ok: true, value: new Set(granted.map(({ permission }) => permission)) }
}

/** A Page's token never runs out, so there is nothing to renew; this finds out whether it still works. */
async function refresh(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<Secret>> {
  const call = { ...signedIn(access), path: access.externalId, query: { fields: 'id' }, answer: z.object({ id: z.string() }) }
  const read = await ask(call, environment)
  if (read.ok) return { ok: true, value: { value: secretSchema.parse(access.secret) } }
  const { kind, reason } = read.trouble
  if (kind === 'signed-out') return { ok: false, trouble: { kind, reason: { ...reason, code: 'signed-out' } } }
  if (kind !== 'rejected') return read
  return { ok: false, trouble: { kind: 'unavailable', reason: { ...reason, code: 'sign-in-not-checked' } } }
}
