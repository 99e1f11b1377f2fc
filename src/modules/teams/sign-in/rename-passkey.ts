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
    const before = await tx
      .selectFrom('teams.passkey')
      .select('name')
      .where('login_id', '=', call.acting.userId)
      .where('id', '=', passkeyId)
      .forUpdate()
      .executeTakeFirst()
    if (!before) throw refuse(signInRefusals, 'NOT_FOUND')
    await tx.updateTable('teams.passkey').set({ name }).where('login_id', '=', call.acting.userId).where('id', '=', passkeyId).execute()
    return { before: { passkey: before.name ?? '' }, after: { passkey: name } }
  })
}
