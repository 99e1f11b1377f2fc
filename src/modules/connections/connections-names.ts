import type { Nameable, NameFinders } from '#modules/teams'
import { networkById } from '#networks'

import { accountNames } from './accounts.ts'

/** Also of disconnected ones: they are known by what they published. */
export const accountNamed: Nameable = {
  kind: 'account',
  find: async (db, asked) => {
    const accounts = await accountNames(db, asked)
    return accounts.map(({ id, handle, network }) => ({ id, name: `@${handle} · ${networkById(network)?.name ?? network}` }))
  },
}

/** What entries of the audit log name by an id of this module. */
export const connectionsNames: NameFinders = { accountId: accountNamed, accountIds: accountNamed }
