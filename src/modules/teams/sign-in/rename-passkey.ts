import { refuse } from '#kit/errors'

import type { Call } from '../acting.ts'
import type { TeamsNeeds } from '../needs.ts'
import { type MySignIn, signInRefusals } from '../sign-in-contract.ts'
import { changeOwn } from './change-own.ts'

export function renamePasskey(
  needs: Pick<TeamsNeeds, 'db' | 'jobs' | 'mail'>,
  call: Call,
  { passkeyId, name }: { passkeyId: string; name: string },
): Promise<MySignIn> {
  return changeOwn(needs, call, async (tx) => {
    const renamed = await tx
      .updateTable('teams.passkey')
      .set({ name })
      .where('login_id', '=', call.acting.userId)
      .where('id', '=', passkeyId)
      .executeTakeFirst()
    if (renamed.numUpdatedRows === 0n) throw refuse(signInRefusals, 'NOT_FOUND')
    return { detail: { name } }
  })
}
