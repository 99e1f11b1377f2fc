import './tables.ts'

export { accountNames, type AccountFacts, findAccounts } from './accounts.ts'
export { clientDocument } from './client-document.ts'
export { accountDisconnected, accountReconnected, accountSignedOut } from './events.ts'
export { connectionsRouter } from './http.ts'
export { workOnConnections } from './jobs.ts'
export { type ConnectionsNeeds, environmentOf, networkOf } from './needs.ts'
export { withAccess } from './with-access.ts'
