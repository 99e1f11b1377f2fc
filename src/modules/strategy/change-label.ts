import { sql } from 'kysely'

import { refuse } from '#kit/errors'
import { type Call, change, watching } from '#modules/teams'

import { type Colour, type Label, strategyRefusals } from './contract.ts'
import { toLabel } from './labels.ts'
import { underOwnName } from './names.ts'
import type { StrategyNeeds } from './needs.ts'
import { seen } from './seen.ts'

interface Wanted {
  readonly labelId: string
  readonly name?: string | undefined
  readonly colour?: Colour | undefined
}

/** Renames or recolours; what is not given stays. */
export function changeLabel({ db }: Pick<StrategyNeeds, 'db'>, call: Call, { labelId, name, colour }: Wanted): Promise<Label> {
  return change(db, watching(call, seen.label(call.acting.workspaceId, labelId)), async (tx) => {
    const row = await underOwnName(() =>
      tx
        .updateTable('strategy.label')
        .set({ name: sql`coalesce(${name ?? null}, name)`, colour: sql`coalesce(${colour ?? null}, colour)` })
        .where('workspace_id', '=', call.acting.workspaceId)
        .where('id', '=', labelId)
        .returningAll()
        .executeTakeFirst(),
    )
    if (!row) throw refuse(strategyRefusals, 'NOT_FOUND')
    return { value: toLabel(row), subject: { kind: 'label', id: labelId }, detail: { name: row.name }, topics: ['strategy'] }
  })
}
