import { randomUUID } from 'node:crypto'

import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'

import type { Call } from '../acting.ts'
import type { TeamsNeeds } from '../needs.ts'
import { derivedSecret, hashOfSecret } from '../secrets.ts'
import { type MySignIn, signInRefusals } from '../sign-in-contract.ts'
import { changeOwn } from './change-own.ts'
import { checkPassword } from './check-password.ts'
import { mailNewEmailJob } from './mail-new-email.ts'
import { refuseBySso } from './own-session.ts'

const validHours = 1

/** Sends a letter to the new address; until it is confirmed from there nothing changes. The present address is told. A later wish takes the place of an earlier one. */
export async function changeEmail(needs: TeamsNeeds, call: Call, wanted: { email: string; password: string }): Promise<MySignIn> {
  const { acting } = call
  refuseBySso(acting)
  if (!needs.mail.enabled) throw refuse(signInRefusals, 'NO_MAIL')
  await checkPassword(needs.db, acting, wanted.password)
  const email = wanted.email.toLowerCase()
  return changeOwn(needs, call, async (tx) => {
    if (await isTaken(tx, email)) throw refuse(signInRefusals, 'EMAIL_TAKEN')
    const id = randomUUID()
    const row = {
      id,
      email,
      token_hash: hashOfSecret(derivedSecret(needs.secretKey, 'e-mail', id)),
      expires_at: new Date(needs.clock.now().add({ hours: validHours }).epochMilliseconds),
    }
    await tx
      .insertInto('teams.email_change')
      .values({ login_id: acting.userId, ...row })
      .onConflict((conflict) => conflict.column('login_id').doUpdateSet(row))
      .execute()
    await needs.jobs.send(tx, mailNewEmailJob, { payload: { loginId: acting.userId } })
    return { detail: { email }, tells: { change: 'email-asked' } }
  })
}

async function isTaken(tx: Tx, email: string): Promise<boolean> {
  return (await tx.selectFrom('teams.login').select('id').where('email', '=', email).executeTakeFirst()) !== undefined
}
