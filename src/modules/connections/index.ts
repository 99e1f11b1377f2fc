import './tables.ts'

export { accountNames, type AccountFacts, connectedAccounts, findAccounts } from './accounts.ts'
export { clientDocument } from './client-document.ts'
export { accountConnected, accountDisconnected } from './events.ts'
/** @public What later modules will hear of. */
export { accountReconnected, accountSignedOut } from './events.ts'
export { forgetAccounts } from './forget-accounts.ts'
export { forgetSecrets } from './after-restore.ts'
export { connectionsRouter } from './http.ts'
export { workOnConnections } from './jobs.ts'
export type { ConnectionsNeeds } from './needs.ts'
export { storedTogether } from './stored-access.ts'
export { withAccess } from './with-access.ts'
