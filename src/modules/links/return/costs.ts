import { type Insertable, type Selectable, sql } from 'kysely'

import type { Db, Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import { uuidv7 } from '#kit/ids'
import { brandOf, type Call, change, watching } from '#modules/teams'

import { plainDecimal } from '../conversions/received.ts'
import { type Cost, type CostContent, returnRefusals } from '../return-contract.ts'
import { seen } from '../seen.ts'
import type { CostTable } from '../tables.ts'
import type { ReturnNeeds } from './needs.ts'

export interface Months {
  readonly workspaceId: string
  readonly brandId: string
  /** 2026-11, both within. */
  readonly from: string
  readonly to: string
  readonly campaignId?: string | undefined
}

const mostCosts = 5000
const topics = ['costs']

/** The latest month first. */
export async function listCosts(db: Db, { workspaceId, brandId, from, to, campaignId }: Months): Promise<Cost[]> {
  await brandOf(db, { workspaceId, brandId })
  const rows = await db
    .selectFrom('links.cost')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .where('month', '>=', `${from}-01`)
    .where('month', '<=', `${to}-01`)
    .$if(campaignId !== undefined, (query) => query.where('campaign_id', '=', campaignId ?? ''))
    .orderBy('month', 'desc')
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(toCost)
}

export function createCost(needs: ReturnNeeds, call: Call, { brandId, cost }: { brandId: string; cost: CostContent }): Promise<Cost> {
  const { workspaceId } = call.acting
  return change(needs.db, call, async (tx) => {
    await brandOf(tx, { workspaceId, brandId })
    const written = await tx
      .selectFrom('links.cost')
      .select('id')
      .where('workspace_id', '=', workspaceId)
      .where('brand_id', '=', brandId)
      .limit(mostCosts)
      .execute()
    if (written.length >= mostCosts) throw refuse(returnRefusals, 'TOO_MANY_COSTS')
    const columns = await columnsOf(needs, tx, { workspaceId, brandId, cost })
    const row = await tx
      .insertInto('links.cost')
      .values({ workspace_id: workspaceId, id: uuidv7(), brand_id: brandId, ...columns })
      .returningAll()
      .executeTakeFirstOrThrow()
    return { value: toCost(row), subject: { kind: 'cost', id: row.id }, detail: { name: row.name }, topics }
  })
}

export function changeCost(needs: ReturnNeeds, call: Call, { costId, cost }: { costId: string; cost: CostContent }): Promise<Cost> {
  const { workspaceId } = call.acting
  return change(needs.db, watching(call, seen.cost(workspaceId, costId)), async (tx) => {
    const before = await tx
      .selectFrom('links.cost')
      .select('brand_id')
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', costId)
      .forUpdate()
      .executeTakeFirst()
    if (!before) throw refuse(returnRefusals, 'NOT_FOUND')
    const row = await tx
      .updateTable('links.cost')
      .set(await columnsOf(needs, tx, { workspaceId, brandId: before.brand_id, cost }))
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', costId)
      .returningAll()
      .executeTakeFirstOrThrow()
    return { value: toCost(row), subject: { kind: 'cost', id: costId }, detail: { name: row.name }, topics }
  })
}

export function removeCost({ db }: Pick<ReturnNeeds, 'db'>, call: Call, { costId }: { costId: string }): Promise<{ removed: true }> {
  return change(db, watching(call, seen.cost(call.acting.workspaceId, costId)), async (tx) => {
    const row = await tx
      .deleteFrom('links.cost')
      .where('workspace_id', '=', call.acting.workspaceId)
      .where('id', '=', costId)
      .returning('name')
      .executeTakeFirst()
    if (!row) throw refuse(returnRefusals, 'NOT_FOUND')
    return { value: { removed: true as const }, subject: { kind: 'cost', id: costId }, detail: { name: row.name }, topics }
  })
}

/** A campaign is gone; what was spent on it stays with its month. */
export async function forgetCampaignOfCosts(
  db: Db,
  { workspaceId, campaignId }: { workspaceId: string; campaignId: string },
): Promise<void> {
  await db
    .updateTable('links.cost')
    .set({ campaign_id: null })
    .where('workspace_id', '=', workspaceId)
    .where('campaign_id', '=', campaignId)
    .execute()
}

type Columns = Omit<Insertable<CostTable>, 'workspace_id' | 'id' | 'brand_id' | 'amount'> & { amount: ReturnType<typeof sql<string>> }

async function columnsOf(
  { campaignName }: ReturnNeeds,
  tx: Tx,
  { workspaceId, brandId, cost }: { workspaceId: string; brandId: string; cost: CostContent },
): Promise<Columns> {
  // Only to find out whether the brand has it; what it is called may change.
  if (cost.campaignId !== undefined) await campaignName(tx, { workspaceId, brandId, campaignId: cost.campaignId })
  const work = cost.kind === 'hours' ? cost.work : undefined
  return {
    kind: cost.kind,
    name: cost.name,
    month: `${cost.month}-01`,
    campaign_id: cost.campaignId ?? null,
    amount:
      cost.kind === 'hours'
        ? sql<string>`round(${cost.work.hours}::numeric * ${cost.work.rate}::numeric, 4)`
        : sql<string>`${cost.amount}::numeric`,
    currency: cost.currency,
    hours: work?.hours ?? null,
    rate: work?.rate ?? null,
  }
}

function toCost(row: Selectable<CostTable>): Cost {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    month: row.month.slice(0, 7),
    ...(row.campaign_id === null ? {} : { campaignId: row.campaign_id }),
    amount: plainDecimal(row.amount),
    currency: row.currency,
    ...(row.hours === null || row.rate === null ? {} : { work: { hours: plainDecimal(row.hours), rate: plainDecimal(row.rate) } }),
  }
}
