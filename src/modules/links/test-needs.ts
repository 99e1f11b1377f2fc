import { systemClock } from '#kit/clock'
import type { Db } from '#kit/database'
import { campaignName } from '#modules/strategy'

import type { ShortNeeds } from './needs.ts'

/** What short links work with, on a real database. */
export function linksNeeds(db: Db, more: Partial<ShortNeeds> = {}): ShortNeeds {
  return { db, clock: systemClock, publicUrl: 'https://hearth.example', campaignName, ...more }
}
