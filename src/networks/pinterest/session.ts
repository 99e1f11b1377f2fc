import { z } from 'zod'

import { baseIn } from '../base-in.ts'
import type { AccountAccess } from '../network.ts'
import { secretSchema } from '../oauth-tokens.ts'

/** Where the real network is; other addresses lead to its sandbox, or to something that behaves like it. */
const realAddresses = { web: 'https://www.pinterest.com', api: 'https://api.pinterest.com' } as const

const addressesSchema = z.object({ web: z.url(), api: z.url() })
type Addresses = z.infer<typeof addressesSchema>

/** `web` and `api` of the installation's options, for connecting; an account keeps those it was connected with. */
export function addressesIn(options: Readonly<Record<string, string>>): Addresses {
  return { web: baseIn(options, 'web', realAddresses.web), api: baseIn(options, 'api', realAddresses.api) }
}

/** Pinterest's own place for trying things out: what is made there nobody sees, and there are no numbers (`x-sandbox` in its OpenAPI document). */
export function isSandbox({ api }: Pick<Addresses, 'api'>): boolean {
  return new URL(api).hostname === 'api-sandbox.pinterest.com'
}

/** What is kept of an account besides its secret. */
export const settingsSchema = addressesSchema.extend({ handle: z.string() })

export interface Session {
  /** Base address, without a slash at the end. */
  readonly api: string
  readonly authorization: string
}

/** Address and token for calls in an account's name. */
export function signedIn(access: Pick<AccountAccess, 'settings' | 'secret'>): Session {
  const { accessToken } = secretSchema.parse(access.secret)
  return { api: settingsSchema.parse(access.settings).api, authorization: `Bearer ${accessToken}` }
}

export function pinUrl({ settings }: Pick<AccountAccess, 'settings'>, id: string): string {
  return `${settingsSchema.parse(settings).web}/pin/${id}/`
}
