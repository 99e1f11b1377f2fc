import type { Db, Tx } from '#kit/database'
import { refuse } from '#kit/errors'

import type { Call } from '../acting.ts'
import { change } from '../change.ts'
import { signInRefusals } from '../sign-in-contract.ts'
import { ownSession } from './own-session.ts'

/** Signs the person out in one place, or everywhere but here. A session by single sign-on reaches those of its workspace alone. */
export function endSessions(db: Db, call: Call, which: { sessionId: string } | 'others'): Promise<{ ended: number }> {
  const { acting } = call
  const here = ownSession(acting)
  return change(db, call, async (tx) => {
    const { numDeletedRows } = await tx
      .deleteFrom('teams.session')
      .where('login_id', '=', acting.userId)
      .$if(here.way === 'sso', (query) => query.where('workspace_id', '=', acting.workspaceId))
      .where('id', which === 'others' ? '<>' : '=', which === 'others' ? here.id : which.sessionId)
      .executeTakeFirst()
    if (which !== 'others' && numDeletedRows === 0n) throw refuse(signInRefusals, 'NOT_FOUND')
    const ended = Number(numDeletedRows)
    return { value: { ended }, subject: { kind: 'member', id: acting.memberId }, detail: { ended }, topics: ['members'] }
  })
}

/** A provider that changed vouches for nobody who came in before. */
export async function endSsoSessions(tx: Tx, workspaceId: string): Promise<void> {
  await tx.deleteFrom('teams.session').where('workspace_id', '=', workspaceId).where('way', '=', 'sso').execute()
}
