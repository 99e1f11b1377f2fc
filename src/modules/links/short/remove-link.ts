import { refuse } from '#kit/errors'
import { type Call, change, watching } from '#modules/teams'

import { tellDoor } from '../door/tell-door.ts'
import type { ShortNeeds } from '../needs.ts'
import { seen } from '../seen.ts'
import { shortRefusals } from '../short-contract.ts'

/** Withdraws a link. Its row stays, so that its code never leads anywhere else. */
export function removeLink(
  { db, clock }: Pick<ShortNeeds, 'db' | 'clock'>,
  call: Call,
  { linkId }: { linkId: string },
): Promise<{ removed: true }> {
  return change(db, watching(call, seen.link(call.acting.workspaceId, linkId)), async (tx) => {
    const row = await tx
      .updateTable('links.link')
      .set({ removed_at: clock.now().toString() })
      .where('workspace_id', '=', call.acting.workspaceId)
      .where('id', '=', linkId)
      .where('removed_at', 'is', null)
      .returning(['host', 'code', 'target'])
      .executeTakeFirst()
    if (!row) throw refuse(shortRefusals, 'NOT_FOUND')
    await tellDoor(tx, [{ kind: 'link', host: row.host, code: row.code }])
    return { value: { removed: true as const }, subject: { kind: 'link', id: linkId }, detail: { target: row.target }, topics: ['links'] }
  })
}
