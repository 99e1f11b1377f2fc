import type { Json } from '#kit/json'

import { needScope } from '../stand-in-graph-login.ts'
import { type Fields, fieldsInside, GraphError, invalid, needed, notThere, onlyKnown, pick } from '../stand-in-graph.ts'
import { nowAt } from '../stand-in-time.ts'
import { type Comment, type Media, newId, type Person, personWith, type Server } from './stand-in-state.ts'
import { countCaption } from './stand-in-text.ts'
import { tellOfComment } from './stand-in-told.ts'
import type { Signed } from './stand-in-wire.ts'

interface NewComment {
  readonly mediaId: string
  readonly parentId?: string | undefined
  readonly text: string
}

/** Somebody says something under a post, or under a comment there; what answers an answer stands beside it. */
export function addComment(server: Server, by: Person, { mediaId, parentId, text }: NewComment): Comment {
  if (text.trim() === '' || text.length > 2200) throw new Error('A comment has 1 to 2,200 characters.')
  const { comments } = server.state
  const above = comments.find(({ id }) => id === parentId)
  const answers = above ? { parentId: above.parentId ?? above.id } : {}
  const made: Comment = { id: newId('18'), mediaId, ...answers, personId: by.id, text, at: nowAt(server), likes: [] }
  comments.push(made)
  server.world.changed()
  tellOfComment(server, made)
  return made
}

/** `GET /{media}/comments`: newest first, without the answers; `GET /{comment}/replies`: the answers. */
export function listComments(asked: Signed, mediaId: string, parentId?: string): Json {
  needScope(asked.token, 'instagram_business_manage_comments')
  onlyKnown(asked, ['limit', 'after'])
  const { server, parameters } = asked
  const all = server.state.comments.filter((each) => each.mediaId === mediaId && each.parentId === parentId).toReversed()
  const after = parameters.get('after')
  const from = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1
  const limit = Math.min(Number(parameters.get('limit') ?? 25), 50)
  const shown = all.slice(from, from + limit)
  const fields = parameters.get('fields')
  const cursors = { before: shown[0]?.id ?? '', after: shown.at(-1)?.id ?? '' }
  const next = all.length > from + limit ? { next: `${server.world.origin}/next?after=${cursors.after}` } : {}
  return { data: shown.map((each) => shownComment(server, each, fields)), ...(shown.length > 0 ? { paging: { cursors, ...next } } : {}) }
}

export function shownComment(server: Server, comment: Comment, fields: string | undefined): Json {
  return pick(commentFields(server, comment, fields), fields, 'IGComment')
}

function commentFields(server: Server, comment: Comment, asked: string | undefined): Fields {
  const { id, personId, text, at, likes, hidden = false } = comment
  const author = personWith(server, personId)
  const inside = fieldsInside(asked, 'replies')
  const replies = server.state.comments.filter(({ parentId }) => parentId === id)
  return {
    id: () => id,
    text: () => text,
    username: () => author.handle,
    timestamp: () => at,
    like_count: (): Json => likes.length,
    hidden: (): Json => hidden,
    from: (): Json => ({ id: author.id, username: author.handle }),
    parent_id: () => comment.parentId,
    replies: () => (replies.length === 0 ? undefined : { data: replies.map((each) => shownComment(server, each, inside)) }),
  }
}

/** `POST /{media}/comments` and `/{comment}/replies`. Whoever asks for fields of what is made gets an error, and the comment is there all the same. */
export function writeComment(asked: Signed, media: Media, parentId?: string): Json {
  needScope(asked.token, 'instagram_business_manage_comments')
  onlyKnown(asked, ['message'])
  const { server, token, parameters } = asked
  const text = checked(needed(asked, 'message'))
  if (media.product === 'STORY') throw invalid('A story has no comments')
  const made = addComment(server, personWith(server, token.personId), { mediaId: media.id, parentId, text })
  if (parameters.has('fields')) throw new GraphError('(#100) Tried accessing nonexisting field on node type (IGComment)', { code: 100 })
  return { id: made.id }
}

function checked(text: string): string {
  if (text.length > 300 || countCaption(text).hashtags > 4) throw invalid('A comment has at most 300 characters and 4 hashtags')
  return text
}

/** `POST /{account}/mentions`: answers whoever named the account in a caption or comment of their own. */
export function answerMention(asked: Signed, named: (text: string) => boolean): Json {
  needScope(asked.token, 'instagram_business_manage_comments')
  onlyKnown(asked, ['media_id', 'comment_id', 'message'])
  const { server, token, parameters } = asked
  const mediaId = needed(asked, 'media_id')
  const commentId = parameters.get('comment_id')
  const media = server.state.media.find(({ id }) => id === mediaId)
  const comment = server.state.comments.find(({ id }) => id === commentId)
  const words = commentId === undefined ? media?.caption : comment?.text
  if (!media || words === undefined || !named(words)) throw notThere(commentId ?? mediaId)
  const text = checked(needed(asked, 'message'))
  return { id: addComment(server, personWith(server, token.personId), { mediaId, parentId: commentId, text }).id }
}

/** `/{comment}`: read, hidden or shown again, deleted, answered. */
export function callComment(asked: Signed, comment: Comment, edge: string | undefined): Json {
  const { server, method, parameters, token } = asked
  const media = server.state.media.find(({ id, personId }) => id === comment.mediaId && personId === token.personId)
  if (!media) throw notThere(comment.id)
  needScope(token, 'instagram_business_manage_comments')
  switch (`${method} ${edge ?? ''}`) {
    case 'GET ':
      onlyKnown(asked, [])
      return shownComment(server, comment, parameters.get('fields'))
    case 'POST ': {
      onlyKnown(asked, ['hide'])
      const hide = needed(asked, 'hide')
      if (hide !== 'true' && hide !== 'false') throw invalid('Param hide must be a boolean')
      if (comment.personId === token.personId) throw new GraphError('(#100) You cannot hide your own comment', { code: 100 })
      hideComment(server, comment, hide === 'true')
      return { success: true }
    }
    case 'DELETE ':
      deleteComment(server, comment)
      return { success: true }
    case 'GET replies':
      return listComments(asked, media.id, comment.parentId ?? comment.id)
    case 'POST replies':
      return writeComment(asked, media, comment.id)
    default:
      throw new GraphError(`Unsupported ${method.toLowerCase()} request on ${edge ?? comment.id}`, {
        code: 100,
        subcode: 33,
        type: 'GraphMethodException',
      })
  }
}

export function hideComment(server: Server, comment: Comment, hidden: boolean): void {
  comment.hidden = hidden
  server.world.changed()
}

/** What answers it goes with it. */
export function deleteComment(server: Server, comment: Comment): void {
  const { comments } = server.state
  for (const answer of comments.filter(({ parentId }) => parentId === comment.id)) deleteComment(server, answer)
  comments.splice(comments.indexOf(comment), 1)
  server.world.changed()
}
