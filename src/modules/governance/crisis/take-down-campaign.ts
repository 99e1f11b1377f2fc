import { refuse } from '#kit/errors'
import { uuidv7 } from '#kit/ids'
import { campaignName } from '#modules/strategy'
import { type Call, change } from '#modules/teams'

import { crisisRefusals, type OpenCrisis } from '../crisis-contract.ts'
import type { GovernanceNeeds } from '../needs.ts'
import { lockCrisis } from './lock-crisis.ts'
import { readCrisis } from './read-crisis.ts'
import { crisisTopics } from './topics.ts'
import { writeLog } from './write-log.ts'

/** Takes down all that is live of a campaign, in one action; a rehearsal only counts it. */
export function takeDownCampaign(
  needs: GovernanceNeeds,
  call: Call,
  { crisisId, brandId, campaignId }: { crisisId: string; brandId: string; campaignId: string },
): Promise<OpenCrisis> {
  const { acting } = call
  const { workspaceId } = acting
  return change(needs.db, call, async (tx) => {
    const row = await lockCrisis(tx, { workspaceId, crisisId })
    if (row.brand_id !== null && row.brand_id !== brandId) throw refuse(crisisRefusals, 'NOT_FOUND')
    const campaign = await campaignName(tx, { workspaceId, brandId, campaignId })
    const deliveryIds = await needs.outward.liveOf(tx, { workspaceId, brandId, campaignId })
    if (!row.rehearsal) await needs.outward.takeDown(tx, { workspaceId, deliveryIds })
    await tx
      .insertInto('governance.crisis_take_down')
      .values({
        workspace_id: workspaceId,
        crisis_id: crisisId,
        id: uuidv7(),
        campaign_id: campaignId,
        name: campaign,
        delivery_ids: [...deliveryIds],
        by_name: acting.name,
      })
      .execute()
    await writeLog(tx, { acting, crisisId, kind: 'taken-down', detail: { campaignId, text: campaign, posts: deliveryIds.length } })
    return {
      value: await readCrisis(needs, tx, { acting, crisisId }),
      subject: { kind: 'campaign', id: campaignId },
      detail: { crisisId, name: campaign, deliveries: deliveryIds.length, rehearsal: row.rehearsal },
      topics: crisisTopics,
    }
  })
}
