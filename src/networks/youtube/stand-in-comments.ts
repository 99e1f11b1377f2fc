import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Refused } from '../stand-in-google.ts'
import { signedIn } from './stand-in-access.ts'
import { prices, spendUnits } from './stand-in-quota.ts'
import type { Comment, Video } from './stand-in-state.ts'
import { type Asked, badRequest, input, notFound, nowOf, query, randomId, refused, type Server } from './stand-in-wire.ts'

const CommentInsert = z.strictObject({ part: z.literal('snippet') })
const CommentBody = z.strictObject({
  snippet: z.strictObject({
    videoId: z.string(),
    channelId: z.string().optional(),
    topLevelComment: z.strictObject({ snippet: z.strictObject({ textOriginal: z.string() }) }),
  }),
})

/** `POST /youtube/v3/commentThreads`: a comment under a video. */
export function insertComment(asked: Asked): Json {
  const { server } = asked
  const person = signedIn(asked, 'comment')
  spendUnits(server, prices.write)
  query(asked, CommentInsert)
  const { snippet } = input(asked, CommentBody)
  const text = words(snippet.topLevelComment.snippet.textOriginal, 'youtube.commentThread')
  const video = commentable(server, person.id, snippet.videoId)
  return asThread(asked, write(server, { videoId: video.id, by: person.id, text }))
}

/** Nobody comments on what is private or made for children. @throws Refused */
function commentable({ state }: Server, by: string, videoId: string): Video {
  const video = state.videos.find(({ id }) => id === videoId)
  const isHidden = video?.status.privacyStatus === 'private'
  if (!video || (isHidden && video.channelId !== by))
    throw notFound('videoNotFound', 'The video identified by the videoId parameter could not be found.')
  if (isHidden || video.status.selfDeclaredMadeForKids) {
    throw refused(403, {
      reason: 'commentsDisabled',
      message:
        'The video identified by the <code><a href="/youtube/v3/docs/commentThreads/list#videoId">videoId</a></code> parameter has disabled comments.',
      domain: 'youtube.commentThread',
      location: 'videoId',
    })
  }
  return video
}

const List = z
  .strictObject({
    part: z.enum(['snippet', 'snippet,replies']),
    videoId: z.string().optional(),
    allThreadsRelatedToChannelId: z.string().optional(),
    order: z.enum(['time', 'relevance']).optional(),
    textFormat: z.enum(['html', 'plainText']).optional(),
    moderationStatus: z.enum(['published', 'heldForReview', 'likelySpam']).default('published'),
    maxResults: z.coerce.number().int().min(1).max(100).default(20),
    pageToken: z.string().optional(),
  })
  .refine(({ videoId, allThreadsRelatedToChannelId: channel }) => (videoId === undefined) !== (channel === undefined))

/** `GET /youtube/v3/commentThreads`: comments under a video, or under all of a channel, whatever was begun last first. */
export function listComments(asked: Asked): Json {
  const { server } = asked
  const person = signedIn(asked, 'comment')
  spendUnits(server, prices.read)
  const { videoId, allThreadsRelatedToChannelId: channelId, moderationStatus, part, ...paging } = query(asked, List)
  if (moderationStatus !== 'published' && channelId !== undefined && channelId !== person.id) throw forbidden('youtube.commentThread')
  const videos = videoId === undefined ? videosOf(server, channelId) : [commentable(server, person.id, videoId).id]
  const begun = server.state.comments.filter(
    (comment) => videos.includes(comment.videoId) && comment.parent === undefined && statusOf(comment) === moderationStatus,
  )
  const page = pageIn(begun.toReversed(), paging)
  const items = page.items.map((comment) => asThread(asked, comment, { withReplies: part === 'snippet,replies' }))
  return { kind: 'youtube#commentThreadListResponse', etag: 'list', ...page.around, items }
}

function videosOf({ state }: Server, channelId: string | undefined): readonly string[] {
  return state.videos.filter((video) => video.channelId === channelId).map(({ id }) => id)
}

interface Paging {
  readonly maxResults: number
  readonly pageToken?: string | undefined
}

function pageIn(all: readonly Comment[], { maxResults, pageToken }: Paging) {
  const from = pageToken === undefined ? 0 : Number(Buffer.from(pageToken, 'base64url').toString())
  if (!Number.isInteger(from)) throw badRequest('invalidPageToken', 'The request specifies an invalid page token.', 'pageToken')
  const items = all.slice(from, from + maxResults)
  const next = from + maxResults < all.length ? { nextPageToken: Buffer.from(String(from + maxResults)).toString('base64url') } : {}
  return { items, around: { pageInfo: { totalResults: items.length, resultsPerPage: maxResults }, ...next } }
}

const textFormat = z.enum(['html', 'plainText']).optional()
const Replies = z.strictObject({
  part: z.literal('snippet'),
  parentId: z.string(),
  textFormat,
  maxResults: z.coerce.number().int().min(1).max(100).default(20),
  pageToken: z.string().optional(),
})

/** With ids neither a number of results nor a page can be asked for. */
const Some = z.strictObject({ part: z.literal('snippet'), id: z.string(), textFormat })

/** `GET /youtube/v3/comments`: these comments, which must all be there; or everything that answers a comment. */
export function readComments(asked: Asked): Json {
  const { server, url } = asked
  signedIn(asked, 'comment')
  spendUnits(server, prices.read)
  return url.searchParams.has('id') ? listSome(asked) : listReplies(asked)
}

function listSome(asked: Asked): Json {
  const ids = query(asked, Some).id.split(',')
  const items = ids.map((id) => commentWith(asked.server, id, 'id'))
  return { kind: 'youtube#commentListResponse', etag: 'list', items: items.map((each) => asComment(asked, each)) }
}

function listReplies(asked: Asked): Json {
  const { server } = asked
  const { parentId, part: _, ...paging } = query(asked, Replies)
  const page = pageIn(repliesTo(server, commentWith(server, parentId, 'parentId')).toReversed(), paging)
  return { kind: 'youtube#commentListResponse', etag: 'list', ...page.around, items: page.items.map((each) => asComment(asked, each)) }
}

function repliesTo({ state }: Server, { id }: Comment): readonly Comment[] {
  return state.comments.filter((each) => each.parent === id && statusOf(each) === 'published')
}

const ReplyBody = z.strictObject({ snippet: z.strictObject({ parentId: z.string(), textOriginal: z.string() }) })

/** `POST /youtube/v3/comments`: an answer under the comment that began a thread. */
export function insertReply(asked: Asked): Json {
  const { server } = asked
  const person = signedIn(asked, 'comment')
  spendUnits(server, prices.write)
  query(asked, CommentInsert)
  const { snippet } = input(asked, ReplyBody)
  const text = words(snippet.textOriginal, 'youtube.comment')
  const parent = commentWith(server, snippet.parentId, 'snippet.parentId')
  if (parent.parent !== undefined) {
    throw refused(400, {
      reason: 'operationNotSupported',
      message:
        'The API user is not able to insert a comment in reply to the top-level comment identified by the snippet.parentId property.',
      domain: 'youtube.comment',
      location: 'snippet.parentId',
    })
  }
  commentable(server, person.id, parent.videoId)
  return asComment(asked, write(server, { videoId: parent.videoId, by: person.id, text, parent: parent.id }))
}

const Moderation = z.strictObject({
  id: z.string(),
  moderationStatus: z.enum(['heldForReview', 'published', 'rejected']),
  banAuthor: z.stringbool().optional(),
})

/** `POST /youtube/v3/comments/setModerationStatus`: for whoever owns the video. */
export function setModerationStatus(asked: Asked): Response {
  const { server } = asked
  const person = signedIn(asked, 'comment')
  spendUnits(server, prices.write)
  const { id, moderationStatus } = query(asked, Moderation)
  const comment = commentWith(server, id, 'id')
  if (!videosOf(server, person.id).includes(comment.videoId)) throw forbidden('youtube.comment')
  comment.moderation = moderationStatus
  server.world.changed()
  return new Response(null, { status: 204 })
}

/** `DELETE /youtube/v3/comments`: one's own, with everything under it. */
export function deleteComment(asked: Asked): Response {
  const { server } = asked
  const person = signedIn(asked, 'comment')
  spendUnits(server, prices.write)
  const comment = commentWith(server, query(asked, z.strictObject({ id: z.string() })).id, 'id')
  if (comment.by !== person.id) throw forbidden('youtube.comment')
  removeComment(server, comment.id)
  return new Response(null, { status: 204 })
}

/** With a comment goes everything under it. */
export function removeComment({ state, world }: Server, id: string): void {
  state.comments = state.comments.filter((each) => each.id !== id && each.parent !== id)
  world.changed()
}

/** Writes a comment or an answer to one; answers carry the id of what they stand under. */
export function write(
  server: Server,
  { parent, ...said }: Pick<Comment, 'videoId' | 'by' | 'text'> & { readonly parent?: string },
): Comment {
  const id = parent === undefined ? `Ug${randomId(24)}` : `${parent}.${randomId(22)}`
  const comment: Comment = { id, ...said, at: nowOf(server), ...(parent === undefined ? {} : { parent }) }
  server.state.comments.push(comment)
  server.world.changed()
  return comment
}

function words(text: string, domain: string): string {
  if (text.trim() === '') throw refused(400, { reason: 'commentTextRequired', message: 'The comment text is required.', domain })
  if (text.length > 10_000) throw refused(400, { reason: 'commentTextTooLong', message: 'The comment text is too long.', domain })
  return text
}

function commentWith({ state }: Server, id: string, location: string): Comment {
  const comment = state.comments.find((each) => each.id === id)
  if (comment) return comment
  const reason = location === 'id' ? 'commentNotFound' : 'parentCommentNotFound'
  throw refused(404, { reason, message: 'The specified comment could not be found.', domain: 'youtube.comment', location })
}

function statusOf({ moderation = 'published' }: Comment): NonNullable<Comment['moderation']> {
  return moderation
}

function forbidden(domain: string): Refused {
  return refused(403, { reason: 'forbidden', message: 'The request might not be properly authorized.', domain })
}

/** With a thread come at most this many of its answers. */
const mostReplies = 5

function asThread(asked: Asked, comment: Comment, { withReplies = false } = {}): Json {
  const replies = repliesTo(asked.server, comment)
  const shown = replies.slice(-mostReplies)
  return {
    kind: 'youtube#commentThread',
    etag: 'thread',
    id: comment.id,
    snippet: {
      channelId: channelOf(asked.server, comment),
      videoId: comment.videoId,
      topLevelComment: asComment(asked, comment),
      canReply: true,
      totalReplyCount: replies.length,
      isPublic: true,
    },
    ...(withReplies && shown.length > 0 ? { replies: { comments: shown.map((each) => asComment(asked, each)) } } : {}),
  }
}

function channelOf({ state }: Server, { videoId }: Comment): string {
  return state.videos.find(({ id }) => id === videoId)?.channelId ?? ''
}

function asComment({ server }: Asked, comment: Comment): Json {
  const { state, world } = server
  const { id, videoId, by, text, at, editedAt, parent } = comment
  const author = state.people.find((person) => person.id === by)
  return {
    kind: 'youtube#comment',
    etag: 'comment',
    id,
    snippet: {
      channelId: channelOf(server, comment),
      videoId,
      ...(parent === undefined ? {} : { parentId: parent }),
      textDisplay: text,
      textOriginal: text,
      authorDisplayName: `@${author?.handle ?? ''}`,
      authorChannelUrl: `${world.webOrigin}/@${author?.handle ?? ''}`,
      authorChannelId: { value: by },
      ...(statusOf(comment) === 'published' ? {} : { moderationStatus: statusOf(comment) }),
      canRate: true,
      viewerRating: 'none',
      likeCount: state.marks.filter(({ kind, about }) => kind === 'like' && about === id).length,
      publishedAt: at,
      updatedAt: editedAt ?? at,
    },
  }
}
