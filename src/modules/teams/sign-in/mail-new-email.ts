import { z } from 'zod'

import { defineJob } from '#kit/jobs'

import type { TeamsNeeds } from '../needs.ts'
import { derivedSecret } from '../secrets.ts'
import { confirmEmailLetter } from './sign-in-letters.ts'

export const mailNewEmailJob = defineJob({ name: 'teams.mail-new-email', schema: z.object({ loginId: z.uuid() }) })

/** Sends the link that confirms a new address, as long as it is wanted. */
export async function mailNewEmail(
  { db, clock, mail, secretKey, publicUrl }: Pick<TeamsNeeds, 'db' | 'clock' | 'mail' | 'secretKey' | 'publicUrl'>,
  { loginId }: { loginId: string },
): Promise<void> {
  const row = await db
    .selectFrom('teams.email_change as wanted')
    .innerJoin('teams.login as login', 'login.id', 'wanted.login_id')
    .select(['wanted.id', 'wanted.email', 'login.name', 'login.language'])
    .where('wanted.login_id', '=', loginId)
    .where('wanted.expires_at', '>', new Date(clock.now().epochMilliseconds))
    .executeTakeFirst()
  if (!row || !mail.enabled) return
  const url = `${publicUrl}/confirm-email/${derivedSecret(secretKey, 'e-mail', row.id)}`
  await mail.send({ to: row.email, ...confirmEmailLetter(row.language, { name: row.name, email: row.email, url }) })
}
