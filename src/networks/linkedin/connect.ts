import { randomBytes } from 'node:crypto'

import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Connected, Connecting, ConnectRequest, Outcome, Reason, Trouble } from '../network.ts'
import { withScopes } from '../with-scopes.ts'
import { readProfiles } from './profiles.ts'
import { missingScopes, scopesFor, type Way } from './scopes.ts'
import { hostsIn, hostsSchema } from './session.ts'
import { type App, exchangeCode, refresh, testKeys } from './tokens.ts'

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
async function begin(request: ConnectRequest): Promise<Awaited<ReturnType<Connecting['begin']>>> {
  const way = waySchema.parse(request.way)
  const app = await findApp(way, request)
  if (!app) return rejected({ code: 'app-missing' })
  const hosts = hostsIn(request.options)
  const tested = await testKeys({ host: hosts.token, app }, request)
  if (!tested.ok) return tested
  const state = randomBytes(24).toString('base64url')
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: app.clientId,
    redirect_uri: request.redirectUrl,
    state,
    scope: scopesFor(way, { memberNumbers: await wantsMemberNumbers(request) }).join(' '),
  })
  const redirect = `${hosts.web}/oauth/v2/authorization?${query.toString().replaceAll('+', '%20')}`
  const pending: Json = { state, redirectUrl: request.redirectUrl, hosts, way }
  return { ok: true, value: { redirect, state, pending } }
}

async function finish({ parameters, pending: kept, ...environment }: Parameters<Connecting['finish']>[0]): Promise<Outcome<Connected>> {
  const begun = pendingSchema.safeParse(kept).data
  if (!begun || parameters['state'] !== begun.state) return rejected({ code: 'sign-in-mixed-up' })
  const { way, hosts, redirectUrl } = begun
  if (parameters['error'] !== undefined) return rejected(whyNot(parameters))
  const { code } = parameters
  if (!code) return rejected({ code: 'sign-in-mixed-up' })
  const app = await findApp(way, environment)
  if (!app) return rejected({ code: 'app-missing' })
  const granted = await exchangeCode({ host: hosts.token, app, code, redirectUrl }, environment)
  if (!granted.ok) return granted
  const { scopes, ...secret } = granted.value
  const missing = missingScopes(way, scopes)
  if (missing.length > 0) return rejected({ code: `scopes-missing-${way}`, params: { scopes: missing.join(', ') } })
  return withScopes(await readProfiles(way, { hosts, scopes, secret }, environment), scopes)
}

const limitsSchema = z.object({ author: z.literal('member'), insights: z.literal(true).optional().catch(undefined) })

/** Numbers of a person are told only to an app for pages that has the rights to them. */
function lacks(limits: Json): readonly Reason[] {
  const member = limitsSchema.safeParse(limits).data
  return member && member.insights !== true ? [{ code: 'insights-not-allowed' }] : []
}

/** The network says itself which scope the app lacks. */
function whyNot(parameters: Readonly<Record<string, string>>): Reason {
  const detail = `${parameters['error'] ?? ''}: ${parameters['error_description'] ?? ''}`.slice(0, 200)
  if (detail.startsWith('user_cancelled')) return { code: 'sign-in-denied' }
  const scope = /scope "(\w+)"/i.exec(detail)?.[1]
  if (detail.startsWith('unauthorized_scope_error')) return { code: 'product-missing', params: { scope: scope ?? '?' }, detail }
  return { code: 'sign-in-refused', detail }
}

function rejected(reason: Reason): { readonly ok: false; readonly trouble: Trouble } {
  return { ok: false, trouble: { kind: 'rejected', reason } }
}
