import { z } from 'zod'

import { baseIn } from '../base-in.ts'
import type { AccountAccess, NetworkEnvironment } from '../network.ts'
import { secretSchema } from '../oauth-tokens.ts'

/** Where the account lives: the real YouTube, or something that stands in for it. `uploads` is the playlist of everything the channel has uploaded. */
export const settingsSchema = z.object({
  api: z.string(),
  token: z.string(),
  web: z.string(),
  handle: z.string(),
  uploads: z.string(),
  analytics: z.string().optional(),
})

export interface Addresses {
  /** Of the API and of uploads. */
  readonly api: string
  /** Of the Analytics API. */
  readonly analytics: string
  /** Of Google's tokens. */
  readonly token: string
  /** Of Google's sign-in. */
  readonly accounts: string
  /** Where people watch. */
  readonly web: string
}

const realAnalytics = 'https://youtubeanalytics.googleapis.com'

/** Only for connecting; afterwards the account's settings say where it lives. */
export function addressesFor({ options }: Pick<NetworkEnvironment, 'options'>): Addresses {
  return {
    api: baseIn(options, 'api', 'https://www.googleapis.com'),
    analytics: baseIn(options, 'analytics', realAnalytics),
    token: baseIn(options, 'token', 'https://oauth2.googleapis.com'),
    accounts: baseIn(options, 'accounts', 'https://accounts.google.com'),
    web: baseIn(options, 'web', 'https://www.youtube.com'),
  }
}

/** What every request of an account needs. */
export function signedIn({ settings, secret }: AccountAccess): { readonly api: string; readonly authorization: string } {
  return { api: settingsSchema.parse(settings).api, authorization: `Bearer ${secretSchema.parse(secret).accessToken}` }
}

/** Where reports are asked for; the real place for what was connected before Hearth read any. */
export function analyticsOf({ settings }: Pick<AccountAccess, 'settings'>): string {
  return settingsSchema.parse(settings).analytics ?? realAnalytics
}
