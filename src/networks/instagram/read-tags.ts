import { z } from 'zod'

import { orRightMissing } from '../graph-right-missing.ts'
import { graphInstant } from '../graph-timeline.ts'
import type { AccountAccess, InboxItem, InboxPage, InboxRequest, NetworkEnvironment, Outcome } from '../network.ts'
import { ask, version } from './api.ts'
import { mediaSchema } from './inbox-comment.ts'
import { settingsSchema, signedIn } from './session.ts'

const cursorSchema = z.object({ top: z.string().optional() })
export const othersSchema = mediaSchema.extend({ timestamp: graphInstant, username: z.string().optional() })
export const othersFields = 'id,caption,permalink,timestamp,username'
const tagsSchema = z.object({ data: z.array(othersSchema) })

/** The latest posts of others in which the profile is tagged. They cannot be answered through the API. */
export async function readTags(request: InboxRequest, access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<InboxPage>> {
  const { top } = cursorSchema.parse(request.cursor ?? {})
  const begun = environment.now()
  const since = top === undefined ? request.since : Temporal.Instant.from(top)
  const query = { fields: othersFields, limit: '50' }
  const listed = await ask({ ...signedIn(access), path: `${version}/${access.externalId}/tags`, query, answer: tagsSchema }, environment)
  if (!listed.ok) return orRightMissing(listed)
  const items = listed.value.data
    .filter(({ timestamp }) => Temporal.Instant.compare(timestamp, since) >= 0)
    .map((media) => othersItem(media, access))
  return { ok: true, value: { items, more: false, cursor: { top: begun.subtract({ minutes: 5 }).toString() } } }
}

/** Somebody else's post that is about the profile. */
export function othersItem(
  { id, caption = '', permalink, timestamp: at, username: name = '' }: z.infer<typeof othersSchema>,
  access: AccountAccess,
  more: Pick<InboxItem, 'answerTo' | 'asOf'> = {},
): InboxItem {
  const { profile } = settingsSchema.parse(access.settings)
  return {
    externalId: id,
    kind: 'mention',
    thread: { externalId: id },
    author: { externalId: `@${name}`, handle: name, name, ...(name === '' ? {} : { url: new URL(`/${name}/`, profile).href }) },
    byUs: false,
    text: caption,
    media: [],
    at,
    ...(permalink === undefined ? {} : { url: permalink }),
    ...more,
  }
}
