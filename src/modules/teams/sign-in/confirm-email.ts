import { refuse } from '#kit/errors'

import type { Call } from '../acting.ts'
import type { TeamsNeeds } from '../needs.ts'
import { hashOfSecret } from '../secrets.ts'
import { type MySignIn, signInRefusals } from '../sign-in-contract.ts'
import { changeOwn } from './change-own.ts'

/**
 * The new address is theirs: whoever holds the letter must also be signed in as the person who asked, so a mistyped address gives nobody a
 * login. Links that were sent to the address before end.
 */
export function confirmEmail(
  needs: Pick<TeamsNeeds, 'db' | 'clock' | 'jobs' | 'mail'>,
  call: Call,
  { token }: { token: string },
): Promise<MySignIn> {
  const { userId } = call.acting
  return changeOwn(needs, call, async (tx) => {
    const wanted = await tx
      .deleteFrom('teams.email_change')
      .where('login_id', '=', userId)
      .where('token_hash', '=', hashOfSecret(token))
      .where('expires_at', '>', new Date(needs.clock.now().epochMilliseconds))
      .returning('email')
      .executeTakeFirst()
    if (!wanted) throw refuse(signInRefusals, 'CONFIRMATION_OVER')
    const before = await tx.selectFrom('teams.login').select('email').where('id', '=', userId).forUpdate().executeTakeFirstOrThrow()
    const taken = await tx.selectFrom('teams.login').select('id').where('email', '=', wanted.email).executeTakeFirst()
    if (taken) throw refuse(signInRefusals, 'EMAIL_TAKEN')
    await tx.updateTable('teams.login').set({ email: wanted.email, email_verified: true }).where('id', '=', userId).execute()
    await tx.deleteFrom('teams.verification').where('value', '=', userId).execute()
    return { before: { email: before.email }, after: { email: wanted.email }, tells: { change: 'email', to: before.email } }
  })
}
