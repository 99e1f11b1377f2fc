import { z } from 'zod'

import type { AccountAccess, InboxItem, InboxPage, InboxRequest, NetworkEnvironment, Outcome } from '../network.ts'
import { asCopy } from './copies.ts'
import { itemOf, postOf, type Room } from './inbox-items.ts'
import type { Group } from './known.ts'
import { botOf, channelOf, settingsSchema } from './session.ts'
import { getUpdates, mostUpdates, type Update } from './updates.ts'

/**
 * `from`: what came before this is called read; `seen`: the last that was told here, and `at` when, in seconds since 1970. `posts`: what comments stand under, by the number of
 * the copy in the group, since a comment on a comment says no more of it.
 */
const cursorSchema = z.object({
  from: z.int().exactOptional(),
  seen: z.int().default(0),
  at: z.int().default(0),
  posts: z.record(z.string(), z.object({ message: z.int(), text: z.string() })).default({}),
})
type Cursor = z.infer<typeof cursorSchema>

/** In seconds. For so long what came is not called read, though it was told here: it shows whether a post whose answer was lost is there, and where its comments go. */
const keptFor = 600
/** In seconds. After a week without anything numbers begin anew anywhere, and nothing is kept for so long. */
const staysInOrder = 6 * 24 * 60 * 60
const mostPosts = 200
const longestText = 300

interface Asked {
  readonly request: InboxRequest
  readonly group: Group
}

/** A page is told here, kept, and only then called read by the next: nothing is lost, and what comes twice is told once. */
export async function readComments(
  { request, group }: Asked,
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<InboxPage>> {
  const now = environment.now()
  const cursor = stillInOrder(cursorSchema.parse(request.cursor ?? {}), now)
  const came = await getUpdates({ from: cursor.from ?? 0, subscribes: true }, access, environment)
  if (!came.ok) return came
  const updates = came.value
  const room = roomOf(group, access, withCopies(cursor.posts, updates, { group: group.id, channel: channelOf(access) }))
  const unseen = updates.filter(({ update_id: id }) => id > cursor.seen)
  const items = unseen.flatMap(({ message, edited_message: edited }) => itemOf(edited ?? message, room) ?? [])
  const isFull = updates.length >= mostUpdates
  const next: Cursor = {
    ...nextFrom(updates, { isFull, now }, cursor.from),
    seen: Math.max(cursor.seen, ...updates.map(({ update_id: id }) => id)),
    at: unseen.length > 0 ? secondsOf(now) : cursor.at,
    posts: room.posts,
  }
  return { ok: true, value: { items: items.filter((item) => isSince(item, request)), cursor: next, more: isFull } }
}

function stillInOrder({ from, seen, at, posts }: Cursor, now: Temporal.Instant): Cursor {
  if (secondsOf(now) - at > staysInOrder) return { seen: 0, at: 0, posts }
  return { ...(from === undefined ? {} : { from }), seen, at, posts }
}

function secondsOf(instant: Temporal.Instant): number {
  return Math.floor(instant.epochMilliseconds / 1000)
}

/** The bot may have been in the group long before it served here. */
function isSince({ at }: InboxItem, { since }: InboxRequest): boolean {
  return Temporal.Instant.compare(at, since) >= 0
}

function roomOf(group: Group, access: AccountAccess, posts: Room['posts']): Room {
  const settings = settingsSchema.parse(access.settings)
  return { group, channel: { ...settings, id: channelOf(access) }, bot: botOf(access), posts }
}

function withCopies(
  known: Cursor['posts'],
  updates: readonly Update[],
  where: { readonly group: number; readonly channel: number },
): Room['posts'] {
  const copies = updates.flatMap(({ message, edited_message: edited }) =>
    [message, edited, message?.reply_to_message].flatMap((one) => asCopy(one, where)),
  )
  const found = copies.map((copy) => [String(copy.message), postOf(copy, longestText)] as const)
  return Object.fromEntries(Object.entries({ ...known, ...Object.fromEntries(found) }).slice(-mostPosts))
}

/** What is young stays to be seen, unless there is so much that nothing new would come. */
function nextFrom(
  updates: readonly Update[],
  { isFull, now }: { readonly isFull: boolean; readonly now: Temporal.Instant },
  before: number | undefined,
): Pick<Cursor, 'from'> {
  const last = updates.at(-1)
  if (!last) return before === undefined ? {} : { from: before }
  if (isFull) return { from: last.update_id + 1 }
  const young = updates.find(({ message, edited_message: edited }) => {
    const { edit_date: at = 0, date = 0 } = edited ?? message ?? {}
    return Math.max(at, date) > secondsOf(now) - keptFor
  })
  return { from: young?.update_id ?? last.update_id + 1 }
}
