import { z } from 'zod'

import { baseIn } from '../base-in.ts'
import type { AccountAccess, NetworkEnvironment } from '../network.ts'
import { secretSchema as withApp } from '../oauth-tokens.ts'

/** Where the account lives: the real X, or something that stands in for it. */
export const settingsSchema = z.object({ api: z.string(), web: z.string(), handle: z.string() })

/** A public app has no secret of its own. */
export const secretSchema = withApp.extend({ clientSecret: z.string().exactOptional() })

export interface Addresses {
  readonly api: string
  readonly web: string
}

/** Only for connecting; afterwards the account's settings say where it lives. */
export function addressesFor({ options }: Pick<NetworkEnvironment, 'options'>): Addresses {
  return { api: baseIn(options, 'api', 'https://api.x.com'), web: baseIn(options, 'web', 'https://x.com') }
}

/** What every request of an account needs. */
export function signedIn({ settings, secret }: AccountAccess): { readonly api: string; readonly authorization: string } {
  return { api: settingsSchema.parse(settings).api, authorization: `Bearer ${secretSchema.parse(secret).accessToken}` }
}
