import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Connected, Connecting, ConnectRequest, Outcome, Reason } from '../network.ts'
import { type Begun, codeOf, type Returned, sendTo } from '../oauth-sign-in.ts'
import type { App } from '../oauth-tokens.ts'
import { rejected } from '../rejected.ts'
import { withScopes } from '../with-scopes.ts'
import { readProfiles } from './profiles.ts'
import { missingScopes, scopesFor, type Way } from './scopes.ts'
import { hostsIn, hostsSchema } from './session.ts'
import { exchangeCode, refresh, testKeys } from './tokens.ts'

export const connecting: Connecting = {
  ways: [
    { id: 'pages', fields: [] },
    { id: 'member', fields: [] },
  ],
  appFields: [
    { name: 'client_id', kind: 'text', required: true, placeholder: '86abcdefghijkl' },
    { name: 'client_secret', kind: 'secret', required: true },
    { name: 'pages_client_id', kind: 'text', required: false },
    { name: 'pages_client_secret', kind: 'secret', required: false },
    { name: 'member_numbers', kind: 'yes-no', required: false },
  ],
  begin,
  finish,
  refresh,
  lacks,
  // No documented call ends a grant: the person removes Hearth under Settings → Data privacy → Permitted services. The token is forgotten here.
  revoke: async () => ({ ok: true, value: undefined }),
}

const written = z.string().trim().min(1)
const oneApp = z.object({ client_id: written, client_secret: written })
const otherApp = z.object({ pages_client_id: written, pages_client_secret: written })

/** Pages have an app of their own, since the network approves Community Management only for apps with nothing else; it may be the only one. */
async function findApp(way: Way, { apps }: Pick<ConnectRequest, 'apps'>): Promise<App | undefined> {
  const kept = await apps.find('')
  const own = way === 'pages' ? otherApp.safeParse(kept).data : undefined
  if (own) return { clientId: own.pages_client_id, clientSecret: own.pages_client_secret }
  const app = oneApp.safeParse(kept).data
  return app && { clientId: app.client_id, clientSecret: app.client_secret }
}

const wishSchema = z.object({ member_numbers: z.literal('yes') })

async function wantsMemberNumbers({ apps }: Pick<ConnectRequest, 'apps'>): Promise<boolean> {
  return wishSchema.safeParse(await apps.find('')).success
}

const waySchema = z.enum(['member', 'pages'])
const pendingSchema = z.object({ state: z.string(), redirectUrl: z.string(), hosts: hostsSchema, way: waySchema })

/** The keys are tried before the person is sent away, so that a wrong secret is told at once. */
async function begin(request: ConnectRequest): Promise<Begun> {
  const way = waySchema.parse(request.way)
  const app = await findApp(way, request)
  if (!app) return rejected('app-missing')
  const hosts = hostsIn(request.options)
  const tested = await testKeys({ host: hosts.token, app }, request)
  if (!tested.ok) return tested
  const { redirectUrl } = request
  const scope = scopesFor(way, { memberNumbers: await wantsMemberNumbers(request) }).join(' ')
  const query = { client_id: app.clientId, redirect_uri: redirectUrl, scope }
  return sendTo(`${hosts.web}/oauth/v2/authorization`, query, { redirectUrl, hosts, way })
}

async function finish(request: Returned): Promise<Outcome<Connected>> {
  const back = codeOf(request, pendingSchema, whyNot)
  if (!back.ok) return back
  const { code, kept } = back.value
  const { way, hosts, redirectUrl } = kept
  const app = await findApp(way, request)
  if (!app) return rejected('app-missing')
  const granted = await exchangeCode({ host: hosts.token, app, code, redirectUrl }, request)
  if (!granted.ok) return granted
  const { scopes, ...secret } = granted.value
  const missing = missingScopes(way, scopes)
  if (missing.length > 0) return rejected(`scopes-missing-${way}`, { params: { scopes: missing.join(', ') } })
  return withScopes(await readProfiles(way, { hosts, scopes, secret }, request), scopes)
}

const limitsSchema = z.object({ author: z.literal('member'), insights: z.literal(true).optional().catch(undefined) })

/** Numbers of a person are told only to an app for pages that has the rights to them. */
function lacks(limits: Json): readonly Reason[] {
  const member = limitsSchema.safeParse(limits).data
  return member && member.insights !== true ? [{ code: 'insights-not-allowed' }] : []
}

/** The network says itself which scope the app lacks. */
function whyNot(parameters: Returned['parameters']): Reason {
  if (parameters['error'] === undefined) return { code: 'sign-in-mixed-up' }
  const detail = `${parameters['error']}: ${parameters['error_description'] ?? ''}`.slice(0, 200)
  if (detail.startsWith('user_cancelled')) return { code: 'sign-in-denied' }
  const scope = /scope "(\w+)"/i.exec(detail)?.[1]
  if (detail.startsWith('unauthorized_scope_error')) return { code: 'product-missing', params: { scope: scope ?? '?' }, detail }
  return { code: 'sign-in-refused', detail }
}
