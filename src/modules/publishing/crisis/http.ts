import { implement } from '@orpc/server'

import { atTheDoor, type CallContext } from '#modules/teams'

import { held } from '../held-contract.ts'
import type { PublishingNeeds } from '../needs.ts'
import { listHeld } from './list-held.ts'
import { resumeHeld } from './resume-held.ts'
import { listWentOut } from './went-out.ts'

export function heldRouter(needs: PublishingNeeds) {
  const api = implement(held).$context<CallContext>().use(atTheDoor)
  return {
    heldPosts: api.heldPosts.handler(({ context, input }) => listHeld(needs, { ...input, workspaceId: context.call.acting.workspaceId })),
    wentOut: api.wentOut.handler(({ context, input }) => listWentOut(needs, { ...input, workspaceId: context.call.acting.workspaceId })),
    resumeHeld: api.resumeHeld.handler(({ context, input }) => resumeHeld(needs, context.call, input)),
  }
}
