import './tables.ts'

export { forgetAccountInbox, forgetInbox } from './forget.ts'
export { inboxRouter } from './http.ts'
export { workOnInbox } from './jobs.ts'
export type { InboxNeeds } from './needs.ts'
export { onAnswerMoved } from './on-answer-moved.ts'
export { onAccountConnected } from './on-account-connected.ts'
export { understander } from './understander.ts'
