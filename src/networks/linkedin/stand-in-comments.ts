import { z } from 'zod'

import type { Json } from '#kit/json'

import { nowAt } from '../stand-in-time.ts'
import { livePost } from './stand-in-posts.ts'
import { type Comment, epochOf, newNumber, type Server } from './stand-in-state.ts'
import { mayWriteAs } from './stand-in-uploads.ts'
import { needScope, onlyKnown, pageOf, readJson, Refused, type Signed, wrongField } from './stand-in-wire.ts'

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
  const { actor, message } = readJson(asked, NewComment)
  needFeed(asked, actor, 'CREATE')
  mayWriteAs(asked, actor, 'partnerApiSocialActions.CREATE')
  const { text } = message
  if (text.trim() === '' || text.length > mostCharacters) throw wrongField(`ERROR :: /message/text :: 1 to ${mostCharacters} characters`)
  const comment = addComment(server, { post: livePost(server, urn).urn, actor, text })
  return Response.json(commentFields(comment), { status: 201, headers: { 'x-restli-id': comment.id } })
}

function needFeed(asked: Signed, actor: string, operation: string): void {
  if (asked.url.pathname.startsWith('/v2/')) return
  const kind = actor.startsWith('urn:li:organization:') ? 'organization' : 'member'
  needScope(asked, [operation === 'CREATE' ? `w_${kind}_social_feed` : `r_${kind}_social_feed`], `partnerApiSocialActions.${operation}`)
}

export function addComment(server: Server, { post, actor, text }: Pick<Comment, 'post' | 'actor' | 'text'>): Comment {
  const comment: Comment = { id: newNumber(server), post, actor, text, at: nowAt(server), likes: [] }
  server.state.comments.push(comment)
  server.world.changed()
  return comment
}

/** `GET /rest/socialActions/{urn}/comments` */
export function listComments(asked: Signed, urn: string): Json {
  onlyKnown(asked, ['start', 'count'])
  if (asked.url.pathname.startsWith('/v2/'))
    throw new Refused(403, 'Not enough permissions to access: socialActions.GET', { code: 'ACCESS_DENIED' })
  const post = livePost(asked.server, urn)
  needFeed(asked, post.author, 'GET_ALL')
  mayWriteAs(asked, post.author, 'partnerApiSocialActions.GET_ALL')
  const found = asked.server.state.comments.filter((comment) => comment.post === urn)
  return pageOf(found.toReversed().map(commentFields), asked)
}

function commentFields({ id, post, actor, text, at }: Comment): { readonly [name: string]: Json } {
  const stamp = { actor, time: epochOf(at) }
  return {
    id,
    actor,
    object: post,
    commentUrn: `urn:li:comment:(${post},${id})`,
    message: { attributes: [], text },
    created: stamp,
    lastModified: stamp,
  }
}
