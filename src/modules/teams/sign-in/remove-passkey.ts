import { refuse } from '#kit/errors'

import type { Call } from '../acting.ts'
import type { TeamsNeeds } from '../needs.ts'
import { type MySignIn, signInRefusals } from '../sign-in-contract.ts'
import { changeOwn } from './change-own.ts'

/** The passkey opens nothing any more. Sessions that began with it go on: they are in the list of sessions. */
export function removePasskey(
  needs: Pick<TeamsNeeds, 'db' | 'jobs' | 'mail'>,
  call: Call,
  { passkeyId }: { passkeyId: string },
): Promise<MySignIn> {
  return changeOwn(needs, call, async (tx) => {
    const removed = await tx
      .deleteFrom('teams.passkey')
      .where('login_id', '=', call.acting.userId)
      .where('id', '=', passkeyId)
      .returning('name')
      .executeTakeFirst()
    if (!removed) throw refuse(signInRefusals, 'NOT_FOUND')
    return { before: { passkey: removed.name ?? '' }, tells: { change: 'passkey-removed' } }
  })
}
