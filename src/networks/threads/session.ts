import { z } from 'zod'

import { baseIn } from '../base-in.ts'
import type { AccountAccess } from '../network.ts'

/** Where the real network is; other addresses lead to something that behaves like it. */
export const realHosts = { web: 'https://www.threads.net', api: 'https://graph.threads.net' } as const

export const hostsSchema = z.object({ web: z.url(), api: z.url() })
export type Hosts = z.infer<typeof hostsSchema>

/** `web` and `api` of the installation's options, for connecting; an account keeps those it was connected with. */
export function hostsIn(options: Readonly<Record<string, string>>): Hosts {
  return { web: baseIn(options, 'web', realHosts.web), api: baseIn(options, 'api', realHosts.api) }
}

export function isReal(api: string): boolean {
  const { origin } = new URL(api)
  return origin === realHosts.api || origin === 'https://graph.threads.com'
}

/** What is kept of an account besides its secret. `profile` is where people see it. */
export const settingsSchema = z.object({ api: z.url(), profile: z.url() })

/** `issuedAt`, in milliseconds since 1970: a token must be a day old before it can be renewed. */
export const secretSchema = z.object({ token: z.string(), issuedAt: z.int() })

/** Host and token for calls in an account's name. */
export function signedIn(access: AccountAccess): { readonly host: string; readonly token: string } {
  return { host: settingsSchema.parse(access.settings).api, token: secretSchema.parse(access.secret).token }
}
