import { z } from 'zod'

import { type GraphMessage, type GraphTalks, listedItem, messageFields, messageSchema, talkSchema } from './graph-message.ts'
import type { InboxItem, InboxPage, InboxRequest, Outcome } from './network.ts'

/** Up to when talks are read; `walk`: they are still being gone through, from which page on and since when. */
const cursorSchema = z.object({ top: z.string().optional(), walk: z.object({ after: z.string(), begun: z.string() }).optional() })

const pagingSchema = z.object({ cursors: z.object({ after: z.string() }).optional(), next: z.string().optional() }).optional()
const talksSchema = z.object({ data: z.array(talkSchema), paging: pagingSchema })

const talksPerPage = 25
/** What was said while the talks were gone through, and clocks that do not agree. */
const overlap = { minutes: 5 }

/** A page of the profile's talks, the latest first, each with what was said since the last time. */
export async function readTalks(request: InboxRequest, talks: GraphTalks, now: Temporal.Instant): Promise<Outcome<InboxPage>> {
  const { top, walk } = cursorSchema.parse(request.cursor ?? {})
  const begun = walk?.begun ?? now.toString()
  const since = top === undefined ? request.since : Temporal.Instant.from(top)
  const listed = await listTalks(walk?.after, talks)
  if (!listed.ok) return listed
  const { data, paging } = listed.value
  const recent = data.filter(({ updated_time: at }) => Temporal.Instant.compare(at, since) >= 0)
  const items: InboxItem[] = []
  for (const talk of recent) {
    const said = await saidIn(talk, talks, since)
    if (!said.ok) return said
    items.push(...said.value)
  }
  const after = paging?.next !== undefined && recent.length === data.length ? paging.cursors?.after : undefined
  if (after !== undefined) return { ok: true, value: { items, more: true, cursor: { ...(top ? { top } : {}), walk: { after, begun } } } }
  return { ok: true, value: { items, more: false, cursor: { top: Temporal.Instant.from(begun).subtract(overlap).toString() } } }
}

function listTalks(after: string | undefined, talks: GraphTalks) {
  const page = { limit: String(talksPerPage), ...(after === undefined ? {} : { after }) }
  const query = { platform: talks.platform, fields: 'id,updated_time,link,participants', ...page }
  return talks.ask({ path: `${talks.self}/conversations`, query, answer: talksSchema })
}

async function saidIn(
  { id, link, participants }: z.infer<typeof talkSchema>,
  talks: GraphTalks,
  since: Temporal.Instant,
): Promise<Outcome<readonly InboxItem[]>> {
  const other = participants.data.find((person) => person.id !== talks.ownId)
  if (!other) return { ok: true, value: [] }
  const messages = await messagesIn(id, talks, since)
  if (!messages.ok) return messages
  const url = link === undefined ? undefined : new URL(link, talks.web).href
  return { ok: true, value: messages.value.map((message) => listedItem(message, { withId: other.id, url, talks })) }
}

const messagesSchema = z.object({ data: z.array(messageSchema), paging: pagingSchema })
const mostLists = 10

/** Newest first, back to what is known. */
export async function messagesIn(talkId: string, talks: GraphTalks, since: Temporal.Instant): Promise<Outcome<readonly GraphMessage[]>> {
  const messages: GraphMessage[] = []
  let after: string | undefined
  for (let list = 0; list < mostLists; list += 1) {
    const query = { fields: messageFields, limit: '50', ...(after === undefined ? {} : { after }) }
    const read = await talks.ask({ path: `${talkId}/messages`, query, answer: messagesSchema })
    if (!read.ok) return read
    const { data, paging } = read.value
    const fresh = data.filter(({ created_time: at }) => Temporal.Instant.compare(at, since) >= 0)
    messages.push(...fresh)
    after = paging?.next !== undefined && fresh.length === data.length ? paging.cursors?.after : undefined
    if (after === undefined) break
  }
  return { ok: true, value: messages }
}

const foundSchema = z.object({ data: z.array(talkSchema.pick({ id: true, participants: true })) })

/** The talk with one person; undefined where there is none. */
export async function talkWith(
  personId: string,
  talks: GraphTalks,
): Promise<Outcome<z.infer<typeof foundSchema>['data'][number] | undefined>> {
  const query = { platform: talks.platform, user_id: personId, fields: 'id,participants' }
  const found = await talks.ask({ path: `${talks.self}/conversations`, query, answer: foundSchema })
  return found.ok ? { ok: true, value: found.value.data[0] } : found
}
