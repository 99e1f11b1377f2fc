import { z } from 'zod'

import { baseIn } from '../base-in.ts'
import type { AccountAccess } from '../network.ts'

/** Where the real network is; other addresses lead to something that behaves like it. */
export const realHosts = {
  web: 'https://www.instagram.com',
  token: 'https://api.instagram.com',
  api: 'https://graph.instagram.com',
} as const

export const hostsSchema = z.object({ web: z.url(), token: z.url(), api: z.url() })
export type Hosts = z.infer<typeof hostsSchema>

/** `web`, `token` and `api` of the installation's options, for connecting; an account keeps those it was connected with. */
export function hostsIn(options: Readonly<Record<string, string>>): Hosts {
  return {
    web: baseIn(options, 'web', realHosts.web),
    token: baseIn(options, 'token', realHosts.token),
    api: baseIn(options, 'api', realHosts.api),
  }
}

export function isReal({ api }: Pick<Hosts, 'api'>): boolean {
  return new URL(api).origin === realHosts.api
}

/** What is kept of an account besides its secret. `profile` is where people see it. */
export const settingsSchema = z.object({ api: z.url(), profile: z.url() })

/** `issuedAt`, in milliseconds since 1970: a token must be a day old before it can be renewed. */
export const secretSchema = z.object({ token: z.string(), issuedAt: z.int() })

/** Host and token for calls in an account's name. */
export function signedIn(access: AccountAccess): { readonly host: string; readonly token: string } {
  return { host: settingsSchema.parse(access.settings).api, token: secretSchema.parse(access.secret).token }
}
