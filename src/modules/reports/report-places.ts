import { sql } from 'kysely'

import { type PlaceFinders, placesFrom } from '#modules/teams'

const links = sql`(
  select link.workspace_id, link.id, run.brand_id
  from reports.link join reports.run on run.workspace_id = link.workspace_id and run.id = link.run_id) link`

/** What the ids of this module are about. */
export const reportPlaces: PlaceFinders = {
  reportId: placesFrom(sql`reports.report`),
  runId: placesFrom(sql`reports.run`),
  'reports.linkId': placesFrom(links),
}
