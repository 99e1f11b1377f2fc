import { implement } from '@orpc/server'

import { atTheDoor, type CallContext, brandOf } from '#modules/teams'

import { crisis } from '../crisis-contract.ts'
import type { GovernanceNeeds } from '../needs.ts'
import { endCrisis } from './end-crisis.ts'
import { keepPlaybook } from './keep-playbook.ts'
import { dismissProposal, listProposals } from './proposals.ts'
import { crisisNow, listCrises, readCrisis } from './read-crisis.ts'
import { readPlaybook } from './read-playbook.ts'
import { startCrisis } from './start-crisis.ts'
import { noteInCrisis, tickStep } from './steps-and-notes.ts'
import { takeDownCampaign } from './take-down-campaign.ts'
import { askUrgent, confirmUrgent, withdrawUrgent } from './urgent.ts'

export function crisisRouter(needs: GovernanceNeeds) {
  const api = implement(crisis).$context<CallContext>().use(atTheDoor)
  const { db } = needs
  return {
    crisisNow: api.crisisNow.handler(({ context }) => crisisNow(db, context.call.acting)),
    crises: api.crises.handler(({ context, input }) => listCrises(db, { ...input, workspaceId: context.call.acting.workspaceId })),
    crisis: api.crisis.handler(({ context, input }) => readCrisis(needs, db, { ...input, acting: context.call.acting })),
    startCrisis: api.startCrisis.handler(({ context, input }) => startCrisis(needs, context.call, input)),
    endCrisis: api.endCrisis.handler(({ context, input }) => endCrisis(needs, context.call, input)),
    tickCrisisStep: api.tickCrisisStep.handler(({ context, input }) => tickStep(needs, context.call, input)),
    noteInCrisis: api.noteInCrisis.handler(({ context, input }) => noteInCrisis(needs, context.call, input)),
    askUrgent: api.askUrgent.handler(({ context, input }) => askUrgent(needs, context.call, input)),
    confirmUrgent: api.confirmUrgent.handler(({ context, input }) => confirmUrgent(needs, context.call, input)),
    withdrawUrgent: api.withdrawUrgent.handler(({ context, input }) => withdrawUrgent(needs, context.call, input)),
    takeDownCampaign: api.takeDownCampaign.handler(({ context, input }) => takeDownCampaign(needs, context.call, input)),
    crisisPlaybook: api.crisisPlaybook.handler(async ({ context, input: { brandId, ...input } }) => {
      const { acting } = context.call
      if (brandId !== undefined) await brandOf(db, { ...acting, brandId })
      return readPlaybook(db, { ...input, ...acting, brandId })
    }),
    keepCrisisPlaybook: api.keepCrisisPlaybook.handler(({ context, input }) => keepPlaybook(needs, context.call, input)),
    crisisProposals: api.crisisProposals.handler(({ context, input }) =>
      listProposals(db, { ...input, workspaceId: context.call.acting.workspaceId, now: needs.clock.now() }),
    ),
    dismissCrisisProposal: api.dismissCrisisProposal.handler(({ context, input }) => dismissProposal(needs, context.call, input)),
  }
}
