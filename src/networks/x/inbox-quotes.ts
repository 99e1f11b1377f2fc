import { z } from 'zod'

import type { InboxItem, InboxPage, InboxRequest, Outcome } from '../network.ts'
import { ask } from './api.ts'
import { type Asking, costOf, itemsOf, knownFrom, pageSchema, type Saying, wanted } from './inbox-items.ts'
import { signedIn } from './session.ts'

/** How often each post was quoted when its quotes were read last, and the day (UTC) on which the posts themselves were paid for. */
const cursorSchema = z.object({ counts: z.record(z.string(), z.int()).default({}), day: z.string().default('') })

/** In days. Older posts are not looked at any more. */
const longest = 7
const postsAtOnce = 5

/** X tells nobody of a quote. How often each of the profile's posts was quoted is asked once an hour, and where that has grown, by whom. */
export async function readQuotes(request: InboxRequest, at: Asking): Promise<Outcome<InboxPage>> {
  const { access, environment } = at
  const { counts, day } = cursorSchema.parse(request.cursor ?? {})
  const now = environment.now()
  const query = {
    ...wanted,
    max_results: '100',
    exclude: 'retweets',
    start_time: now
      .subtract({ hours: longest * 24 })
      .round('second')
      .toString(),
  }
  const path = `/2/users/${access.externalId}/tweets`
  const own = await ask({ ...signedIn(access), method: 'GET', path, query, answer: pageSchema }, environment)
  if (!own.ok) return own
  const today = now.toString().slice(0, 10)
  const grown = own.value.data.filter((post) => quotesOf(post) > (counts[post.id] ?? 0))
  const items: InboxItem[] = []
  // On the same day the same post costs once.
  let cost = day === today ? 0 : costOf(own.value, access)
  for (const post of grown.slice(0, postsAtOnce)) {
    const read = await ask(
      {
        ...signedIn(access),
        method: 'GET',
        path: `/2/tweets/${post.id}/quote_tweets`,
        query: { ...wanted, max_results: '100' },
        answer: pageSchema,
      },
      environment,
    )
    if (!read.ok) return read
    const known = knownFrom(read.value, own.value)
    items.push(...read.value.data.flatMap((quote) => itemsOf(quote, known, access)))
    cost += costOf({ ...read.value, includes: { ...read.value.includes, posts: [] } }, access)
  }
  const left = new Set(grown.slice(postsAtOnce).map(({ id }) => id))
  const read = own.value.data.map((post): [string, number] => [post.id, left.has(post.id) ? (counts[post.id] ?? 0) : quotesOf(post)])
  return { ok: true, value: { items, cost, cursor: { counts: Object.fromEntries(read), day: today }, more: left.size > 0 } }
}

function quotesOf({ public_metrics: metrics }: Saying): number {
  return metrics?.quote_count ?? 0
}
