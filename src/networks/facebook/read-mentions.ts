import { z } from 'zod'

import { orRightMissing } from '../graph-right-missing.ts'
import { graphInstant } from '../graph-timeline.ts'
import type { AccountAccess, InboxPage, InboxRequest, NetworkEnvironment, Outcome } from '../network.ts'
import { ask } from './api.ts'
import { postFields, postSchema, visitorItem } from './inbox-comment.ts'
import { signedIn } from './session.ts'

const cursorSchema = z.object({ top: z.string().optional() })
const taggedSchema = z.object({ data: z.array(postSchema.extend({ created_time: graphInstant })) })

/** The latest posts of others that name the Page. */
export async function readMentions(
  request: InboxRequest,
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<InboxPage>> {
  const { top } = cursorSchema.parse(request.cursor ?? {})
  const begun = environment.now()
  const since = top === undefined ? request.since : Temporal.Instant.from(top)
  const query = { fields: `${postFields},created_time`, limit: '100' }
  const listed = await ask({ ...signedIn(access), path: `${access.externalId}/tagged`, query, answer: taggedSchema }, environment)
  if (!listed.ok) return orRightMissing(listed)
  const items = listed.value.data
    .filter(({ from, created_time: at }) => from?.id !== access.externalId && Temporal.Instant.compare(at, since) >= 0)
    .map((post) => visitorItem(post, { at: post.created_time, access }))
  return { ok: true, value: { items, more: false, cursor: { top: begun.subtract({ minutes: 5 }).toString() } } }
}
