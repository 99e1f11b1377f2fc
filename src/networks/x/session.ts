import { z } from 'zod'

import type { AccountAccess, NetworkEnvironment } from '../network.ts'

/** Where the account lives: the real X, or something that stands in for it. */
export const settingsSchema = z.object({ api: z.string(), web: z.string(), handle: z.string() })

/** The app's own keys lie beside the tokens: renewing needs both. */
export const secretSchema = z.object({
  clientId: z.string(),
  clientSecret: z.string().exactOptional(),
  accessToken: z.string(),
  refreshToken: z.string(),
})
export type XSecret = z.infer<typeof secretSchema>

export interface Addresses {
  readonly api: string
  readonly web: string
}

/** Only for connecting; afterwards the account's settings say where it lives. */
export function addressesFor({ options }: Pick<NetworkEnvironment, 'options'>): Addresses {
  return { api: options['api'] ?? 'https://api.x.com', web: options['web'] ?? 'https://x.com' }
}

/** What every request of an account needs. */
export function signedIn({ settings, secret }: AccountAccess): { readonly api: string; readonly authorization: string } {
  return { api: settingsSchema.parse(settings).api, authorization: `Bearer ${secretSchema.parse(secret).accessToken}` }
}
