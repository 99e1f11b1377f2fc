import { implement } from '@orpc/server'

import { atTheDoor, type CallContext } from '#modules/teams'

import { listCampaigns } from './campaigns.ts'
import { changeCampaign } from './change-campaign.ts'
import { changeLabel } from './change-label.ts'
import { strategy } from './contract.ts'
import { createCampaign } from './create-campaign.ts'
import { createLabel } from './create-label.ts'
import { listLabels } from './labels.ts'
import type { StrategyNeeds } from './needs.ts'
import { removeCampaign } from './remove-campaign.ts'
import { removeLabel } from './remove-label.ts'

export function strategyRouter(needs: StrategyNeeds) {
  const api = implement(strategy).$context<CallContext>().use(atTheDoor)
  return {
    campaigns: api.campaigns.handler(({ context, input }) =>
      listCampaigns(needs.db, { ...input, workspaceId: context.call.acting.workspaceId }),
    ),
    createCampaign: api.createCampaign.handler(({ context, input }) => createCampaign(needs, context.call, input)),
    changeCampaign: api.changeCampaign.handler(({ context, input }) => changeCampaign(needs, context.call, input)),
    removeCampaign: api.removeCampaign.handler(({ context, input }) => removeCampaign(needs, context.call, input)),
    labels: api.labels.handler(({ context, input }) => listLabels(needs.db, { ...input, workspaceId: context.call.acting.workspaceId })),
    createLabel: api.createLabel.handler(({ context, input }) => createLabel(needs, context.call, input)),
    changeLabel: api.changeLabel.handler(({ context, input }) => changeLabel(needs, context.call, input)),
    removeLabel: api.removeLabel.handler(({ context, input }) => removeLabel(needs, context.call, input)),
  }
}
