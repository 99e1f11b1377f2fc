import { z } from 'zod'

import type { InboxItem, InboxPage, InboxRequest, Outcome } from '../network.ts'
import { ask, version } from './api.ts'
import { type Asking, isOurs, itemOf, postOf, readSaying, type Saying, sayingFields, sayingSchema } from './inbox-items.ts'
import { signedIn } from './session.ts'

const pageSize = 50

/** In seconds since 1970. `from`: what was read before reaches up to there; `past`: the list is still being gone through, from its newest back to there. */
const cursorSchema = z.object({
  from: z.int().optional(),
  past: z.object({ newest: z.int(), after: z.string() }).optional(),
})

const listSchema = z.object({
  data: z.array(sayingSchema),
  paging: z.object({ cursors: z.object({ after: z.string().optional() }).optional() }).optional(),
})

/** Where the profile is named, or what it answered; under its own posts both are read with everything else there. */
export async function readListed(request: InboxRequest, at: Asking): Promise<Outcome<InboxPage>> {
  const cursor = cursorSchema.parse(request.cursor ?? {})
  const from = cursor.from ?? Math.floor(request.since.epochMilliseconds / 1000)
  const path = `${version}/me/${request.source === 'own' ? 'replies' : 'mentions'}`
  const query = { fields: sayingFields, limit: String(pageSize), since: String(from), ...(cursor.past ? { after: cursor.past.after } : {}) }
  const listed = await ask({ ...signedIn(at.access), path, query, answer: listSchema }, at.environment)
  if (!listed.ok) return listed
  const { data, paging } = listed.value
  const items = await elsewhere(data, at)
  if (!items.ok) return items
  const newest = Math.max(cursor.past?.newest ?? from, ...data.map(({ timestamp }) => Math.floor(timestamp.epochMilliseconds / 1000)))
  const after = data.length < pageSize ? undefined : paging?.cursors?.after
  const next = after === undefined ? { from: newest } : { from, past: { newest, after } }
  return { ok: true, value: { items: items.value, cursor: next, more: after !== undefined } }
}

async function elsewhere(listed: readonly Saying[], at: Asking): Promise<Outcome<readonly InboxItem[]>> {
  const roots = new Map<string, Saying | undefined>()
  const items: InboxItem[] = []
  for (const saying of listed) {
    const rootId = saying.root_post?.id
    if (rootId === undefined) {
      if (!saying.is_reply) items.push(itemOf(saying, { kind: 'mention', thread: { externalId: saying.id }, hideable: false }, at))
      continue
    }
    if (!roots.has(rootId)) {
      const read = await readSaying(rootId, at)
      if (!read.ok) return read
      roots.set(rootId, read.value)
    }
    const root = roots.get(rootId)
    if (root && isOurs(root, at)) continue
    const thread = { externalId: rootId, ...(root ? { about: postOf(root, at) } : {}) }
    items.push(itemOf(saying, { kind: 'mention', thread, hideable: false }, at))
  }
  return { ok: true, value: items }
}
