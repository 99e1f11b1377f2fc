import type { Db } from '#kit/database'
import { analyticsPlaces } from '#modules/analytics'
import { accountPlaces } from '#modules/connections'
import { approvalPlaces, crisisPlaces, rulesPlaces } from '#modules/governance'
import { inboxPlaces } from '#modules/inbox'
import { linkPlaces } from '#modules/links'
import { mediaPlaces } from '#modules/media'
import { postPlaces } from '#modules/publishing'
import { reportPlaces } from '#modules/reports'
import { strategyPlaces } from '#modules/strategy'
import { brandPlaces, type CallContext, type PlaceFinders } from '#modules/teams'

/** Every field of the contract that names something which stands in a brand. */
const finders: PlaceFinders = {
  ...brandPlaces,
  ...accountPlaces,
  ...mediaPlaces,
  ...linkPlaces,
  ...strategyPlaces,
  ...approvalPlaces,
  ...crisisPlaces,
  ...rulesPlaces,
  ...postPlaces,
  ...inboxPlaces,
  ...analyticsPlaces,
  ...reportPlaces,
}

/** Finds where things stand for the door: by module and field, `reports.linkId`, or else by the field alone. */
export function placeFinder(db: Db): NonNullable<CallContext['find']> {
  return async (field, asked) => (await finderOf(field)?.(db, asked)) ?? []
}

/** @public The check of all procedures asks it about every id of the contract. */
export function finderOf(field: string): PlaceFinders[string] | undefined {
  return finders[field] ?? finders[field.slice(field.indexOf('.') + 1)]
}
