import { implement } from '@orpc/server'

import { atTheDoor, type CallContext } from '#modules/teams'

import { governance } from './contract.ts'
import type { GovernanceNeeds } from './needs.ts'

export function governanceRouter(_needs: GovernanceNeeds) {
  const api = implement(governance).$context<CallContext>().use(atTheDoor)
  return { ...api.router({}) }
}
