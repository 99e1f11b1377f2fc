import { z } from 'zod'

import type { Json } from '#kit/json'

import type { ConnectEnvironment, Outcome } from '../network.ts'
import { ask, type Asked } from './api.ts'

/** Where Hearth is known on one server. */
export const appSchema = z.object({ clientId: z.string(), clientSecret: z.string(), redirectUrl: z.string(), scopes: z.string() })
export type App = z.infer<typeof appSchema>

/** What Hearth cannot do without. */
export const neededScopes = ['read:accounts', 'read:statuses', 'write:statuses', 'write:media'] as const

/** Everything Hearth does on Mastodon and nothing more: without searching it finds no post of another server to quote, without notifications it has no inbox. */
export const scopes = [...neededScopes, 'read:search', 'read:notifications'] as const

export const appName = 'Hearth'

/** Hearth as this server knows it: registered at the first sign-in, and again where the server has forgotten it or Hearth's address changed. */
export async function appOn(server: string, environment: ConnectEnvironment): Promise<Outcome<App>> {
  const kept = appSchema.safeParse(await environment.apps.find(server)).data
  if (kept && kept.redirectUrl === environment.redirectUrl && kept.scopes === scopes.join(' ')) {
    const known = await isKnown(server, kept, environment)
    if (!known.ok) return known
    if (known.value) return { ok: true, value: kept }
  }
  const registered = await register(server, environment)
  if (registered.ok) await environment.apps.keep(server, registered.value)
  return registered
}

export async function forgetApp(server: string, { apps }: ConnectEnvironment): Promise<void> {
  await apps.keep(server, {})
}

/** An app may ask for a token of its own at any time; only a server that forgot it says no by name. */
async function isKnown(
  server: string,
  { clientId, clientSecret, redirectUrl }: App,
  environment: ConnectEnvironment,
): Promise<Outcome<boolean>> {
  const json = {
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    redirect_uri: redirectUrl,
    scope: 'read:accounts',
  }
  const asked = await ask({ server, method: 'POST', path: '/oauth/token', send: { json }, answer: z.unknown() }, environment)
  if (asked.ok) return { ok: true, value: true }
  if (asked.trouble.reason.code === 'app-forgotten') return { ok: true, value: false }
  // A server without such tokens cannot tell; signing in will.
  return asked.trouble.kind === 'unavailable' || asked.trouble.kind === 'slow-down' ? asked : { ok: true, value: true }
}

const registeredSchema = z.object({ client_id: z.string(), client_secret: z.string() })

async function register(server: string, { redirectUrl, publicUrl, ...environment }: ConnectEnvironment): Promise<Outcome<App>> {
  const send = (redirectUris: Json): Promise<Asked<z.infer<typeof registeredSchema>>> => {
    const website = /^https?:\/\//.test(publicUrl) ? { website: publicUrl } : {}
    const json = { client_name: appName, redirect_uris: redirectUris, scopes: scopes.join(' '), ...website }
    return ask({ server, method: 'POST', path: '/api/v1/apps', send: { json }, answer: registeredSchema }, environment)
  }
  const present = await send([redirectUrl])
  // Before Mastodon 4.3 a list was not understood.
  const registered = !present.ok && present.trouble.kind === 'rejected' ? await send(redirectUrl) : present
  if (registered.ok) {
    const { client_id: clientId, client_secret: clientSecret } = registered.value
    return { ok: true, value: { clientId, clientSecret, redirectUrl, scopes: scopes.join(' ') } }
  }
  const { trouble } = registered
  if (trouble.kind === 'unavailable' || trouble.kind === 'slow-down') return registered
  return { ok: false, trouble: { kind: 'rejected', reason: { ...trouble.reason, code: 'app-refused' } } }
}
