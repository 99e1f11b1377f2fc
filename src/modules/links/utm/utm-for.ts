import type { Db } from '#kit/database'
import { brandOf } from '#modules/teams'

import type { ShortNeeds } from '../needs.ts'
import type { Utm } from '../utm-contract.ts'
import { choosePreset } from './choose-preset.ts'
import { type Facts, fillPatterns } from './fill-patterns.ts'
import { listPresets } from './presets.ts'

export interface UtmFor {
  readonly workspaceId: string
  readonly brandId: string
  readonly campaignId?: string | undefined
  readonly network?: string | undefined
  /** What else is known of the place where the link will stand. */
  readonly facts?: Pick<Facts, 'account' | 'post' | 'label'>
}

/** The parameters that a link of the brand gets now, by the preset that fits. Refuses what is not the brand's. */
export async function utmFor(needs: Pick<ShortNeeds, 'campaignName' | 'clock'>, db: Db, wanted: UtmFor): Promise<Utm> {
  const { workspaceId, brandId, campaignId, network, facts = {} } = wanted
  const brand = await brandOf(db, { workspaceId, brandId })
  const campaign = campaignId === undefined ? undefined : await needs.campaignName(db, { workspaceId, brandId, campaignId })
  const date = needs.clock.now().toZonedDateTimeISO(brand.timeZone).toPlainDate().toString()
  const patterns = choosePreset(await listPresets(db, { workspaceId, brandId }), { campaignId, network })
  return fillPatterns(patterns, { brand: brand.name, campaign, network, date, ...facts })
}
