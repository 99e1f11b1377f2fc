import { z } from 'zod'

import type { AccountAccess, NetworkEnvironment, Outcome } from '../network.ts'
import { ask } from './api.ts'
import { signedIn } from './session.ts'
import { type StoredPost, storedPostSchema } from './stored-post.ts'

/** A list that holds nothing says so in its `meta`; an answer without it, or one that admits errors, is no list. */
const pageSchema = z
  .object({
    data: z.array(storedPostSchema).default([]),
    meta: z.object({ result_count: z.int(), next_token: z.string().optional() }),
    errors: z.array(z.unknown()).max(0).optional(),
  })
  .refine(({ data, meta }) => data.length === meta.result_count)

export interface Wanted {
  readonly since: Temporal.Instant
  readonly exclude: 'retweets' | 'replies,retweets'
  /** Of at most 100 posts each. */
  readonly mostPages: number
}

/** The profile's own posts since then, newest first; `complete` is false where there were more pages than wanted. */
export async function readPosts(
  { since, exclude, mostPages }: Wanted,
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<{ readonly posts: readonly StoredPost[]; readonly complete: boolean }>> {
  const posts: StoredPost[] = []
  let token: string | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const query = {
      max_results: '100',
      start_time: since.round('second').toString(),
      exclude,
      'post.fields': 'attachments,created_at,entities,id,note_post,text',
      expansions: 'referenced_posts',
      ...(token === undefined ? {} : { pagination_token: token }),
    }
    const call = { ...signedIn(access), method: 'GET', path: `/2/users/${access.externalId}/tweets`, query, answer: pageSchema } as const
    const read = await ask(call, environment)
    if (!read.ok) return read
    posts.push(...read.value.data)
    token = read.value.meta.next_token
    if (token === undefined) return { ok: true, value: { posts, complete: true } }
  }
  return { ok: true, value: { posts, complete: false } }
}
