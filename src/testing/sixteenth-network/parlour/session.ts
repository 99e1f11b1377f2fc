import { z } from 'zod'

import type { AccountAccess } from '../network.ts'

/** Where a profile lives, and the key to it. */
export interface SignedIn {
  readonly address: string
  readonly key: string
}

const settingsSchema = z.object({ address: z.url() })
const secretSchema = z.object({ key: z.string() })

export function signedIn({ settings, secret }: Pick<AccountAccess, 'settings' | 'secret'>): SignedIn {
  return { ...settingsSchema.parse(settings), ...secretSchema.parse(secret) }
}

/** `address` of the installation's options, for connecting; an account keeps the one it was connected with. */
export function addressIn(options: Readonly<Record<string, string>>): string {
  return options['address'] ?? 'https://parlour.example'
}
