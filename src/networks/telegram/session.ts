import { z } from 'zod'

import { baseIn } from '../base-in.ts'
import type { AccountAccess } from '../network.ts'

/** Where the real network is; other addresses lead to something that behaves like it. */
const realHosts = { api: 'https://api.telegram.org', web: 'https://t.me' } as const

/** `api` and `web` of the installation's options, for connecting; an account keeps those it was connected with. */
export function hostsIn(options: Readonly<Record<string, string>>): { readonly api: string; readonly web: string } {
  return { api: baseIn(options, 'api', realHosts.api), web: baseIn(options, 'web', realHosts.web) }
}

/** `username`: of a channel that anybody can look at. */
export const settingsSchema = z.object({ api: z.url(), web: z.url(), username: z.string().exactOptional() })
export type Settings = z.infer<typeof settingsSchema>

/** The token of a bot is its number and a secret. */
export const secretSchema = z.object({ token: z.string() })

/** Where calls in an account's name go. */
export function signedIn(access: AccountAccess): { readonly host: string; readonly token: string } {
  return { host: settingsSchema.parse(access.settings).api, token: secretSchema.parse(access.secret).token }
}

/** The channel's own number. */
export function channelOf({ externalId }: Pick<AccountAccess, 'externalId'>): number {
  return Number(externalId)
}

export function botOf({ secret }: Pick<AccountAccess, 'secret'>): number {
  return Number(secretSchema.parse(secret).token.split(':')[0])
}

/** Where a message of a chat can be seen: by anybody where the chat has a name, else by its members. */
export function addressIn(
  { web }: Pick<Settings, 'web'>,
  chat: { readonly id: number; readonly username?: string },
  message: number,
): string {
  return `${web}/${chat.username ?? `c/${String(chat.id).replace(/^-100/, '')}`}/${message}`
}
