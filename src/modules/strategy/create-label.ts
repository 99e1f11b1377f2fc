import { uuidv7 } from '#kit/ids'
import { brandOf, type Call, change } from '#modules/teams'

import type { Colour, Label } from './contract.ts'
import { toLabel } from './labels.ts'
import { underOwnName } from './names.ts'
import type { StrategyNeeds } from './needs.ts'
import { refuseTooMany } from './refuse-too-many.ts'

export function createLabel(
  { db }: Pick<StrategyNeeds, 'db'>,
  call: Call,
  { brandId, name, colour }: { brandId: string; name: string; colour: Colour },
): Promise<Label> {
  const { workspaceId } = call.acting
  return change(db, call, async (tx) => {
    await brandOf(tx, { workspaceId, brandId })
    await refuseTooMany(tx, 'label', { workspaceId, brandId })
    const row = await underOwnName(() =>
      tx
        .insertInto('strategy.label')
        .values({ workspace_id: workspaceId, id: uuidv7(), brand_id: brandId, name, colour })
        .returningAll()
        .executeTakeFirstOrThrow(),
    )
    return { value: toLabel(row), subject: { kind: 'label', id: row.id }, detail: { name }, topics: ['strategy'] }
  })
}
