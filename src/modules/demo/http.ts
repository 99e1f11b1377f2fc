import { implement } from '@orpc/server'

import { atTheDoor, type CallContext } from '#modules/teams'

import { demo } from './contract.ts'
import { demoStatus } from './demo-status.ts'
import type { DemoNeeds } from './needs.ts'
import { removeDemo } from './remove-demo.ts'
import { startDemo } from './start-demo.ts'

export function demoRouter(needs: DemoNeeds) {
  const api = implement(demo).$context<CallContext>().use(atTheDoor)
  return {
    status: api.status.handler(({ context }) => demoStatus(needs, context.call.acting)),
    start: api.start.handler(({ context, input }) => startDemo(needs, context.call, input)),
    remove: api.remove.handler(({ context }) => removeDemo(needs, context.call)),
  }
}
