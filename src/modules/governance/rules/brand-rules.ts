import type { Selectable } from 'kysely'

import type { Db, Tables } from '#kit/database'
import { brandOf } from '#modules/teams'

import type { BrandRule } from '../rules-contract.ts'
import type { Rule } from './check-contract.ts'

export type BrandRuleRow = Selectable<Tables['governance.brand_rule']>

interface OfBrand {
  readonly workspaceId: string
  readonly brandId: string
}

/** The brand's rules, the strictest first, then in the order they were made. */
export async function listBrandRules(db: Db, of: OfBrand): Promise<BrandRule[]> {
  await brandOf(db, of)
  return (await rulesOf(db, of)).map(toBrandRule)
}

export async function rulesOf(db: Db, { workspaceId, brandId }: OfBrand): Promise<BrandRuleRow[]> {
  const rows = await db
    .selectFrom('governance.brand_rule')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))
}

const order = ['block', 'warn', 'advise']

export function toBrandRule(row: BrandRuleRow): BrandRule {
  const { finds, passes } = row.examples
  return {
    id: row.id,
    brandId: row.brand_id,
    name: row.name,
    severity: row.severity,
    where: row.places,
    check: row.looks_for,
    reason: row.reason,
    advice: row.advice,
    examples: { finds: [...finds], passes: [...passes] },
    on: row.is_on,
    ...(row.starter === null ? {} : { starter: row.starter }),
  }
}

/** As the checker reads it. */
export function toRule({ id, severity, places, looks_for }: BrandRuleRow): Rule {
  return { id, severity, where: places, check: looks_for }
}
