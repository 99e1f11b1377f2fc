import { z } from 'zod'

import type { AccountAccess, Inbox, InboxPage, InboxRequest, NetworkEnvironment, Outcome } from '../network.ts'
import { targetSchema } from './answered.ts'
import { ask, version } from './api.ts'
import { readListed } from './inbox-lists.ts'
import { readReplies } from './inbox-replies.ts'
import { lookingAgain } from './look-again.ts'
import { publishing } from './publishing.ts'
import { rulesOfAnswers } from './rules-of-answers.ts'
import { signedIn } from './session.ts'

/** What is said under the profile's posts and where it is named elsewhere, and what it said there in the network's own app. */
export const inbox: Inbox = {
  sources: [
    { name: 'replies', every: 120 },
    { name: 'mentions', every: 300 },
    { name: 'own', every: 300 },
  ],
  read,
  lookingAgain,
  answering: { rulesFor: rulesOfAnswers, publishing },
  hide,
  hideable: ({ answerTo }) => targetSchema.safeParse(answerTo).data?.hideable === true,
}

async function read(request: InboxRequest, access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<InboxPage>> {
  const at = { access, environment }
  const page = await (request.source === 'replies' ? readReplies(request, at) : readListed(request, at))
  // An account that was connected before Hearth asked for this right goes on publishing without it.
  if (page.ok || page.trouble.reason.code !== 'right-missing') return page
  return { ok: false, trouble: { kind: 'rejected', reason: page.trouble.reason } }
}

const hiddenSchema = z.object({ success: z.literal(true) })

/** With it goes everything that was said under it. */
async function hide(
  { externalId, hidden }: { readonly externalId: string; readonly hidden: boolean },
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<void>> {
  const path = `${version}/${encodeURIComponent(externalId)}/manage_reply`
  const done = await ask({ ...signedIn(access), path, query: { hide: String(hidden) }, form: {}, answer: hiddenSchema }, environment)
  return done.ok ? { ok: true, value: undefined } : done
}
