import type { Db } from '#kit/database'
import { refuse } from '#kit/errors'

import type { Acting } from '../acting.ts'
import { passwordMatches } from '../hash-password.ts'
import { signInRefusals } from '../sign-in-contract.ts'
import { countTry, forgetTries } from '../wrong-tries.ts'
import { ownSession } from './own-session.ts'

/** The person at the browser knows the password of the login. Counted by session: whoever stole one keeps nobody else from typing theirs. */
export async function checkPassword(db: Db, acting: Acting, password: string): Promise<void> {
  const key = `password:${ownSession(acting).id}`
  await countTry(db, key)
  const credential = await db
    .selectFrom('teams.credential')
    .select('password')
    .where('login_id', '=', acting.userId)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst()
  if (!credential?.password || !(await passwordMatches(credential.password, password))) throw refuse(signInRefusals, 'WRONG_PASSWORD')
  await forgetTries(db, key)
}
