import { sql } from 'kysely'

import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import { uuidv7 } from '#kit/ids'
import { brandOf, type Call, change } from '#modules/teams'

import { type Crisis, crisisRefusals } from '../crisis-contract.ts'
import type { GovernanceNeeds } from '../needs.ts'
import { endRow } from './end-crisis.ts'
import { type CrisisRow, toCrisis } from './lock-crisis.ts'
import { readPlaybook } from './read-playbook.ts'
import { tellPeople } from './tell-people.ts'
import { crisisTopics } from './topics.ts'
import { writeLog } from './write-log.ts'

interface Wanted {
  readonly brandId?: string | undefined
  readonly reason: string
  readonly rehearsal: boolean
}

/**
 * The switch. From its commit on no worker begins anything for the brand, or for any brand; what is in hand stops within two seconds.
 * A real crisis ends the rehearsal that stands in its way.
 */
export function startCrisis(needs: GovernanceNeeds, call: Call, { brandId, reason, rehearsal }: Wanted): Promise<Crisis> {
  const { workspaceId } = call.acting
  return change(needs.db, call, async (tx) => {
    if (brandId !== undefined) await brandOf(tx, { workspaceId, brandId })
    const { content } = await readPlaybook(tx, { workspaceId, brandId, language: call.acting.language })
    if (!rehearsal) await endRehearsal(tx, call, brandId)
    const row = await tx
      .insertInto('governance.crisis')
      .values({
        workspace_id: workspaceId,
        id: uuidv7(),
        brand_id: brandId ?? null,
        rehearsal,
        reason,
        answers: content.answers,
        playbook: JSON.stringify(content),
        began_by: call.acting.memberId,
        began_by_name: call.acting.name,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst()
    if (!row) throw refuse(crisisRefusals, 'CRISIS_STANDS')
    await writeLog(tx, { acting: call.acting, crisisId: row.id, kind: 'began', detail: { text: reason } })
    if (!rehearsal) await settleProposals(tx, call, brandId)
    await tellPeople(tx, needs, { row, kind: 'crisis-began', key: row.id, name: call.acting.name })
    return {
      value: toCrisis(row),
      subject: { kind: 'crisis', id: row.id },
      detail: { reason },
      after: { rehearsal, answers: row.answers, brandId: brandId ?? null },
      topics: crisisTopics,
    }
  })
}

async function endRehearsal(tx: Tx, { acting }: Call, brandId: string | undefined): Promise<void> {
  const rehearsals: CrisisRow[] = await tx
    .selectFrom('governance.crisis')
    .selectAll()
    .where('workspace_id', '=', acting.workspaceId)
    .where(sql<boolean>`brand_id is not distinct from ${brandId ?? null}`)
    .where('rehearsal', '=', true)
    .where('ended_at', 'is', null)
    .forUpdate()
    .execute()
  for (const row of rehearsals) await endRow(tx, acting, row)
}

/** Whoever begins a crisis has looked. */
async function settleProposals(tx: Tx, { acting }: Call, brandId: string | undefined): Promise<void> {
  await tx
    .updateTable('governance.crisis_proposal')
    .set({ state: 'begun', settled_at: sql<Date>`clock_timestamp()`, settled_by_name: acting.name })
    .where('workspace_id', '=', acting.workspaceId)
    .where('state', '=', 'open')
    .$if(brandId !== undefined, (query) => query.where('brand_id', '=', brandId ?? ''))
    .execute()
}
