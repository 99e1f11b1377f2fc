import { refuse } from '#kit/errors'

import type { Call } from '../acting.ts'
import type { TeamsNeeds } from '../needs.ts'
import { type MySignIn, signInRefusals } from '../sign-in-contract.ts'
import { changeOwn } from './change-own.ts'
import { checkPassword } from './check-password.ts'
import { refuseBySso } from './own-session.ts'

/** No one-time codes from now on; the recovery codes end with them. */
export async function turnOffTotp(
  needs: Pick<TeamsNeeds, 'db' | 'jobs' | 'mail'>,
  call: Call,
  { password }: { password: string },
): Promise<MySignIn> {
  const { acting } = call
  refuseBySso(acting)
  await checkPassword(needs.db, acting, password)
  return changeOwn(needs, call, async (tx) => {
    const ended = await tx.deleteFrom('teams.two_factor').where('login_id', '=', acting.userId).executeTakeFirst()
    await tx.updateTable('teams.login').set({ two_factor_enabled: false }).where('id', '=', acting.userId).execute()
    if (ended.numDeletedRows === 0n) throw refuse(signInRefusals, 'NOT_FOUND')
    return { before: { totp: true }, after: { totp: false }, tells: { change: 'totp-off' } }
  })
}
