import { z } from 'zod'

import type { AccountAccess, InboxAuthor, NetworkEnvironment, Outcome } from '../network.ts'
import { ask } from './api.ts'
import { onSite, signedIn } from './session.ts'

/** What is said in public, or in private, as every listing has it. */
export const saidSchema = z.object({
  /** `t1_…` of a comment, `t4_…` of a private message. */
  name: z.string(),
  author: z.string().nullish(),
  author_fullname: z.string().nullish(),
  body: z.string().catch(''),
  created_utc: z.number(),
  parent_id: z.string().nullish(),
  subreddit: z.string().nullish(),
})
export type Said = z.infer<typeof saidSchema>

/** Ids are looked up by the hundred. */
const atOnce = 100

const infoSchema = z.object({
  kind: z.literal('Listing'),
  data: z.object({
    children: z.array(
      z.object({
        data: z.object({
          name: z.string(),
          author: z.string().nullish(),
          author_fullname: z.string().nullish(),
          title: z.string().optional(),
          permalink: z.string().catch(''),
        }),
      }),
    ),
  }),
})
export type Info = z.infer<typeof infoSchema>['data']['children'][number]['data']

/** Posts and comments by their ids; what is not there is left out. */
export async function readInfo(
  ids: readonly string[],
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<ReadonlyMap<string, Info>>> {
  const wanted = [...new Set(ids)]
  const found = new Map<string, Info>()
  for (let from = 0; from < wanted.length; from += atOnce) {
    const query = { id: wanted.slice(from, from + atOnce).join(',') }
    const read = await ask({ session: signedIn(access), path: 'api/info', query, answer: infoSchema }, environment)
    if (!read.ok) return read
    for (const { data } of read.value.data.children) found.set(data.name, data)
  }
  return { ok: true, value: found }
}

/** Whoever deleted their account is nobody else's namesake; moderators may write for a community, which then has no person's id. */
export function authorOf({ name: said, author, author_fullname: id, subreddit }: Said, access: AccountAccess): InboxAuthor {
  if (author === '[deleted]' || (author == null && !subreddit)) return { externalId: `deleted:${said}`, handle: '', name: '[deleted]' }
  if (author == null) return { externalId: `r/${subreddit}`, handle: '', name: `r/${subreddit}` }
  return { externalId: id ?? `u/${author}`, handle: author, name: author, url: onSite(access, `/user/${author}/`) }
}

/** `/r/tea/comments/1abcde/words/2fghij/?context=3` is about `t3_1abcde`. */
export function postIn(path: string): string | undefined {
  const id = /\/comments\/(\w+)/.exec(path)?.[1]
  return id === undefined ? undefined : `t3_${id}`
}
