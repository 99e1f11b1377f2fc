import { z } from 'zod'

import type { NetworkEnvironment, Outcome } from '../network.ts'
import { ask } from './api.ts'
import { graphOf, type Hosts } from './session.ts'

/** The app that an owner registered. `config_id` names a configuration of Facebook Login for Business, which takes the place of scopes. */
export const appSchema = z.object({
  client_id: z.string().min(1),
  client_secret: z.string().min(1),
  config_id: z.string().optional(),
  messages: z.string().optional(),
})
export type App = z.infer<typeof appSchema>

/** `expires_in` is absent for a token that never runs out. */
const tokenSchema = z.object({ access_token: z.string(), expires_in: z.number().optional() })

interface Exchange {
  readonly hosts: Hosts
  readonly app: App
}

/** Asks for the app's own token, which is not used: it shows whether ID and secret belong together. */
export async function tryApp(exchange: Exchange, environment: NetworkEnvironment): Promise<Outcome<unknown>> {
  return askForToken(exchange, { grant_type: 'client_credentials' }, environment)
}

/** A person's token for sixty days, for the code they came back with; the first one given for it lives for an hour or two. */
export async function tokenFor(
  { code, redirectUrl, ...exchange }: Exchange & { readonly code: string; readonly redirectUrl: string },
  environment: NetworkEnvironment,
): Promise<Outcome<string>> {
  const short = await askForToken(exchange, { redirect_uri: redirectUrl, code: code.replace(/#_=_$/, '') }, environment)
  if (!short.ok) return short
  const { access_token: token, expires_in: seconds } = short.value
  if (seconds === undefined) return { ok: true, value: token }
  const long = await askForToken(exchange, { grant_type: 'fb_exchange_token', fb_exchange_token: token }, environment)
  return long.ok ? { ok: true, value: long.value.access_token } : long
}

type Given = z.infer<typeof tokenSchema>

/** All in the address, as the documentation has it. */
async function askForToken(
  { hosts, app: { client_id, client_secret } }: Exchange,
  wish: Readonly<Record<string, string>>,
  environment: NetworkEnvironment,
): Promise<Outcome<Given>> {
  const query = { client_id, client_secret, ...wish }
  const given = await ask({ host: graphOf(hosts), path: 'oauth/access_token', query, answer: tokenSchema }, environment)
  if (given.ok) return given
  const { reason } = given.trouble
  // The error for a wrong secret has the number of a passing fault; only its words tell them apart.
  const isAboutApp = /validating (client secret|application)/i.test(reason.detail ?? '')
  return isAboutApp ? { ok: false, trouble: { kind: 'rejected', reason: { ...reason, code: 'app-refused' } } } : given
}
