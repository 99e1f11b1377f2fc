import { z } from 'zod'

import type { AccountAccess, NetworkEnvironment, Outcome } from '../network.ts'
import { ask } from './api.ts'
import { type LocalPost, localPostSchema } from './local-post.ts'
import { signedIn, signedInTo } from './session.ts'

const listSchema = z.object({ localPosts: z.array(localPostSchema).default([]), nextPageToken: z.string().optional() })

const mostPages = 5

/** Posts of a location since then, as Google lists them, the newest first. `isWhole`: there were no more than were read. */
export async function readPosts(
  { since, pageSize = 100 }: { readonly since: Temporal.Instant; readonly pageSize?: number },
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<{ readonly posts: readonly LocalPost[]; readonly isWhole: boolean }>> {
  const { place, ...to } = signedIn(access)
  const posts: LocalPost[] = []
  let next: string | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const query = { pageSize: String(pageSize), ...(next === undefined ? {} : { pageToken: next }) }
    const read = await ask({ ...to, method: 'GET', path: `${place}/localPosts`, query, answer: listSchema }, environment)
    if (!read.ok) return read
    const { localPosts, nextPageToken } = read.value
    if (page === 0 && localPosts.length === 0) {
      const there = await isAnswering(access, environment)
      if (!there.ok) return there
    }
    const recent = localPosts.filter(({ createTime }) => Temporal.Instant.compare(createTime, since) >= 0)
    posts.push(...recent)
    next = nextPageToken
    if (next === undefined || next === '' || recent.length === 0) return { ok: true, value: { posts, isWhole: true } }
  }
  return { ok: true, value: { posts, isWhole: false } }
}

/** An empty list is written as `{}`, and so is many a broken answer: before it is believed, the location has to be named. */
async function isAnswering(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<unknown>> {
  const { place, ...to } = signedInTo('information', access)
  return ask({ ...to, method: 'GET', path: place, query: { readMask: 'name' }, answer: z.object({ name: z.string() }) }, environment)
}
