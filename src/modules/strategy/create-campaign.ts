import { refuse } from '#kit/errors'
import { uuidv7 } from '#kit/ids'
import { brandOf, type Call, change } from '#modules/teams'

import { toCampaign } from './campaigns.ts'
import { type Campaign, type Colour, strategyRefusals } from './contract.ts'
import { underOwnName } from './names.ts'
import type { StrategyNeeds } from './needs.ts'
import { refuseTooMany } from './refuse-too-many.ts'

interface NewCampaign {
  readonly brandId: string
  readonly name: string
  readonly colour: Colour
  readonly from?: string | undefined
  readonly to?: string | undefined
}

export function createCampaign({ db }: Pick<StrategyNeeds, 'db'>, call: Call, wanted: NewCampaign): Promise<Campaign> {
  const { workspaceId } = call.acting
  const { brandId, name, colour, from, to } = wanted
  return change(db, call, async (tx) => {
    if (from !== undefined && to !== undefined && to < from) throw refuse(strategyRefusals, 'DATES_CROSSED')
    await brandOf(tx, { workspaceId, brandId })
    await refuseTooMany(tx, 'campaign', { workspaceId, brandId })
    const row = await underOwnName(() =>
      tx
        .insertInto('strategy.campaign')
        .values({ workspace_id: workspaceId, id: uuidv7(), brand_id: brandId, name, colour, from_day: from ?? null, to_day: to ?? null })
        .returningAll()
        .executeTakeFirstOrThrow(),
    )
    return { value: toCampaign(row), subject: { kind: 'campaign', id: row.id }, detail: { name }, topics: ['strategy'] }
  })
}
