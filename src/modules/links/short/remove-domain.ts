import { refuse } from '#kit/errors'
import { type Call, change, watching } from '#modules/teams'

import { tellDoor } from '../door/tell-door.ts'
import type { ShortNeeds } from '../needs.ts'
import { seen } from '../seen.ts'
import { shortRefusals } from '../short-contract.ts'

/** Gives up a domain. Its links are withdrawn: whoever enters the domain next does not inherit them. */
export function removeDomain(
  { db, clock }: Pick<ShortNeeds, 'db' | 'clock'>,
  call: Call,
  { domainId }: { domainId: string },
): Promise<{ removed: true }> {
  const { workspaceId } = call.acting
  return change(db, watching(call, seen.domain(workspaceId, domainId)), async (tx) => {
    const row = await tx
      .deleteFrom('links.domain')
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', domainId)
      .returning(['host', 'brand_id'])
      .executeTakeFirst()
    if (!row) throw refuse(shortRefusals, 'NOT_FOUND')
    await tx
      .updateTable('links.brand')
      .set({ domain_id: null })
      .where('workspace_id', '=', workspaceId)
      .where('domain_id', '=', domainId)
      .execute()
    await tx
      .updateTable('links.link')
      .set({ removed_at: clock.now().toString() })
      .where('workspace_id', '=', workspaceId)
      .where('host', '=', row.host)
      .where('removed_at', 'is', null)
      .execute()
    await tellDoor(tx, [{ kind: 'hosts' }, { kind: 'brand', brandId: row.brand_id }])
    return {
      value: { removed: true as const },
      subject: { kind: 'link-domain', id: domainId },
      detail: { host: row.host },
      topics: ['links'],
    }
  })
}
