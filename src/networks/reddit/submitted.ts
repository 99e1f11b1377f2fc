import { z } from 'zod'

import type { AccountAccess, NetworkEnvironment, Outcome } from '../network.ts'
import { ask } from './api.ts'
import { handleOf, signedIn } from './session.ts'

const postSchema = z.object({
  /** `t3_1abcde`. */
  name: z.string(),
  title: z.string().catch(''),
  selftext: z.string().catch(''),
  subreddit: z.string().catch(''),
  permalink: z.string().catch(''),
  created_utc: z.number(),
  is_self: z.boolean().catch(false),
  is_video: z.boolean().catch(false),
  is_gallery: z.boolean().catch(false),
  gallery_data: z
    .object({ items: z.array(z.unknown()) })
    .nullish()
    .catch(null),
  post_hint: z.string().nullish().catch(null),
  removed_by_category: z.string().nullish().catch(null),
})
export type Submitted = z.infer<typeof postSchema>

const listingSchema = z.object({
  kind: z.literal('Listing'),
  data: z.object({ after: z.string().nullable(), children: z.array(z.object({ kind: z.literal('t3'), data: postSchema })) }),
})

/** How many are asked for at a time: what stands on an account, or the one post that was just sent. The network lists no more than a thousand. */
const sizes = { all: { page: 100, most: 3 }, newest: { page: 25, most: 40 } } as const

interface Listing {
  readonly posts: readonly Submitted[]
  /** It goes back to where was asked, or to the account's first post. */
  readonly isWhole: boolean
}

/** The account's posts since then, newest first. Those pinned to a profile stand first whatever their age, so a page's last decides. */
export async function listSubmitted(
  since: Temporal.Instant,
  { access, what }: { readonly access: AccountAccess; readonly what: keyof typeof sizes },
  environment: NetworkEnvironment,
): Promise<Outcome<Listing>> {
  const { page: limit, most } = sizes[what]
  const found: Submitted[] = []
  let after: string | null = null
  for (let page = 0; page < most; page += 1) {
    const query: Record<string, string> = { sort: 'new', limit: String(limit), ...(after === null ? {} : { after }) }
    const call = { session: signedIn(access), path: `user/${handleOf(access)}/submitted`, query, answer: listingSchema }
    const listed: Outcome<z.infer<typeof listingSchema>> = await ask(call, environment)
    if (!listed.ok) return listed
    const posts = listed.value.data.children.map(({ data }) => data)
    found.push(...posts.filter((post) => isSince(post, since)))
    const last = posts.at(-1)
    after = listed.value.data.after
    if (after === null || (last && !isSince(last, since))) return { ok: true, value: { posts: found, isWhole: true } }
  }
  return { ok: true, value: { posts: found, isWhole: false } }
}

/** The network tells whole seconds. */
function isSince({ created_utc: at }: Submitted, since: Temporal.Instant): boolean {
  return at * 1000 + 999 >= since.epochMilliseconds
}

export function instantOf(seconds: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(Math.round(seconds * 1000))
}
