import { z } from 'zod'

import { mayMessage, nothingYet, privateTo } from '../graph-messages.ts'
import { orRightMissing } from '../graph-right-missing.ts'
import { readTalks } from '../graph-talks.ts'
import { saysSomething } from '../graph-told-messages.ts'
import { type GraphEvent, graphWebhooks } from '../graph-webhooks.ts'
import type { AccountAccess, Inbox, InboxPage, InboxRequest, ItemOnNetwork, NetworkEnvironment, Outcome } from '../network.ts'
import { answering } from './answering.ts'
import { ask } from './api.ts'
import { lookingAgain } from './look-again.ts'
import { readComments } from './read-comments.ts'
import { readMentions } from './read-mentions.ts'
import { readReviews } from './read-reviews.ts'
import { signedIn } from './session.ts'
import { talksOf } from './talks.ts'
import { understandEvents } from './told.ts'

/** What people say under the Page's posts, on it and to it. The network tells of it by itself where it can reach Hearth; reading finds what that missed. */
export const inbox: Inbox = {
  sources: [
    { name: 'comments', every: 300, everyWhenTold: 3600 },
    { name: 'messages', every: 300, everyWhenTold: 3600 },
    { name: 'mentions', every: 900, everyWhenTold: 3600 },
    { name: 'reviews', every: 3600, everyWhenTold: 6 * 3600 },
  ],
  read,
  webhooks: graphWebhooks('page', isOfUse),
  subscribe,
  told: understandEvents,
  lookingAgain,
  answering,
  privateTo,
  hide,
}

function read(request: InboxRequest, access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<InboxPage>> {
  switch (request.source) {
    case 'messages':
      return mayMessage(access) ? readTalks(request, talksOf(access, environment), environment.now()) : nothingYet(request)
    case 'mentions':
      return readMentions(request, access, environment)
    case 'reviews':
      return readReviews(request, access, environment)
    default:
      return readComments(request, access, environment)
  }
}

const changeSchema = z.object({ item: z.string() })

/** Likes are most of what a Page is told. */
function isOfUse({ field, value, messaging }: GraphEvent): boolean {
  if (field === 'mention' || field === 'ratings') return true
  if (messaging !== undefined) return saysSomething(messaging)
  return field === 'feed' && !['reaction', 'like', 'event'].includes(changeSchema.safeParse(value).data?.item ?? 'like')
}

const doneSchema = z.object({ success: z.literal(true) })

/** The list takes the place of whatever the app asked for before. */
async function subscribe(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<void>> {
  const path = `${access.externalId}/subscribed_apps`
  const fields = ['feed', 'mention', 'ratings', ...(mayMessage(access) ? ['messages', 'message_echoes', 'message_edits'] : [])]
  const asked = await ask({ ...signedIn(access), path, form: { subscribed_fields: fields.join(',') }, answer: doneSchema }, environment)
  return asked.ok ? { ok: true, value: undefined } : orRightMissing(asked)
}

async function hide(
  { externalId, hidden }: ItemOnNetwork & { readonly hidden: boolean },
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<void>> {
  const form = { is_hidden: String(hidden) }
  const done = await ask({ ...signedIn(access), path: externalId, form, answer: doneSchema }, environment)
  return done.ok ? { ok: true, value: undefined } : orRightMissing(done)
}
