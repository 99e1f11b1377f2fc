import { sql } from 'kysely'

import { refuse } from '#kit/errors'
import { brandOf, type Call, change, watching } from '#modules/teams'

import { type CrisisPlaybook, crisisRefusals, type PlaybookContent } from '../crisis-contract.ts'
import type { GovernanceNeeds } from '../needs.ts'
import { seen } from '../seen.ts'

interface Kept {
  readonly brandId?: string | undefined
  readonly revision: number
  readonly content: PlaybookContent
}

/** Keeps what people do in a crisis; one that stands goes on with what held when it began. */
export function keepPlaybook(
  { db }: Pick<GovernanceNeeds, 'db'>,
  call: Call,
  { brandId, revision, content }: Kept,
): Promise<CrisisPlaybook> {
  const { workspaceId } = call.acting
  return change(db, watching(call, seen.crisisPlaybook(workspaceId, brandId ?? null)), async (tx) => {
    if (brandId !== undefined) await brandOf(tx, { workspaceId, brandId })
    const columns = { content: JSON.stringify(content), changed_at: sql<Date>`clock_timestamp()` }
    const row =
      revision === 0
        ? await tx
            .insertInto('governance.crisis_playbook')
            .values({ workspace_id: workspaceId, brand_id: brandId ?? null, ...columns })
            .onConflict((conflict) => conflict.doNothing())
            .returning('revision')
            .executeTakeFirst()
        : await tx
            .updateTable('governance.crisis_playbook')
            .set({ ...columns, revision: sql<number>`revision + 1` })
            .where('workspace_id', '=', workspaceId)
            .where(sql<boolean>`brand_id is not distinct from ${brandId ?? null}`)
            .where('revision', '=', revision)
            .returning('revision')
            .executeTakeFirst()
    if (!row) throw refuse(crisisRefusals, 'PLAYBOOK_CHANGED')
    return {
      value: { ...(brandId === undefined ? {} : { brandId }), revision: row.revision, content },
      subject: { kind: 'crisis-playbook', id: brandId ?? workspaceId },
      topics: ['crisis'],
    }
  })
}
