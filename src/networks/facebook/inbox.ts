import { z } from 'zod'

import { type GraphEvent, graphWebhooks } from '../graph-webhooks.ts'
import type { AccountAccess, Inbox, ItemOnNetwork, NetworkEnvironment, Outcome } from '../network.ts'
import { answering } from './answering.ts'
import { ask } from './api.ts'
import { orRightMissing } from './inbox-comment.ts'
import { readComments } from './read-comments.ts'
import { signedIn } from './session.ts'
import { understandEvents } from './told.ts'

/** What people say under the Page's posts and on the Page. The network tells of it by itself where it can reach Hearth; reading finds what that missed. */
export const inbox: Inbox = {
  sources: [{ name: 'comments', every: 300, everyWhenTold: 3600 }],
  read: (request, access, environment) => readComments(request, access, environment),
  webhooks: graphWebhooks('page', isOfUse),
  subscribe,
  told: understandEvents,
  answering,
  hide,
}

const changeSchema = z.object({ item: z.string() })

/** Likes are most of what a Page is told. */
function isOfUse({ field, value }: GraphEvent): boolean {
  if (field === 'mention') return true
  return field === 'feed' && !['reaction', 'like', 'event'].includes(changeSchema.safeParse(value).data?.item ?? 'like')
}

const doneSchema = z.object({ success: z.literal(true) })

/** The list takes the place of whatever the app asked for before. */
async function subscribe(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<void>> {
  const path = `${access.externalId}/subscribed_apps`
  const asked = await ask({ ...signedIn(access), path, form: { subscribed_fields: 'feed,mention' }, answer: doneSchema }, environment)
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
