import { z } from 'zod'

import type { Tx } from '#kit/database'
import { defineJob } from '#kit/jobs'

import type { TeamsNeeds } from '../needs.ts'

export const SignInChange = z.enum([
  'password',
  'totp-on',
  'totp-off',
  'recovery-codes',
  'recovery-code-used',
  'passkey-added',
  'passkey-removed',
  'email-asked',
  'email',
])
export type SignInChange = z.output<typeof SignInChange>

export const mailSignInChangeJob = defineJob({
  name: 'teams.mail-sign-in-change',
  schema: z.object({ loginId: z.uuid(), change: SignInChange, to: z.string().optional() }),
})

/** A letter to the person about what changed, so that they notice what they did not do themselves. `to`: where it is not their present address. */
export async function tellOfChange(
  { jobs, mail }: Pick<TeamsNeeds, 'jobs' | 'mail'>,
  tx: Tx,
  payload: { loginId: string; change: SignInChange; to?: string },
): Promise<void> {
  if (mail.enabled) await jobs.send(tx, mailSignInChangeJob, { payload })
}
