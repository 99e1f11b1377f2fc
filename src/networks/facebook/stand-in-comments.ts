import type { Json } from '#kit/json'

import { type Fields, fieldsInside, GraphError, invalid, needed, notThere, onlyKnown, pick } from '../stand-in-graph.ts'
import { nowAt } from '../stand-in-time.ts'
import { needScope } from './stand-in-grants.ts'
import { timestamp } from './stand-in-photos.ts'
import { remove } from './stand-in-posts.ts'
import { type Comment, hostOf, newId, personWith, type Post, type Server } from './stand-in-state.ts'
import { tellOfComment } from './stand-in-told.ts'
import type { Signed } from './stand-in-wire.ts'

const longestComment = 8000

/** What is commented: a post, or the story of a review. */
type Commented = Pick<Post, 'id'> & Partial<Pick<Post, 'kind'>>

interface NewComment {
  readonly post: Commented
  readonly parentId?: string | undefined
  readonly authorId: string
  readonly text: string
}

/** Somebody says something under a post, or under what somebody said there; what answers an answer stands beside it. */
export function addComment(server: Server, { post, parentId, authorId, text }: NewComment): Comment {
  if (text.trim() === '' || text.length > longestComment) throw new Error('A comment has 1 to 8,000 characters.')
  const { comments } = server.state
  const above = comments.find(({ id }) => id === parentId)
  const at = nowAt(server)
  const comment: Comment = {
    id: `${post.id.split('_').at(-1)}_${newId('11')}`,
    postId: post.id,
    ...(above ? { parentId: above.parentId ?? above.id } : {}),
    authorId,
    text,
    at,
    likes: [],
  }
  comments.push(comment)
  server.world.changed()
  tellOfComment(server, comment, 'add')
  return comment
}

/** `POST /{post}/comments` and `/{comment}/comments`, in the Page's name. */
export function writeComment(asked: Signed, post: Commented, parentId?: string): Json {
  const { server, token } = asked
  needScope(token, 'pages_manage_engagement')
  onlyKnown(asked, ['message'])
  const text = needed(asked, 'message').trim()
  if (text === '' || text.length > longestComment) throw invalid('Param message must be a text of 1 to 8,000 characters')
  if (post.kind === 'story') throw notThere(post.id)
  const { id } = addComment(server, { post, parentId, authorId: token.pageId ?? '', text })
  return { id }
}

/** `GET /{post}/comments`: those under the post itself, or with `stream` all; `GET /{comment}/comments`: those under it. */
export function listComments(asked: Signed, post: Commented, parentId?: string): Json {
  const { server, parameters, token } = asked
  needScope(token, 'pages_read_engagement')
  onlyKnown(asked, ['filter', 'limit', 'order', 'after'])
  const isAll = oneOf(parameters, 'filter', ['toplevel', 'stream']) === 'stream'
  const there = server.state.comments.filter(
    (each) => each.postId === post.id && (parentId === undefined ? isAll || each.parentId === undefined : each.parentId === parentId),
  )
  // What others say is read with a right of its own; without it the list shows the Page's own.
  const seen = token.scopes.includes('pages_read_user_content') ? there : there.filter(({ authorId }) => authorId === token.pageId)
  const all = oneOf(parameters, 'order', ['chronological', 'reverse_chronological']) === 'reverse_chronological' ? seen.toReversed() : seen
  const limit = Number(parameters.get('limit') ?? 25)
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) throw invalid('limit must be 1 to 100')
  const after = parameters.get('after')
  const from = after === undefined ? 0 : all.findIndex(({ id }) => id === Buffer.from(after, 'base64url').toString()) + 1
  const shown = all.slice(from, from + limit)
  const cursors = { before: cursor(shown[0]), after: cursor(shown.at(-1)) }
  const more = all.length > from + limit ? { next: `${server.world.origin}${asked.url.pathname}?after=${cursors.after}` } : {}
  const fields = parameters.get('fields')
  return {
    data: shown.map((comment) => pick(commentFields(server, comment, fields), fields, 'Comment')),
    ...(shown.length > 0 ? { paging: { cursors, ...more } } : {}),
  }
}

function cursor(comment: Comment | undefined): string {
  return Buffer.from(comment?.id ?? '').toString('base64url')
}

function oneOf(parameters: Signed['parameters'], name: string, known: readonly string[]): string | undefined {
  const value = parameters.get(name)
  if (value !== undefined && !known.includes(value)) throw invalid(`Param ${name} must be one of {${known.join(', ')}}`)
  return value
}

function commentFields(server: Server, comment: Comment, fields: string | undefined): Fields {
  const { id, authorId, parentId, text, at, hidden = false, postId } = comment
  const above = server.state.comments.find((each) => each.id === parentId)
  return {
    id: () => id,
    message: () => text,
    created_time: () => timestamp(at),
    from: () => ({ id: authorId, name: personWith(server, authorId).displayName }),
    parent: () => above && pick(commentFields(server, above, undefined), fieldsInside(fields, 'parent'), 'Comment'),
    is_hidden: () => hidden,
    permalink_url: () => `${server.world.webOrigin}/${postId}?comment_id=${id.split('_')[1]}`,
    attachment: () => undefined,
    can_reply_privately: () => comment.privatelyAnswered !== true,
  }
}

/** `/{comment}`: read, hidden or shown again, rewritten where the Page wrote it, deleted, answered. */
export function callComment(asked: Signed, comment: Comment, edge: string | undefined): Json {
  const { server, method, parameters, token } = asked
  const post: Commented = { id: comment.postId }
  if (hostOf(server, post.id) !== token.pageId) throw notThere(comment.id)
  const fields = parameters.get('fields')
  switch (`${method} ${edge ?? ''}`) {
    case 'GET ':
      needScope(token, 'pages_read_engagement')
      if (comment.authorId !== token.pageId) needScope(token, 'pages_read_user_content')
      onlyKnown(asked, [])
      return pick(commentFields(server, comment, fields), fields, 'Comment')
    case 'POST ':
      return changeComment(asked, comment)
    case 'DELETE ':
      needScope(token, 'pages_manage_engagement')
      deleteComment(server, comment)
      return { success: true }
    case 'GET comments':
      return listComments(asked, post, comment.parentId ?? comment.id)
    case 'POST comments':
      return writeComment(asked, post, comment.id)
    default:
      throw new GraphError(`Unsupported ${method.toLowerCase()} request on ${edge ?? comment.id}`, {
        code: 100,
        subcode: 33,
        type: 'GraphMethodException',
      })
  }
}

function changeComment(asked: Signed, comment: Comment): Json {
  const { server, parameters, token } = asked
  needScope(token, 'pages_manage_engagement')
  onlyKnown(asked, ['is_hidden', 'message'])
  const hidden = oneOf(parameters, 'is_hidden', ['true', 'false'])
  const message = parameters.get('message')
  const isOwn = comment.authorId === token.pageId
  if (hidden !== undefined) {
    if (isOwn) throw new GraphError('(#100) You cannot hide a comment made by the page', { code: 100 })
    hideComment(server, comment, hidden === 'true')
  }
  if (message !== undefined) {
    if (!isOwn) throw new GraphError('(#200) You can only edit comments that the page made', { code: 200, status: 403 })
    if (message.trim() === '' || message.length > longestComment) throw invalid('Param message must be a text of 1 to 8,000 characters')
    editComment(server, comment, message)
  }
  return { success: true }
}

export function hideComment(server: Server, comment: Comment, hidden: boolean): void {
  if ((comment.hidden ?? false) === hidden) return
  comment.hidden = hidden
  server.world.changed()
  tellOfComment(server, comment, hidden ? 'hide' : 'unhide')
}

export function editComment(server: Server, comment: Comment, text: string): void {
  if (text.trim() === '' || text.length > longestComment) throw new Error('A comment has 1 to 8,000 characters.')
  comment.text = text
  server.world.changed()
  tellOfComment(server, comment, 'edited')
}

/** What answers it goes with it. */
export function deleteComment(server: Server, comment: Comment): void {
  const { comments } = server.state
  for (const answer of comments.filter(({ parentId }) => parentId === comment.id)) deleteComment(server, answer)
  remove(comments, (each) => each === comment)
  server.world.changed()
  tellOfComment(server, comment, 'remove')
}
