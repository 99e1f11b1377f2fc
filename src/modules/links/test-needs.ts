import { systemClock } from '#kit/clock'
import type { Db } from '#kit/database'
import { campaignName, namesOf } from '#modules/strategy'

import type { PostLinksNeeds } from './needs.ts'

/** What short links work with, on a real database. */
export function linksNeeds(db: Db, more: Partial<PostLinksNeeds> = {}): PostLinksNeeds {
  return { db, clock: systemClock, publicUrl: 'https://hearth.example', campaignName, namesOf, ...more }
}
