import type { GraphTalks } from '../graph-message.ts'
import { orRightMissing } from '../graph-right-missing.ts'
import type { AccountAccess, NetworkEnvironment } from '../network.ts'
import { ask } from './api.ts'
import { hostsOf, signedIn } from './session.ts'

/** The Page's talks in Messenger. */
export function talksOf(access: AccountAccess, environment: NetworkEnvironment): GraphTalks {
  return {
    platform: 'messenger',
    self: access.externalId,
    ownId: access.externalId,
    web: hostsOf(access).web,
    ask: async (call) => {
      const asked = await ask({ ...signedIn(access), ...call }, environment)
      return asked.ok ? asked : orRightMissing(asked)
    },
  }
}
