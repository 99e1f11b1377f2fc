import { z } from 'zod'

import { baseIn } from '../base-in.ts'
import type { AccountAccess } from '../network.ts'

const realHosts = { web: 'https://www.linkedin.com', token: 'https://www.linkedin.com', api: 'https://api.linkedin.com' } as const

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

/** What is kept of an account besides its secret. `scopes` are those that were granted. */
export const settingsSchema = hostsSchema.extend({ author: z.enum(['member', 'organization']), scopes: z.array(z.string()) })

/** Times are milliseconds since 1970. The app's own keys lie beside the tokens: renewing and asking about them needs both. */
export const secretSchema = z.object({
  token: z.string(),
  expiresAt: z.int(),
  refreshToken: z.string().exactOptional(),
  refreshExpiresAt: z.int().exactOptional(),
  clientId: z.string(),
  clientSecret: z.string(),
})
export type LinkedInSecret = z.infer<typeof secretSchema>

/** What a call in an account's name needs. */
export interface Session {
  readonly api: string
  readonly token: string
  /** What no reason may repeat. */
  readonly secrets: readonly string[]
}

export function signedIn({ settings, secret }: AccountAccess): Session {
  const { token, clientSecret, refreshToken } = secretSchema.parse(secret)
  return {
    api: settingsSchema.parse(settings).api,
    token,
    secrets: [token, clientSecret, ...(refreshToken === undefined ? [] : [refreshToken])],
  }
}

type Account = Pick<AccountAccess, 'settings'>

export function isOrganization({ settings }: Account): boolean {
  return settingsSchema.parse(settings).author === 'organization'
}

/** May its posts be read? Organizations' yes; members' by a right that the network gives to hardly anyone. */
export function mayReadPosts(account: Account): boolean {
  return hasScope(account, isOrganization(account) ? 'r_organization_social' : 'r_member_social')
}

export function mayReadComments(account: Account): boolean {
  return hasScope(account, isOrganization(account) ? 'r_organization_social_feed' : 'r_member_social_feed')
}

export function hasScope({ settings }: Account, scope: string): boolean {
  return settingsSchema.parse(settings).scopes.includes(scope)
}
