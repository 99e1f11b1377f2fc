import { sql } from 'kysely'

import type { Db } from '#kit/database'
import { refuse } from '#kit/errors'
import { type Call, change, watching } from '#modules/teams'

import { crisisRefusals, type Proposal } from '../crisis-contract.ts'
import type { GovernanceNeeds } from '../needs.ts'
import { seen } from '../seen.ts'

/** Those of the last two days that nobody has settled. */
export async function listProposals(
  db: Db,
  { workspaceId, brandId, now }: { workspaceId: string; brandId: string; now: Temporal.Instant },
): Promise<Proposal[]> {
  const rows = await db
    .selectFrom('governance.crisis_proposal')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .where('state', '=', 'open')
    .where('at', '>', new Date(now.subtract({ hours: 48 }).epochMilliseconds))
    .orderBy('at', 'desc')
    .execute()
  return rows.map(({ id, brand_id, at, facts }) => ({ id, brandId: brand_id, at: at.toISOString(), ...facts }))
}

export function dismissProposal(
  { db }: Pick<GovernanceNeeds, 'db'>,
  call: Call,
  { proposalId }: { proposalId: string },
): Promise<{ dismissed: true }> {
  const { workspaceId, name } = call.acting
  return change(db, watching(call, seen.proposal(workspaceId, proposalId)), async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('governance.crisis_proposal')
      .set({ state: 'dismissed', settled_at: sql<Date>`clock_timestamp()`, settled_by_name: name })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', proposalId)
      .where('state', '=', 'open')
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw refuse(crisisRefusals, 'NOT_FOUND')
    return { value: { dismissed: true as const }, subject: { kind: 'crisis-proposal', id: proposalId }, topics: ['crisis'] }
  })
}
