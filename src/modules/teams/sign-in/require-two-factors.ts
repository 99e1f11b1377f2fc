import { refuse } from '#kit/errors'

import type { Call } from '../acting.ts'
import { watching } from '../audit/watching.ts'
import { change } from '../change.ts'
import type { TeamsNeeds } from '../needs.ts'
import { signInRefusals, type WorkspaceSignIn } from '../sign-in-contract.ts'
import { ownSession } from './own-session.ts'
import { workspaceSignIn } from './workspace-sign-in.ts'

/** Asks every member for two factors, or no longer. Who lacks them may do nothing until they have set them up, and neither may their API keys. */
export function requireTwoFactors(
  needs: Pick<TeamsNeeds, 'db' | 'publicUrl'>,
  call: Call,
  { twoFactorsRequired }: { twoFactorsRequired: boolean },
): Promise<WorkspaceSignIn> {
  const { acting } = call
  const { way } = ownSession(acting)
  const row = { table: 'teams.workspace', workspaceId: acting.workspaceId, columns: ['two_factors_required'] } as const
  return change(needs.db, watching(call, row), async (tx) => {
    const { two_factor_enabled: hasTotp } = await tx
      .selectFrom('teams.login')
      .select('two_factor_enabled')
      .where('id', '=', acting.userId)
      .executeTakeFirstOrThrow()
    if (twoFactorsRequired && !hasTotp && way !== 'passkey' && way !== 'sso') throw refuse(signInRefusals, 'OWN_FACTORS_FIRST')
    await tx
      .updateTable('teams.workspace')
      .set({ two_factors_required: twoFactorsRequired })
      .where('workspace_id', '=', acting.workspaceId)
      .execute()
    return {
      value: await workspaceSignIn({ ...needs, db: tx }, acting.workspaceId),
      subject: { kind: 'workspace', id: acting.workspaceId },
      topics: ['members'],
    }
  })
}
