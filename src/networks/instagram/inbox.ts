import { z } from 'zod'

import { mayMessage, nothingYet, privateTo } from '../graph-messages.ts'
import { orRightMissing } from '../graph-right-missing.ts'
import { readTalks } from '../graph-talks.ts'
import { saysSomething } from '../graph-told-messages.ts'
import { type GraphEvent, graphWebhooks } from '../graph-webhooks.ts'
import type { AccountAccess, Inbox, InboxPage, InboxRequest, ItemOnNetwork, NetworkEnvironment, Outcome } from '../network.ts'
import { answering } from './answering.ts'
import { ask, version } from './api.ts'
import { lookingAgain } from './look-again.ts'
import { readComments } from './read-comments.ts'
import { readTags } from './read-tags.ts'
import { signedIn } from './session.ts'
import { talksOf } from './talks.ts'
import { understandEvents } from './told.ts'

/** What people say under the profile's posts, elsewhere about it, and to it. The network tells of it by itself; reading finds what that missed. */
export const inbox: Inbox = {
  sources: [
    { name: 'comments', every: 300, everyWhenTold: 3600 },
    { name: 'messages', every: 300, everyWhenTold: 3600 },
    { name: 'tags', every: 1800, everyWhenTold: 3600 },
  ],
  read,
  webhooks: graphWebhooks('instagram', isOfUse),
  subscribe,
  told: understandEvents,
  lookingAgain,
  answering,
  privateTo,
  hide,
}

function read(request: InboxRequest, access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<InboxPage>> {
  if (request.source === 'tags') return readTags(request, access, environment)
  if (request.source === 'comments') return readComments(request, access, environment)
  return mayMessage(access) ? readTalks(request, talksOf(access, environment), environment.now()) : nothingYet(request)
}

function isOfUse({ field, messaging }: GraphEvent): boolean {
  return messaging === undefined ? field === 'comments' || field === 'mentions' : saysSomething(messaging)
}

const doneSchema = z.object({ success: z.literal(true) })

async function subscribe(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<void>> {
  const fields = ['comments', 'mentions', ...(mayMessage(access) ? ['messages', 'message_edit'] : [])]
  const form = { subscribed_fields: fields.join(',') }
  const path = `${version}/${access.externalId}/subscribed_apps`
  const asked = await ask({ ...signedIn(access), path, form, answer: doneSchema }, environment)
  return asked.ok ? { ok: true, value: undefined } : orRightMissing(asked)
}

async function hide(
  { externalId, hidden }: ItemOnNetwork & { readonly hidden: boolean },
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<void>> {
  const form = { hide: String(hidden) }
  const done = await ask({ ...signedIn(access), path: `${version}/${externalId}`, form, answer: doneSchema }, environment)
  return done.ok ? { ok: true, value: undefined } : orRightMissing(done)
}
