import { implement } from '@orpc/server'

import { atTheDoor, type CallContext } from '#modules/teams'

import { links } from '../contract.ts'
import { changeCost, createCost, listCosts, removeCost } from './costs.ts'
import type { ReturnNeeds } from './needs.ts'
import { readReturn } from './read-return.ts'

/** The procedures of costs and returns, a part of the links'. */
export function returnHandlers(needs: ReturnNeeds) {
  const { db } = needs
  const api = implement(links).$context<CallContext>().use(atTheDoor)
  return {
    costs: api.costs.handler(({ context, input }) => listCosts(db, { ...input, workspaceId: context.call.acting.workspaceId })),
    createCost: api.createCost.handler(({ context, input }) => createCost(needs, context.call, input)),
    changeCost: api.changeCost.handler(({ context, input }) => changeCost(needs, context.call, input)),
    removeCost: api.removeCost.handler(({ context, input }) => removeCost(needs, context.call, input)),
    return: api.return.handler(({ context, input }) => readReturn(db, { ...input, workspaceId: context.call.acting.workspaceId })),
  }
}
