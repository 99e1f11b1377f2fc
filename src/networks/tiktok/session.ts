import { z } from 'zod'

import { baseIn } from '../base-in.ts'
import type { AccountAccess } from '../network.ts'

/** Where the real network is; other addresses lead to something that behaves like it. */
const realAddresses = { web: 'https://www.tiktok.com', api: 'https://open.tiktokapis.com' } as const

export const addressesSchema = z.object({ web: z.url(), api: z.url() })
export type Addresses = z.infer<typeof addressesSchema>

/** `web` and `api` of the installation's options, for connecting; an account keeps those it was connected with. */
export function addressesIn(options: Readonly<Record<string, string>>): Addresses {
  return { web: baseIn(options, 'web', realAddresses.web), api: baseIn(options, 'api', realAddresses.api) }
}

export function isReal({ api }: Pick<Addresses, 'api'>): boolean {
  return new URL(api).origin === realAddresses.api
}

/** What is kept of an account besides its secret. */
export const settingsSchema = addressesSchema.extend({ handle: z.string() })

/** The app's keys are needed to renew and to end the grant. */
export const secretSchema = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  clientKey: z.string(),
  clientSecret: z.string(),
})
export type TiktokSecret = z.infer<typeof secretSchema>

/** Address and token for calls in an account's name. */
export function signedIn(access: AccountAccess): { readonly api: string; readonly token: string } {
  return { api: settingsSchema.parse(access.settings).api, token: secretSchema.parse(access.secret).accessToken }
}

export function profileUrl({ settings }: Pick<AccountAccess, 'settings'>): string {
  const { web, handle } = settingsSchema.parse(settings)
  return `${web}/@${handle}`
}
