import { sql } from 'kysely'

import { type PlaceFinders, placesFrom } from '#modules/teams'

const requests = sql`(
  select request.workspace_id, request.id, request.brand_id, version.account_ids
  from governance.request join governance.version
    on version.workspace_id = request.workspace_id and version.request_id = request.id and version.number = request.version) request`
const guestLinks = sql`(
  select link.workspace_id, link.id, guest.brand_id
  from governance.guest_link link join governance.guest on guest.workspace_id = link.workspace_id and guest.id = link.guest_id) link`

/** What the ids of approvals are about. */
export const approvalPlaces: PlaceFinders = {
  approvalId: placesFrom(requests, { accountIds: sql`account_ids` }),
  workflowId: placesFrom(sql`governance.workflow`),
  guestId: placesFrom(sql`governance.guest`),
  'governance.linkId': placesFrom(guestLinks),
}
