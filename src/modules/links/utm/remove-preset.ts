import { refuse } from '#kit/errors'
import { type Call, change, watching } from '#modules/teams'

import type { ShortNeeds } from '../needs.ts'
import { seen } from '../seen.ts'
import { shortRefusals } from '../short-contract.ts'

/** Removes a preset; the next wider one counts for links that are made from now on. */
export function removePreset({ db }: Pick<ShortNeeds, 'db'>, call: Call, { presetId }: { presetId: string }): Promise<{ removed: true }> {
  return change(db, watching(call, seen.preset(call.acting.workspaceId, presetId)), async (tx) => {
    const row = await tx
      .deleteFrom('links.preset')
      .where('workspace_id', '=', call.acting.workspaceId)
      .where('id', '=', presetId)
      .returning('id')
      .executeTakeFirst()
    if (!row) throw refuse(shortRefusals, 'NOT_FOUND')
    return { value: { removed: true as const }, subject: { kind: 'utm-preset', id: presetId }, topics: ['links'] }
  })
}
