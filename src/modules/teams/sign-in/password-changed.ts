import type { Tx } from '#kit/database'

/** Links that were on their way to choose a password end, and so does a wait that somebody caused who knew the old one. */
export async function forgetWhatPasswordGuarded(tx: Tx, loginId: string): Promise<void> {
  await tx.deleteFrom('teams.verification').where('value', '=', loginId).execute()
  await tx
    .updateTable('teams.two_factor')
    .set({ failed_verification_count: 0, locked_until: null })
    .where('login_id', '=', loginId)
    .execute()
}
