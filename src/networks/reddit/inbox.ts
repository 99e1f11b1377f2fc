import type { AccountAccess, Inbox, InboxPage, InboxRequest, NetworkEnvironment, Outcome } from '../network.ts'
import { answering } from './answering.ts'
import { readNotices } from './inbox-notices.ts'
import { readOwn } from './inbox-own.ts'
import { readSent } from './inbox-sent.ts'
import { lookingAgain } from './look-again.ts'

/**
 * What the network tells the account of: answers to its posts and comments, where it is named, and private messages. What the account
 * says in the network's own app is read too. Nothing here ever votes.
 */
export const inbox: Inbox = {
  sources: [
    { name: 'inbox', every: 120 },
    { name: 'own', every: 300 },
    { name: 'sent', every: 300 },
  ],
  read,
  lookingAgain,
  answering,
}

async function read(request: InboxRequest, access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<InboxPage>> {
  const page = await readSource(request, access, environment)
  if (page.ok || page.trouble.reason.detail?.startsWith('403') !== true) return page
  return { ok: false, trouble: { kind: 'rejected', reason: { ...page.trouble.reason, code: 'inbox-not-allowed' } } }
}

function readSource(request: InboxRequest, access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<InboxPage>> {
  switch (request.source) {
    case 'own':
      return readOwn(request, access, environment)
    case 'sent':
      return readSent(request, access, environment)
    default:
      return readNotices(request, access, environment)
  }
}
