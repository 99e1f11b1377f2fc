import type { AccountAccess, Inbox, InboxPage, InboxRequest, NetworkEnvironment, Outcome } from '../network.ts'
import { readChannel } from './inbox-channel.ts'
import { readThreads } from './inbox-threads.ts'
import { lookingAgain } from './look-again.ts'
import { publishing } from './publishing.ts'
import { rulesOfAnswers } from './rules-of-answers.ts'
import { signedIn } from './session.ts'

/** What people answer to the bot's messages, in the channel and in threads. Nobody hides anything there, and deleting what others say needs a permission that Hearth does not ask for. */
export const inbox: Inbox = {
  sources: [
    { name: 'channel', every: 60 },
    { name: 'threads', every: 120 },
  ],
  read,
  lookingAgain,
  answering: { rulesFor: rulesOfAnswers, publishing },
}

/** In seconds. A webhook can read nothing. */
const never = 24 * 60 * 60

async function read(request: InboxRequest, access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<InboxPage>> {
  const session = signedIn(access)
  if (session.way === 'webhook') return { ok: true, value: { items: [], cursor: {}, more: false, every: never } }
  const at = { access, session, environment }
  // In a forum nothing is said in the channel itself.
  if (request.source === 'channel' && session.forum) return { ok: true, value: { items: [], cursor: {}, more: false, every: never } }
  return request.source === 'threads' ? readThreads(request, at) : readChannel(request, at)
}
