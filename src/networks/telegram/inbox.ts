import type { AccountAccess, Inbox, InboxPage, InboxRequest, NetworkEnvironment, Outcome } from '../network.ts'
import { answering } from './answering.ts'
import { heardGroup } from './known.ts'
import { readComments } from './read-comments.ts'

/**
 * What is said in the channel's discussion group. The network keeps for a day what a bot was not told yet, and tells it once; it tells
 * nothing of what was deleted, and has nothing older.
 */
export const inbox: Inbox = {
  sources: [{ name: 'group', every: 20 }],
  read,
  answering,
}

/** In seconds. Whether there is a group by now is looked for once a day. */
const nothingToHear = 3600

async function read(request: InboxRequest, access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<InboxPage>> {
  const group = heardGroup(access)
  if (!group) return { ok: true, value: { items: [], cursor: request.cursor ?? {}, more: false, every: nothingToHear } }
  return readComments({ request, group }, access, environment)
}
