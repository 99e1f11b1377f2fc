import type { Tx } from '#kit/database'
import type { Json } from '#kit/json'

import { writeAudit } from '../write-audit.ts'

interface OwnDeed {
  readonly loginId: string
  readonly action: string
  readonly detail?: Readonly<Record<string, Json>>
  readonly before?: Readonly<Record<string, Json>>
  readonly after?: Readonly<Record<string, Json>>
  /** Where the change itself writes its row. */
  readonly except?: string
}

/** How somebody signs in belongs to the person, so every workspace they are in sees that it changed. */
export async function auditOwn(tx: Tx, { loginId, except, ...deed }: OwnDeed): Promise<void> {
  const memberships = await tx
    .selectFrom('teams.member as member')
    .innerJoin('teams.login as login', 'login.id', 'member.login_id')
    .select(['member.workspace_id', 'member.id', 'login.name'])
    .where('login.id', '=', loginId)
    .execute()
  for (const { workspace_id: workspaceId, id: memberId, name } of memberships) {
    if (workspaceId === except) continue
    await writeAudit(tx, { workspaceId, actor: { memberId, name, via: 'web' }, subject: { kind: 'member', id: memberId }, ...deed })
  }
}
