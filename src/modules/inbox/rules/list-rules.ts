import { type Selectable, sql } from 'kysely'

import type { Db, Tx } from '#kit/database'
import { brandOf } from '#modules/teams'

import type { Rule } from '../contract.ts'
import type { RuleTable } from './tables.ts'

export type RuleRow = Selectable<RuleTable> & { acted: number }

/** The rules of a brand in the order in which they are asked. Inside a transaction pass the transaction. */
export async function listRules(db: Db | Tx, { workspaceId, brandId }: { workspaceId: string; brandId: string }): Promise<Rule[]> {
  await brandOf(db, { workspaceId, brandId })
  const { rows } = await sql<RuleRow>`
    select rule.*, ${acted} as acted from inbox.rule rule
    where rule.workspace_id = ${workspaceId} and rule.brand_id = ${brandId}
    order by rule.place, rule.id`.execute(db)
  return rows.map(toRule)
}

/** On how many messages it acted lately, counted only so far. */
const acted = sql<number>`(
  select count(*)::integer from (
    select from inbox.rule_act a
    where a.workspace_id = rule.workspace_id and a.rule_id = rule.id and a.at > clock_timestamp() - interval '30 days' limit 1000
  ) lately
)`

/** One rule with how often it acted, if there is such a one. */
export async function ruleById(db: Tx, { workspaceId, ruleId }: { workspaceId: string; ruleId: string }): Promise<RuleRow | undefined> {
  const { rows } = await sql<RuleRow>`
    select rule.*, ${acted} as acted from inbox.rule rule
    where rule.workspace_id = ${workspaceId} and rule.id = ${ruleId}`.execute(db)
  return rows[0]
}

export function toRule({ id, brand_id, name, active_since, stops, conditions, actions, acted: count }: RuleRow): Rule {
  return {
    id,
    brandId: brand_id,
    name,
    ...(active_since ? { activeSince: active_since.toISOString() } : {}),
    stops,
    conditions,
    actions,
    acted: count,
  }
}
