import { z } from 'zod'

import type { Json } from '#kit/json'

import { nowAt } from '../stand-in-time.ts'
import { noteComment, urnOf } from './stand-in-notices.ts'
import { livePost } from './stand-in-posts.ts'
import { type Comment, epochOf, newNumber, type Server } from './stand-in-state.ts'
import { mayWriteAs } from './stand-in-uploads.ts'
import { denied, needScope, notFound, onlyKnown, pageOf, readJson, Refused, type Signed, wrongField } from './stand-in-wire.ts'

const NewComment = z.strictObject({
  actor: z.string(),
  object: z.string().optional(),
  parentComment: z.string().optional(),
  message: z.strictObject({ text: z.string() }),
})

const mostCharacters = 1250

/**
 * `POST /rest/socialActions/{urn}/comments`, plain text. The versioned address is for apps with Community Management;
 * the others find the same under `/v2`.
 */
export function createComment(asked: Signed, urn: string): Response {
  onlyKnown(asked, [])
  const { server } = asked
  const { actor, message, object, parentComment } = readJson(asked, NewComment)
  needFeed(asked, actor, 'CREATE')
  mayWriteAs(asked, actor, 'partnerApiSocialActions.CREATE')
  const { text } = message
  if (text.trim() === '' || text.length > mostCharacters) throw wrongField(`ERROR :: /message/text :: 1 to ${mostCharacters} characters`)
  const under = placeIn(server, urn)
  if ((object ?? under.post) !== under.post) throw wrongField('ERROR :: /object :: is not the post of this comment')
  if (under.parent !== undefined && parentComment !== urn) throw wrongField('ERROR :: /parentComment :: is not the comment in the path')
  const comment = addComment(server, { ...under, actor, text })
  return Response.json(commentFields(server, comment), { status: 201, headers: { 'x-restli-id': comment.id } })
}

function needFeed(asked: Signed, actor: string, operation: string): void {
  if (asked.url.pathname.startsWith('/v2/')) return
  const kind = actor.startsWith('urn:li:organization:') ? 'organization' : 'member'
  needScope(asked, [operation === 'CREATE' ? `w_${kind}_social_feed` : `r_${kind}_social_feed`], `partnerApiSocialActions.${operation}`)
}

/** A post, or a comment that began a talk: answers are one level deep. @throws Refused (404, 400) */
function placeIn(server: Server, urn: string): { readonly post: string; readonly parent?: string } {
  const above = server.state.comments.find((comment) => urnOf(comment) === urn)
  if (!above) return { post: livePost(server, urn).urn }
  if (above.parent !== undefined) throw wrongField('ERROR :: /parentComment :: is itself an answer')
  return { post: livePost(server, above.post).urn, parent: above.id }
}

export function addComment(
  server: Server,
  { post, actor, text, parent }: Pick<Comment, 'post' | 'actor' | 'text'> & { readonly parent?: string },
): Comment {
  const under = parent === undefined ? {} : { parent }
  const comment: Comment = { id: newNumber(server), post, actor, text, ...under, at: nowAt(server), likes: [] }
  server.state.comments.push(comment)
  noteComment(server, comment, 'COMMENT')
  server.world.changed()
  return comment
}

/** `GET /rest/socialActions/{urn}/comments` */
export function listComments(asked: Signed, urn: string): Json {
  onlyKnown(asked, ['start', 'count'])
  if (asked.url.pathname.startsWith('/v2/'))
    throw new Refused(403, 'Not enough permissions to access: socialActions.GET', { code: 'ACCESS_DENIED' })
  const { server } = asked
  const { post: postUrn, parent } = placeIn(server, urn)
  const post = livePost(server, postUrn)
  needFeed(asked, post.author, 'GET_ALL')
  mayReadUnder(asked, post.author)
  const found = server.state.comments.filter((comment) => comment.post === post.urn && comment.parent === parent)
  return pageOf(
    found.toReversed().map((comment) => commentFields(server, comment)),
    asked,
  )
}

/** Under one's own posts; under those of others what names the organization may be read. */
function mayReadUnder(asked: Signed, author: string): void {
  if (author.startsWith('urn:li:organization:')) mayWriteAs(asked, author, 'partnerApiSocialActions.GET_ALL')
}

/** `DELETE /rest/socialActions/{urn}/comments/{id}?actor=`: one's own, with everything under it. */
export function deleteComment(asked: Signed, id: string): Response {
  onlyKnown(asked, ['actor'])
  const { server, url } = asked
  const actor = url.searchParams.get('actor') ?? ''
  needFeed(asked, actor, 'CREATE')
  mayWriteAs(asked, actor, 'partnerApiSocialActions.DELETE')
  const comment = server.state.comments.find((each) => each.id === id)
  if (!comment) throw notFound(id)
  if (comment.actor !== actor) throw denied('partnerApiSocialActions.DELETE')
  removeComment(server, comment)
  return new Response(null, { status: 204 })
}

export function removeComment(server: Server, comment: Comment): void {
  server.state.comments = server.state.comments.filter((each) => each !== comment && each.parent !== comment.id)
  noteComment(server, comment, 'COMMENT_DELETE')
  server.world.changed()
}

function commentFields({ state }: Server, comment: Comment): { readonly [name: string]: Json } {
  const { id, post, actor, text, at, editedAt = at, parent } = comment
  const under = state.comments.filter((each) => each.parent === id).length
  return {
    id,
    actor,
    object: post,
    commentUrn: urnOf(comment),
    ...(parent === undefined ? {} : { parentComment: urnOf({ post, id: parent }) }),
    message: { attributes: [], text },
    ...(under > 0 ? { commentsSummary: { aggregatedTotalComments: under, totalFirstLevelComments: under, selectedComments: [] } } : {}),
    created: { actor, time: epochOf(at) },
    lastModified: { actor, time: epochOf(editedAt) },
  }
}
