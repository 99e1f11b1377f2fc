import { commonRefusals } from '#kit/contract'
import { refuse } from '#kit/errors'

import type { Call } from './acting.ts'
import { change } from './change.ts'
import type { TeamsNeeds } from './needs.ts'

export function withdrawInvitation(
  { db, clock }: Pick<TeamsNeeds, 'db' | 'clock'>,
  call: Call,
  { invitationId }: { invitationId: string },
): Promise<{ withdrawn: true }> {
  return change(db, call, async (tx) => {
    const row = await tx
      .updateTable('teams.invitation')
      .set({ withdrawn_at: new Date(clock.now().epochMilliseconds) })
      .where('workspace_id', '=', call.acting.workspaceId)
      .where('id', '=', invitationId)
      .where('accepted_at', 'is', null)
      .where('withdrawn_at', 'is', null)
      .returning(['email', 'role'])
      .executeTakeFirst()
    if (!row) throw refuse(commonRefusals, 'NOT_FOUND')
    return {
      value: { withdrawn: true as const },
      subject: { kind: 'invitation', id: invitationId },
      detail: { email: row.email, role: row.role },
      before: { state: 'open' },
      after: { state: 'withdrawn' },
      topics: ['members'],
    }
  })
}
