import { z } from 'zod'

import type { AccountAccess, NetworkEnvironment } from '../network.ts'
import { secretSchema } from '../oauth-tokens.ts'

/** Where the real APIs are; other addresses lead to something that behaves like them. */
const real = {
  /** v4: posts and reviews. */
  api: 'https://mybusiness.googleapis.com',
  /** Which accounts there are. */
  directory: 'https://mybusinessaccountmanagement.googleapis.com',
  /** Which locations they have. */
  information: 'https://mybusinessbusinessinformation.googleapis.com',
  performance: 'https://businessprofileperformance.googleapis.com',
  token: 'https://oauth2.googleapis.com',
  accounts: 'https://accounts.google.com',
  web: 'https://www.google.com',
} as const
type Addresses = Readonly<Record<keyof typeof real, string>>

/** Only for connecting; afterwards the account's settings say where it lives. */
export function addressesFor({ options }: Pick<NetworkEnvironment, 'options'>): Addresses {
  const { api, directory, information, performance, token, accounts, web } = { ...real, ...options }
  return { api, directory, information, performance, token, accounts, web }
}

/** What is kept of a location besides its secret: v4 knows it by account and location, the other APIs by the location alone. `profile` is where people see it. */
export const settingsSchema = z.object({
  api: z.url(),
  information: z.url(),
  performance: z.url(),
  token: z.url(),
  /** accounts/123 */
  account: z.string(),
  /** locations/456 */
  location: z.string(),
  profile: z.url(),
})

type Of = Pick<AccountAccess, 'settings' | 'secret'>

/** What every request to v4 needs, and the name under which it knows the location. */
export function signedIn({ settings, secret }: Of): { readonly api: string; readonly authorization: string; readonly place: string } {
  const { api, account, location } = settingsSchema.parse(settings)
  return { api, authorization: bearer(secret), place: `/v4/${account}/${location}` }
}

/** The same for one of the others. */
export function signedInTo(which: 'information' | 'performance', { settings, secret }: Of) {
  const { [which]: api, location } = settingsSchema.parse(settings)
  return { api, authorization: bearer(secret), place: `/v1/${location}` }
}

function bearer(secret: AccountAccess['secret']): string {
  return `Bearer ${secretSchema.parse(secret).accessToken}`
}

/** Did the account come to be at Google itself? Then Google fetches pictures from the internet. */
export function isReal({ settings }: Pick<AccountAccess, 'settings'>): boolean {
  return new URL(settingsSchema.parse(settings).api).origin === real.api
}
