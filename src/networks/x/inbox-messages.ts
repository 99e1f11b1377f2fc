import { z } from 'zod'

import type { AccountAccess, InboxItem, InboxPage, InboxRequest, Outcome } from '../network.ts'
import { ask } from './api.ts'
import { type Asking, authorOf, includesSchema, type Known, knownFrom } from './inbox-items.ts'
import { addressOf } from './messaging.ts'
import { prices } from './prices.ts'
import { signedIn } from './session.ts'

const eventSchema = z.object({
  id: z.string(),
  text: z.string().default(''),
  sender_id: z.string().optional(),
  created_at: z.string().optional(),
  dm_conversation_id: z.string().optional(),
})
const eventsSchema = z.object({
  data: z.array(eventSchema).default([]),
  includes: includesSchema,
  meta: z.object({ result_count: z.int(), next_token: z.string().optional() }),
})

/** The newest that was read; `past`: the list is still being gone through, back to there. Ids grow with time. */
const cursorSchema = z.object({
  top: z.string().optional(),
  past: z.object({ newest: z.string(), token: z.string(), pages: z.int() }).optional(),
})

/** X gives no list of what is new only, and each message costs: pages are small as long as little is new. */
const pageSizes = [1, 5, 20, 50] as const
/** The first reading goes back so far. */
const sizesAtFirst = [50, 50] as const

/** Private messages, newest first. */
export async function readMessages(request: InboxRequest, { access, environment }: Asking): Promise<Outcome<InboxPage>> {
  const { top, past } = cursorSchema.parse(request.cursor ?? {})
  const pages = past?.pages ?? 0
  const sizes: readonly number[] = top === undefined ? sizesAtFirst : pageSizes
  const query = {
    max_results: String(sizes[Math.min(pages, sizes.length - 1)]),
    event_types: 'MessageCreate',
    'dm_event.fields': 'created_at,dm_conversation_id,event_type,id,text',
    'user.fields': 'id,name,profile_image_url,username',
    expansions: 'sender_id',
    ...(past ? { pagination_token: past.token } : {}),
  }
  const read = await ask({ ...signedIn(access), method: 'GET', path: '/2/dm_events', query, answer: eventsSchema }, environment)
  if (!read.ok) return read
  const { data, includes, meta } = read.value
  const late = data.filter(({ id }) => BigInt(id) > BigInt(top ?? '0'))
  const known = knownFrom({ data: [], includes })
  const items = late.flatMap((event) => itemOf(event, known, access)).filter(({ at }) => Temporal.Instant.compare(at, request.since) >= 0)
  const newest = late.reduce((high, { id }) => (BigInt(id) > BigInt(high) ? id : high), past?.newest ?? top ?? '0')
  const token = late.length === data.length && (top !== undefined || pages + 1 < sizes.length) ? meta.next_token : undefined
  return {
    ok: true,
    value: {
      items,
      cost: data.length * prices.messageRead,
      more: token !== undefined,
      cursor: token === undefined ? { top: newest } : { ...(top === undefined ? {} : { top }), past: { newest, token, pages: pages + 1 } },
    },
  }
}

function itemOf(event: z.infer<typeof eventSchema>, known: Known, access: AccountAccess): readonly InboxItem[] {
  const { id, text, sender_id: by, created_at: at, dm_conversation_id: conversation } = event
  if (by === undefined || at === undefined || conversation === undefined) return []
  return [
    {
      externalId: id,
      kind: 'message',
      thread: { externalId: `messages:${conversation}` },
      author: authorOf(by, known, access),
      byUs: by === access.externalId,
      text,
      media: [],
      at: Temporal.Instant.from(at),
      url: addressOf(conversation, access),
      answerTo: { conversation },
    },
  ]
}
