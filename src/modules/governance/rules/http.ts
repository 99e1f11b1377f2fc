import { implement } from '@orpc/server'

import { atTheDoor, brandOf, type CallContext } from '#modules/teams'

import type { GovernanceNeeds } from '../needs.ts'
import { rules } from '../rules-contract.ts'
import { listBrandRules } from './brand-rules.ts'
import { findingsIn } from './hold-to-rules.ts'
import { addBrandRule, changeBrandRule, removeBrandRule, switchBrandRule } from './keep-brand-rule.ts'
import { listStartingRules, takeStartingRules } from './take-starting-rules.ts'

export function rulesRouter(needs: Pick<GovernanceNeeds, 'db'>) {
  const api = implement(rules).$context<CallContext>().use(atTheDoor)
  const { db } = needs
  return {
    brandRules: api.brandRules.handler(({ context, input }) =>
      listBrandRules(db, { ...input, workspaceId: context.call.acting.workspaceId }),
    ),
    startingRules: api.startingRules.handler(({ context, input }) =>
      listStartingRules(db, { ...input, workspaceId: context.call.acting.workspaceId }),
    ),
    takeStartingRules: api.takeStartingRules.handler(({ context, input }) => takeStartingRules(needs, context.call, input)),
    addBrandRule: api.addBrandRule.handler(({ context, input }) => addBrandRule(needs, context.call, input)),
    changeBrandRule: api.changeBrandRule.handler(({ context, input }) => changeBrandRule(needs, context.call, input)),
    switchBrandRule: api.switchBrandRule.handler(({ context, input }) => switchBrandRule(needs, context.call, input)),
    removeBrandRule: api.removeBrandRule.handler(({ context, input }) => removeBrandRule(needs, context.call, input)),
    checkText: api.checkText.handler(async ({ context, input: { brandId, text, where, alts, labelIds } }) => {
      const { workspaceId } = context.call.acting
      await brandOf(db, { workspaceId, brandId })
      const media = alts.map((alt) => ({ kind: 'image', alt, captioned: false }))
      return { findings: await findingsIn(db, { workspaceId, brandId, versions: [{ where, parts: [{ text, media }], labelIds }] }) }
    }),
  }
}
