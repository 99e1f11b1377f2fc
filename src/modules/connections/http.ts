import { implement } from '@orpc/server'

import { atTheDoor, type CallContext } from '#modules/teams'

import { accountDetails } from './account-details.ts'
import { listAccounts } from './accounts.ts'
import { keepApp } from './apps.ts'
import { connect, describeNetworks } from './connect.ts'
import { connections } from './contract.ts'
import { disconnect } from './disconnect.ts'
import { findMentions } from './find-mentions.ts'
import { finishConnecting } from './finish-connecting.ts'
import type { ConnectionsNeeds } from './needs.ts'
import { chooseProfiles } from './profile-choice.ts'
import { readDestination } from './read-destination.ts'

export function connectionsRouter(needs: ConnectionsNeeds) {
  const api = implement(connections).$context<CallContext>().use(atTheDoor)
  return {
    networks: api.networks.handler(({ context }) => describeNetworks(needs, context.call.acting)),
    keepApp: api.keepApp.handler(({ context, input }) => keepApp(needs, context.call, input)),
    accounts: api.accounts.handler(({ context, input }) => listAccounts(needs.db, context.call.acting, input)),
    account: api.account.handler(({ context, input }) => accountDetails(needs, { ...input, workspaceId: context.call.acting.workspaceId })),
    connect: api.connect.handler(({ context, input }) => connect(needs, context.call, input)),
    finishConnecting: api.finishConnecting.handler(({ context, input }) => finishConnecting(needs, context.call, input)),
    chooseProfiles: api.chooseProfiles.handler(({ context, input }) => chooseProfiles(needs, context.call, input)),
    mentions: api.mentions.handler(({ context, input }) => findMentions(needs, { ...input, workspaceId: context.call.acting.workspaceId })),
    destination: api.destination.handler(({ context, input: { accountId, name } }) =>
      readDestination(needs, { accountId, written: name, workspaceId: context.call.acting.workspaceId }),
    ),
    disconnect: api.disconnect.handler(({ context, input }) => disconnect(needs, context.call, input)),
  }
}
