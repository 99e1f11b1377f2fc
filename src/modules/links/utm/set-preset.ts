import { sql } from 'kysely'

import { uuidv7 } from '#kit/ids'
import { brandOf, type Call, change, watching } from '#modules/teams'

import type { ShortNeeds } from '../needs.ts'
import { seen } from '../seen.ts'
import type { Patterns, Preset } from '../utm-contract.ts'
import { toPreset } from './presets.ts'

interface Wanted {
  readonly brandId: string
  readonly campaignId?: string | undefined
  readonly network?: string | undefined
  readonly patterns: Patterns
}

/** Sets what is added to addresses, in place of what was set for the same campaign and network. Links keep what they were made with. */
export function setPreset(needs: Pick<ShortNeeds, 'db' | 'campaignName'>, call: Call, wanted: Wanted): Promise<Preset> {
  const { workspaceId } = call.acting
  const { brandId, campaignId, network, patterns } = wanted
  return change(needs.db, watching(call, seen.presetFor(workspaceId, brandId, { campaignId, network })), async (tx) => {
    await brandOf(tx, { workspaceId, brandId })
    if (campaignId !== undefined) await needs.campaignName(tx, { workspaceId, brandId, campaignId })
    const row = await tx
      .insertInto('links.preset')
      .values({
        workspace_id: workspaceId,
        id: uuidv7(),
        brand_id: brandId,
        campaign_id: campaignId ?? null,
        network: network ?? null,
        ...patterns,
      })
      .onConflict((conflict) =>
        conflict
          .expression(sql`workspace_id, brand_id, coalesce(campaign_id, '00000000-0000-0000-0000-000000000000'), coalesce(network, '')`)
          .doUpdateSet({ ...patterns }),
      )
      .returningAll()
      .executeTakeFirstOrThrow()
    return { value: toPreset(row), subject: { kind: 'utm-preset', id: row.id }, detail: { ...patterns }, topics: ['links'] }
  })
}
