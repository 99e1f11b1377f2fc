import { z } from 'zod'

import type { AccountAccess, NetworkEnvironment, Outcome } from '../network.ts'
import { ask } from './api.ts'
import { signedIn } from './session.ts'

const commentSchema = z.object({
  id: z.string(),
  snippet: z.object({
    authorDisplayName: z.string().default(''),
    authorProfileImageUrl: z.string().optional(),
    authorChannelUrl: z.string().optional(),
    authorChannelId: z.object({ value: z.string().optional() }).optional(),
    videoId: z.string().optional(),
    parentId: z.string().optional(),
    textDisplay: z.string().default(''),
    textOriginal: z.string().optional(),
    publishedAt: z.string(),
    updatedAt: z.string().optional(),
    moderationStatus: z.string().optional(),
  }),
})
export type Comment = z.infer<typeof commentSchema>

const threadSchema = z.object({
  id: z.string(),
  snippet: z.object({ videoId: z.string().optional(), topLevelComment: commentSchema, totalReplyCount: z.int().default(0) }),
  replies: z.object({ comments: z.array(commentSchema).default([]) }).optional(),
})
export type CommentThread = z.infer<typeof threadSchema>

const pageOf = <Item>(item: z.ZodType<Item>) => z.object({ items: z.array(item).default([]), nextPageToken: z.string().optional() })

const mostAtOnce = 100

interface Listing {
  readonly moderation: 'published' | 'heldForReview'
  readonly page?: string | undefined
}

/** Comments under the channel's videos, with some of what answers them; whatever was begun last comes first. */
export function listThreads(
  { moderation, page }: Listing,
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<{ readonly items: readonly CommentThread[]; readonly nextPageToken?: string | undefined }>> {
  const query = {
    part: 'snippet,replies',
    allThreadsRelatedToChannelId: access.externalId,
    order: 'time',
    textFormat: 'plainText',
    maxResults: String(mostAtOnce),
    ...(moderation === 'published' ? {} : { moderationStatus: moderation }),
    ...(page === undefined ? {} : { pageToken: page }),
  }
  const call = { ...signedIn(access), method: 'GET', path: '/youtube/v3/commentThreads', query, answer: pageOf(threadSchema) } as const
  return ask(call, environment)
}

const mostPages = 10

/** Everything that answers a comment, as far as ten pages go; `pages` says how many were read. */
export async function listReplies(
  parentId: string,
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<{ readonly comments: readonly Comment[]; readonly isWhole: boolean; readonly pages: number }>> {
  const comments: Comment[] = []
  let page: string | undefined
  for (let pages = 1; pages <= mostPages; pages += 1) {
    const query = {
      part: 'snippet',
      parentId,
      textFormat: 'plainText',
      maxResults: String(mostAtOnce),
      ...(page ? { pageToken: page } : {}),
    }
    const call = { ...signedIn(access), method: 'GET', path: '/youtube/v3/comments', query, answer: pageOf(commentSchema) } as const
    const read = await ask(call, environment)
    if (!read.ok) return read
    comments.push(...read.value.items)
    page = read.value.nextPageToken
    if (page === undefined) return { ok: true, value: { comments, isWhole: true, pages } }
  }
  return { ok: true, value: { comments, isWhole: false, pages: mostPages } }
}

const videosSchema = z.object({ items: z.array(z.object({ id: z.string(), snippet: z.object({ title: z.string() }) })).default([]) })

/** Titles of videos by their ids, at most fifty. */
export async function readTitles(
  ids: readonly string[],
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<Readonly<Record<string, string>>>> {
  const query = { part: 'snippet', id: ids.join(','), maxResults: '50' }
  const call = { ...signedIn(access), method: 'GET', path: '/youtube/v3/videos', query, answer: videosSchema } as const
  const read = await ask(call, environment)
  if (!read.ok) return read
  return { ok: true, value: Object.fromEntries(read.value.items.map(({ id, snippet }) => [id, snippet.title])) }
}
