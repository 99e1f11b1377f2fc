import type { Db } from '#kit/database'
import { uuidv7 } from '#kit/ids'
import { brandOf, type Call, change } from '#modules/teams'

import type { GovernanceNeeds } from '../needs.ts'
import type { BrandRule, StartingRule } from '../rules-contract.ts'
import { rulesOf, toBrandRule } from './brand-rules.ts'
import { columnsOf, refuseTooMany } from './keep-brand-rule.ts'
import { startingRules } from './starting-rules.ts'

interface OfBrand {
  readonly workspaceId: string
  readonly brandId: string
}

/** What a brand can begin with, in its language first. */
export async function listStartingRules(db: Db, of: OfBrand): Promise<StartingRule[]> {
  const { language } = await brandOf(db, of)
  const taken = new Set((await rulesOf(db, of)).map(({ starter }) => starter))
  const inOrder = language === 'en' ? startingRules : startingRules.toReversed()
  return inOrder.flatMap((set) => set.rules.map((rule) => ({ ...rule, language: set.language, taken: taken.has(rule.starter) })))
}

/** Each is the brand's own from then on. What it has already stays as it is. */
export function takeStartingRules(
  { db }: Pick<GovernanceNeeds, 'db'>,
  call: Call,
  { brandId, starters }: { brandId: string; starters: readonly string[] },
): Promise<BrandRule[]> {
  const { workspaceId } = call.acting
  return change(db, call, async (tx) => {
    await brandOf(tx, { workspaceId, brandId })
    const wanted = startingRules.flatMap(({ rules }) => rules.filter(({ starter }) => starters.includes(starter)))
    await refuseTooMany(tx, { workspaceId, brandId, more: wanted.length })
    for (const { starter, ...content } of wanted) {
      await tx
        .insertInto('governance.brand_rule')
        .values({ workspace_id: workspaceId, id: uuidv7(), brand_id: brandId, ...columnsOf(content), is_on: true, starter })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    }
    const rows = await rulesOf(tx, { workspaceId, brandId })
    return {
      value: rows.map(toBrandRule),
      subject: { kind: 'brand', id: brandId },
      detail: { rules: wanted.length },
      topics: ['brand-rules'],
    }
  })
}
