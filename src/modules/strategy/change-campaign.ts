import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import { type Call, change, watching } from '#modules/teams'

import { toCampaign } from './campaigns.ts'
import { type Campaign, type Colour, strategyRefusals } from './contract.ts'
import { underOwnName } from './names.ts'
import type { StrategyNeeds } from './needs.ts'
import { seen } from './seen.ts'

interface Wanted {
  readonly campaignId: string
  readonly name?: string | undefined
  readonly colour?: Colour | undefined
  readonly from?: string | null | undefined
  readonly to?: string | null | undefined
  readonly archived?: boolean | undefined
}

/** Changes what is given. Archiving again keeps the day on which it was archived first. */
export function changeCampaign({ db, clock }: Pick<StrategyNeeds, 'db' | 'clock'>, call: Call, wanted: Wanted): Promise<Campaign> {
  const key = { workspaceId: call.acting.workspaceId, campaignId: wanted.campaignId }
  return change(db, watching(call, seen.campaign(key.workspaceId, key.campaignId)), async (tx) => {
    const before = await lockCampaign(tx, key)
    const days = { from_day: changed(wanted.from, before.from_day), to_day: changed(wanted.to, before.to_day) }
    if (days.from_day !== null && days.to_day !== null && days.to_day < days.from_day) throw refuse(strategyRefusals, 'DATES_CROSSED')
    const archivedAt = before.archived_at ?? new Date(clock.now().epochMilliseconds)
    const row = await underOwnName(() =>
      tx
        .updateTable('strategy.campaign')
        .set({
          name: wanted.name ?? before.name,
          colour: wanted.colour ?? before.colour,
          ...days,
          archived_at: (wanted.archived ?? before.archived_at !== null) ? archivedAt : null,
        })
        .where('workspace_id', '=', key.workspaceId)
        .where('id', '=', key.campaignId)
        .returningAll()
        .executeTakeFirstOrThrow(),
    )
    return {
      value: toCampaign(row),
      subject: { kind: 'campaign', id: row.id },
      detail: { name: row.name, ...(wanted.archived === undefined ? {} : { archived: wanted.archived }) },
      topics: ['strategy'],
    }
  })
}

async function lockCampaign(tx: Tx, { workspaceId, campaignId }: { workspaceId: string; campaignId: string }) {
  const row = await tx
    .selectFrom('strategy.campaign')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', campaignId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw refuse(strategyRefusals, 'NOT_FOUND')
  return row
}

/** `null` takes a value away, absence leaves it. */
function changed(wanted: string | null | undefined, before: string | null): string | null {
  return wanted === undefined ? before : wanted
}
