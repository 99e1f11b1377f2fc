import { z } from 'zod'

import { baseIn } from '../base-in.ts'
import type { AccountAccess } from '../network.ts'

/** Where the real network is; other addresses lead to something that behaves like it. */
const realAddresses = { web: 'https://www.reddit.com', api: 'https://oauth.reddit.com' } as const

export const addressesSchema = z.object({ web: z.url(), api: z.url() })
export type Addresses = z.infer<typeof addressesSchema>

/** `web` and `api` of the installation's options, for connecting; an account keeps those it was connected with. */
export function addressesIn(options: Readonly<Record<string, string>>): Addresses {
  return { web: baseIn(options, 'web', realAddresses.web), api: baseIn(options, 'api', realAddresses.api) }
}

/** The keys of the app registered with the network, and who registered it. */
export const appSchema = z.object({
  client_id: z.string().trim().min(1),
  client_secret: z.string().trim().min(1),
  contact: z
    .string()
    .trim()
    .regex(/^(?:\/?u\/)?[\w-]{3,20}$/)
    .transform((written) => written.replace(/^\/?u\//, '')),
})
export type App = z.infer<typeof appSchema>

/**
 * The network wants each client to name itself, its app and whom to write to, and answers those that do not with 429
 * (https://github.com/reddit-archive/reddit/wiki/API).
 */
export function agentOf({ client_id: id, contact }: Pick<App, 'client_id' | 'contact'>): string {
  return `web:${id}:1.0 (by /u/${contact})`
}

/** What is kept of an account besides its secret. */
export const settingsSchema = addressesSchema.extend({ handle: z.string() })

/** The app's keys are needed to renew and to end the grant. */
export const secretSchema = z.object({ accessToken: z.string(), refreshToken: z.string(), app: appSchema })
export type RedditSecret = z.infer<typeof secretSchema>

/** Whom calls go to and as whom. */
export interface Session {
  readonly base: string
  readonly agent: string
  readonly token: string
  /** What else no reason may repeat. */
  readonly hidden?: readonly string[]
}

export function signedIn({ settings, secret }: AccountAccess): Session {
  const { accessToken, refreshToken, app } = secretSchema.parse(secret)
  return { base: settingsSchema.parse(settings).api, agent: agentOf(app), token: accessToken, hidden: [refreshToken, app.client_secret] }
}

export function handleOf({ settings }: Pick<AccountAccess, 'settings'>): string {
  return settingsSchema.parse(settings).handle
}

/** Where people see what lies under this path. */
export function onSite({ settings }: Pick<AccountAccess, 'settings'>, path: string): string {
  return `${settingsSchema.parse(settings).web}${path}`
}
