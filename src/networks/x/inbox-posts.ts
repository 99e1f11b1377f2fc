import { z } from 'zod'

import type { InboxPage, InboxRequest, Outcome } from '../network.ts'
import { ask } from './api.ts'
import { type Asking, costOf, itemsOf, knownFrom, type Page, pageSchema, rootIdOf, type Saying, someSchema, wanted } from './inbox-items.ts'
import { signedIn } from './session.ts'

/** The newest that was read; `past`: the list is still being gone through, from its newest back to there. Ids grow with time. */
const cursorSchema = z.object({
  top: z.string().optional(),
  past: z.object({ newest: z.string(), token: z.string(), pages: z.int() }).optional(),
})
type Cursor = z.infer<typeof cursorSchema>

/** Each post costs, so the first reading goes back two pages at most. */
const pagesOfHistory = 2
const pageSize = 100

/** Where the profile is named, which answers to it are too; or what it said itself. */
export async function readListed(request: InboxRequest, at: Asking): Promise<Outcome<InboxPage>> {
  const { access, environment } = at
  const cursor = cursorSchema.parse(request.cursor ?? {})
  const list = request.source === 'own' ? 'tweets' : 'mentions'
  const query = {
    ...wanted,
    max_results: String(pageSize),
    ...(request.source === 'own' ? { exclude: 'retweets' } : {}),
    ...(cursor.top === undefined ? { start_time: request.since.round('second').toString() } : { since_id: cursor.top }),
    ...(cursor.past ? { pagination_token: cursor.past.token } : {}),
  }
  const call = { ...signedIn(access), method: 'GET', path: `/2/users/${access.externalId}/${list}`, query, answer: pageSchema } as const
  const read = await ask(call, environment)
  if (!read.ok) return read
  const posts = read.value.data.filter(({ author_id: by }) => (by === access.externalId) === (request.source === 'own'))
  const roots = await readRoots(posts.filter(isPartOfTalk(access.externalId)), read.value, at)
  if (!roots.ok) return roots
  const known = knownFrom(read.value, roots.value)
  return {
    ok: true,
    value: {
      items: posts.flatMap((post) => itemsOf(post, known, access)),
      // A changed post is a new one that takes the place of the old.
      gone: posts.flatMap(({ id, edit_history_post_ids: versions = [] }) => versions.filter((version) => version !== id)),
      cost: costOf(read.value, access) + costOf(roots.value, access),
      ...goOn(cursor, read.value),
    },
  }
}

function isPartOfTalk(us: string): (post: Saying) => boolean {
  return ({ author_id: by, in_reply_to_user_id: to }) => by !== us || (to !== undefined && to !== us)
}

const nothing: Page = { data: [], includes: { users: [], posts: [], media: [] } }

/** The posts that began the talks, where they did not come along. */
async function readRoots(posts: readonly Saying[], page: Page, { access, environment }: Asking): Promise<Outcome<Page>> {
  const { posts: told } = knownFrom(page)
  const ids = [...new Set(posts.map(rootIdOf))].filter((id) => !told.has(id))
  if (ids.length === 0) return { ok: true, value: nothing }
  const query = { ...wanted, ids: ids.join(',') }
  return ask({ ...signedIn(access), method: 'GET', path: '/2/tweets', query, answer: someSchema }, environment)
}

function goOn(
  { top, past }: Cursor,
  { data, meta: { next_token: token } }: z.infer<typeof pageSchema>,
): Pick<InboxPage, 'cursor' | 'more'> {
  const newest = data.reduce((high, { id }) => (BigInt(id) > BigInt(high) ? id : high), past?.newest ?? top ?? '0')
  const pages = (past?.pages ?? 0) + 1
  const more = token !== undefined && (top !== undefined || pages < pagesOfHistory)
  if (more) return { cursor: { ...(top === undefined ? {} : { top }), past: { newest, token, pages } }, more }
  return { cursor: newest === '0' ? {} : { top: newest }, more }
}
