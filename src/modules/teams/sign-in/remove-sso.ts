import { refuse } from '#kit/errors'

import type { Call } from '../acting.ts'
import { watching } from '../audit/watching.ts'
import { change } from '../change.ts'
import type { TeamsNeeds } from '../needs.ts'
import { signInRefusals, type WorkspaceSignIn } from '../sign-in-contract.ts'
import { endSsoSessions } from './end-sessions.ts'
import { refuseBySso } from './own-session.ts'
import { ssoSeen } from './set-sso.ts'
import { workspaceSignIn } from './workspace-sign-in.ts'

/** Single sign-on ends, and with it every session that it began. People and their roles stay. */
export function removeSso(needs: Pick<TeamsNeeds, 'db' | 'publicUrl'>, call: Call): Promise<WorkspaceSignIn> {
  const { workspaceId } = call.acting
  // Whoever came in by it would end their own session and might have no other way in.
  refuseBySso(call.acting)
  return change(needs.db, watching(call, ssoSeen(workspaceId)), async (tx) => {
    const removed = await tx.deleteFrom('teams.sso').where('workspace_id', '=', workspaceId).returning('issuer').executeTakeFirst()
    if (!removed) throw refuse(signInRefusals, 'NOT_FOUND')
    await endSsoSessions(tx, workspaceId)
    return {
      value: await workspaceSignIn({ ...needs, db: tx }, workspaceId),
      subject: { kind: 'workspace', id: workspaceId },
      detail: { issuer: removed.issuer },
      topics: ['members'],
    }
  })
}
