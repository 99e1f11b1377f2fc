import { sql } from 'kysely'

import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import { uuidv7 } from '#kit/ids'
import { brandOf, type Call, change, watching } from '#modules/teams'

import type { GovernanceNeeds } from '../needs.ts'
import { type BrandRule, brandRuleRefusals, type RuleContent } from '../rules-contract.ts'
import { seen } from '../seen.ts'
import { toBrandRule } from './brand-rules.ts'
import { wrongExamples } from './check-contract.ts'

type Needs = Pick<GovernanceNeeds, 'db'>

/** A rule that does what its own examples say; others are refused. */
export async function addBrandRule(
  { db }: Needs,
  call: Call,
  { brandId, ...content }: RuleContent & { brandId: string },
): Promise<BrandRule> {
  const { workspaceId } = call.acting
  refuseWrong(content)
  return change(db, call, async (tx) => {
    await brandOf(tx, { workspaceId, brandId })
    await refuseTooMany(tx, { workspaceId, brandId, more: 1 })
    const row = await tx
      .insertInto('governance.brand_rule')
      .values({ workspace_id: workspaceId, id: uuidv7(), brand_id: brandId, ...columnsOf(content), is_on: true, starter: null })
      .returningAll()
      .executeTakeFirstOrThrow()
    return changed(toBrandRule(row))
  })
}

export async function changeBrandRule(
  { db }: Needs,
  call: Call,
  { ruleId, ...content }: RuleContent & { ruleId: string },
): Promise<BrandRule> {
  refuseWrong(content)
  return change(db, watching(call, seen.brandRule(call.acting.workspaceId, ruleId)), async (tx) => {
    const row = await tx
      .updateTable('governance.brand_rule')
      .set(columnsOf(content))
      .where('workspace_id', '=', call.acting.workspaceId)
      .where('id', '=', ruleId)
      .returningAll()
      .executeTakeFirstOrThrow(() => refuse(brandRuleRefusals, 'NOT_FOUND'))
    return changed(toBrandRule(row))
  })
}

export function switchBrandRule({ db }: Needs, call: Call, { ruleId, on }: { ruleId: string; on: boolean }): Promise<BrandRule> {
  return change(db, watching(call, seen.brandRule(call.acting.workspaceId, ruleId)), async (tx) => {
    const row = await tx
      .updateTable('governance.brand_rule')
      .set({ is_on: on })
      .where('workspace_id', '=', call.acting.workspaceId)
      .where('id', '=', ruleId)
      .returningAll()
      .executeTakeFirstOrThrow(() => refuse(brandRuleRefusals, 'NOT_FOUND'))
    return changed(toBrandRule(row))
  })
}

export function removeBrandRule({ db }: Needs, call: Call, { ruleId }: { ruleId: string }): Promise<{ removed: true }> {
  return change(db, watching(call, seen.brandRule(call.acting.workspaceId, ruleId)), async (tx) => {
    const row = await tx
      .deleteFrom('governance.brand_rule')
      .where('workspace_id', '=', call.acting.workspaceId)
      .where('id', '=', ruleId)
      .returningAll()
      .executeTakeFirstOrThrow(() => refuse(brandRuleRefusals, 'NOT_FOUND'))
    return { ...changed(toBrandRule(row)), value: { removed: true as const } }
  })
}

function changed(rule: BrandRule) {
  return {
    value: rule,
    subject: { kind: 'brand-rule', id: rule.id },
    detail: { name: rule.name, severity: rule.severity, on: rule.on },
    topics: ['brand-rules'],
  }
}

export function columnsOf({ name, severity, where, check, reason, advice, examples }: RuleContent) {
  return {
    name,
    severity,
    places: [...new Set(where)],
    looks_for: JSON.stringify(check),
    reason,
    advice,
    examples: JSON.stringify(examples),
  }
}

/** What is no text, such as missing alt text, has no examples in words. */
function refuseWrong({ check, severity, examples }: RuleContent): void {
  const wrong = wrongExamples({ id: '', severity, where: ['posts'], check }, examples)
  if (wrong.finds.length + wrong.passes.length > 0) throw refuse(brandRuleRefusals, 'EXAMPLES_FAIL', wrong)
}

/** Two who add at once may come a little above: it is there to keep checks quick. */
export async function refuseTooMany(
  tx: Tx,
  { workspaceId, brandId, more }: { workspaceId: string; brandId: string; more: number },
): Promise<void> {
  const { count } = await tx
    .selectFrom('governance.brand_rule')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .executeTakeFirstOrThrow()
  if (count + more > 200) throw refuse(brandRuleRefusals, 'TOO_MANY_BRAND_RULES')
}
