import type { GraphTalks } from '../graph-message.ts'
import { orRightMissing } from '../graph-right-missing.ts'
import type { AccountAccess, NetworkEnvironment } from '../network.ts'
import { ask, version } from './api.ts'
import { settingsSchema, signedIn } from './session.ts'

/** The profile's direct messages. */
export function talksOf(access: AccountAccess, environment: NetworkEnvironment): GraphTalks {
  return {
    platform: 'instagram',
    self: access.externalId,
    ownId: access.externalId,
    web: settingsSchema.parse(access.settings).profile,
    ask: async ({ path, ...call }) => {
      const asked = await ask({ ...signedIn(access), path: `${version}/${path}`, ...call }, environment)
      return asked.ok ? asked : orRightMissing(asked)
    },
  }
}
