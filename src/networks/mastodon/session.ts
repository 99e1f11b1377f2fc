import { z } from 'zod'

import type { AccountAccess, Outcome } from '../network.ts'
import { accountSchema, ask, type Asking, type Profile } from './api.ts'

export const settingsSchema = z.object({
  /** Origin of the server the account lives on. */
  server: z.string(),
  /** Its number there. */
  accountId: z.string(),
  /** Does this server remember Idempotency-Key? */
  keepsKeys: z.boolean(),
})

export const secretSchema = z.object({ accessToken: z.string(), clientId: z.string(), clientSecret: z.string() })

export interface SignedIn extends z.infer<typeof settingsSchema> {
  readonly token: string
}

export function signedIn({ settings, secret }: Pick<AccountAccess, 'settings' | 'secret'>): SignedIn {
  return { ...settingsSchema.parse(settings), token: secretSchema.parse(secret).accessToken }
}

/** Who a token speaks for. A refusal here is about the token, whatever its status: some servers answer a dead one with 422. */
export async function whoIs(
  { server, token }: { readonly server: string; readonly token: string },
  environment: Asking,
): Promise<Outcome<Profile>> {
  const asked = await ask({ server, path: '/api/v1/accounts/verify_credentials', token, answer: accountSchema }, environment)
  if (asked.ok) return { ok: true, value: asked.value }
  if (asked.trouble.kind !== 'rejected') return asked
  const { reason } = asked.trouble
  if (asked.status === 404) return { ok: false, trouble: { kind: 'unavailable', reason } }
  return { ok: false, trouble: { kind: 'signed-out', reason: { ...reason, code: 'signed-out' } } }
}
