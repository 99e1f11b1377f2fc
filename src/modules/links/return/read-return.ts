import { sql } from 'kysely'

import type { Db } from '#kit/database'

import type { Stage } from '../conversions-contract.ts'
import { withClick } from '../conversions/known-click.ts'
import { askedOf } from '../conversions/list-conversions.ts'
import { plainDecimal } from '../conversions/received.ts'
import type { CostKind, Return, ReturnIn } from '../return-contract.ts'
import type { Months } from './costs.ts'

/** What came of what was spent, in each currency by itself: nothing is converted, because nobody said at which rate. */
export async function readReturn(db: Db, months: Months): Promise<Return> {
  const [spent, came] = [await spentIn(db, months), await cameOf(db, months)]
  const results = { lead: 0, opportunity: 0, sale: 0 }
  for (const { stage, attributed } of came) results[stage] += attributed
  const sales = came.flatMap(({ stage, currency, value, unattributed_value }) =>
    stage === 'sale' && currency !== null ? [{ currency, value: Number(value), unattributed: Number(unattributed_value) }] : [],
  )
  const currencies = [...new Set([...spent, ...sales].map(({ currency }) => currency))]
  const isSold = sales.some(({ value }) => value !== 0)
  return {
    results,
    byCurrency: currencies.map((currency) => {
      const costs = sumCosts(spent.filter((each) => each.currency === currency))
      const sold = sales.find((each) => each.currency === currency)
      return reckon({ currency, costs, value: sold?.value ?? 0, unattributed: sold?.unattributed ?? 0, results, isSold })
    }),
  }
}

interface Spent {
  readonly kind: CostKind
  readonly currency: string
  readonly amount: string
}

async function spentIn(db: Db, { workspaceId, brandId, from, to, campaignId }: Months): Promise<Spent[]> {
  return db
    .selectFrom('links.cost')
    .select(['kind', 'currency', (expression) => expression.fn.sum<string>('amount').as('amount')])
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .where('month', '>=', `${from}-01`)
    .where('month', '<=', `${to}-01`)
    .$if(campaignId !== undefined, (query) => query.where('campaign_id', '=', campaignId ?? ''))
    .groupBy(['kind', 'currency'])
    .orderBy(sql`sum(amount)`, 'desc')
    .execute()
}

interface Came {
  readonly stage: Stage
  readonly currency: string | null
  readonly attributed: number
  readonly value: string
  readonly unattributed_value: string
}

/** For one campaign what is put down to no click is not looked at: nobody knows whose it is. */
async function cameOf(db: Db, { workspaceId, brandId, from, to, campaignId }: Months): Promise<Came[]> {
  const last = Temporal.PlainYearMonth.from(to)
  const days = { workspaceId, brandId, from: `${from}-01`, to: last.toPlainDate({ day: last.daysInMonth }).toString() }
  const { period, attribution } = await askedOf(db, days)
  const { rows } = await sql<Came>`
    select conversion.stage, conversion.currency,
      count(*) filter (where conversion.corrects is null and judged.attributed)::integer as attributed,
      coalesce(sum(conversion.value) filter (where judged.attributed), 0) as value,
      coalesce(sum(conversion.value) filter (where not judged.attributed), 0) as unattributed_value
    from links.conversion conversion ${withClick} cross join lateral (select ${attribution} = 'attributed' as attributed) judged
    where ${period} ${campaignId === undefined ? sql`` : sql`and judged.attributed and link.campaign_id = ${campaignId}`}
    group by 1, 2 order by 4 desc`.execute(db)
  return rows
}

function sumCosts(spent: readonly Spent[]): Record<CostKind, number> {
  const costs = { ads: 0, tools: 0, hours: 0 }
  for (const { kind, amount } of spent) costs[kind] += Number(amount)
  return costs
}

interface Reckoning {
  readonly currency: string
  readonly costs: Record<CostKind, number>
  readonly value: number
  readonly unattributed: number
  readonly results: Return['results']
  /** Whether anything was sold, in whatever currency. */
  readonly isSold: boolean
}

/** Sums below ten million with four decimals are exact in a number; a ratio needs no more. */
function reckon({ currency, costs, value, unattributed, results, isSold }: Reckoning): ReturnIn {
  const cost = costs.ads + costs.tools + costs.hours
  // Sales in other currencies alone do not mean that nothing came back.
  const isComparable = value !== 0 || !isSold
  return {
    currency,
    cost: decimal(cost),
    costs: { ads: decimal(costs.ads), tools: decimal(costs.tools), hours: decimal(costs.hours) },
    value: decimal(value),
    unattributedValue: decimal(unattributed),
    ...(cost > 0 && isComparable ? { roi: ((value - cost) / cost) * 100 } : {}),
    ...(costs.ads > 0 && isComparable ? { roas: value / costs.ads } : {}),
    costPer: {
      ...(cost > 0 && results.lead > 0 ? { lead: decimal(cost / results.lead) } : {}),
      ...(cost > 0 && results.opportunity > 0 ? { opportunity: decimal(cost / results.opportunity) } : {}),
      ...(cost > 0 && results.sale > 0 ? { sale: decimal(cost / results.sale) } : {}),
    },
  }
}

function decimal(value: number): string {
  return plainDecimal(value.toFixed(4))
}
