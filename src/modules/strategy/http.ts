import { implement } from '@orpc/server'

import { atTheDoor, type CallContext } from '#modules/teams'

import { listCampaigns } from './campaigns.ts'
import { changeCampaign } from './change-campaign.ts'
import { changeHashtagGroup } from './change-hashtag-group.ts'
import { changeLabel } from './change-label.ts'
import { strategy } from './contract.ts'
import { createCampaign } from './create-campaign.ts'
import { createHashtagGroup } from './create-hashtag-group.ts'
import { createLabel } from './create-label.ts'
import { listHashtagGroups } from './hashtag-groups.ts'
import { listLabels } from './labels.ts'
import type { StrategyNeeds } from './needs.ts'
import { removeCampaign } from './remove-campaign.ts'
import { removeHashtagGroup } from './remove-hashtag-group.ts'
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
    hashtagGroups: api.hashtagGroups.handler(({ context, input }) =>
      listHashtagGroups(needs.db, { ...input, workspaceId: context.call.acting.workspaceId }),
    ),
    createHashtagGroup: api.createHashtagGroup.handler(({ context, input }) => createHashtagGroup(needs, context.call, input)),
    changeHashtagGroup: api.changeHashtagGroup.handler(({ context, input }) => changeHashtagGroup(needs, context.call, input)),
    removeHashtagGroup: api.removeHashtagGroup.handler(({ context, input }) => removeHashtagGroup(needs, context.call, input)),
  }
}
