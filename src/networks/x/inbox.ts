import { z } from 'zod'

import type { AccountAccess, Inbox, InboxPage, InboxRequest, NetworkEnvironment, Outcome } from '../network.ts'
import { targetSchema } from './answered.ts'
import { answering } from './answering.ts'
import { ask } from './api.ts'
import { readMessages } from './inbox-messages.ts'
import { readListed } from './inbox-posts.ts'
import { readQuotes } from './inbox-quotes.ts'
import { lookingAgain } from './look-again.ts'
import { signedIn } from './session.ts'

/** What is said to the profile in posts, in quotes of its own and in private, and what it said to others in X's own app. What is read costs, so only what is new is asked for. */
export const inbox: Inbox = {
  sources: [
    { name: 'mentions', every: 120 },
    { name: 'own', every: 300 },
    { name: 'messages', every: 300 },
    { name: 'quotes', every: 3600 },
  ],
  read,
  lookingAgain,
  answering,
  hide,
  hideable: ({ answerTo }) => {
    const target = targetSchema.safeParse(answerTo).data
    return target !== undefined && 'hideable' in target && target.hideable
  },
}

async function read(request: InboxRequest, access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<InboxPage>> {
  const page = await readSource(request, { access, environment })
  if (page.ok) return { ok: true, value: { ...page.value, ...pause(environment) } }
  const { trouble } = page
  // An account that was connected before Hearth asked for this right, or whose app has it not, goes on with what it has.
  if (trouble.reason.code !== 'refused' || trouble.reason.detail?.startsWith('403') !== true) return page
  return { ok: false, trouble: { kind: 'rejected', reason: { ...trouble.reason, code: 'right-missing' } } }
}

function readSource(
  request: InboxRequest,
  at: { readonly access: AccountAccess; readonly environment: NetworkEnvironment },
): Promise<Outcome<InboxPage>> {
  switch (request.source) {
    case 'messages':
      return readMessages(request, at)
    case 'quotes':
      return readQuotes(request, at)
    default:
      return readListed(request, at)
  }
}

/** The operator may have X asked less often, or more. */
function pause({ options }: NetworkEnvironment): Pick<InboxPage, 'every'> {
  const minutes = Number(options['inbox_minutes'])
  return minutes >= 1 ? { every: minutes * 60 } : {}
}

const hiddenSchema = z.object({ data: z.object({ hidden: z.boolean() }) })

/** X shows it behind a button then. */
async function hide(
  { externalId, hidden }: { readonly externalId: string; readonly hidden: boolean },
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<void>> {
  const call = { ...signedIn(access), method: 'PUT', path: `/2/tweets/${externalId}/hidden`, answer: hiddenSchema } as const
  const done = await ask({ ...call, send: { json: { hidden } } }, environment)
  return done.ok ? { ok: true, value: undefined } : done
}
