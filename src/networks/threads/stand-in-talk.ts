import type { Json } from '#kit/json'

import { needScope } from '../stand-in-graph-login.ts'
import { GraphError, invalid, needed, onlyKnown } from '../stand-in-graph.ts'
import { isListed, isWithin, pageOf, rootOf } from './stand-in-posts.ts'
import type { Person, Post } from './stand-in-state.ts'
import type { Signed } from './stand-in-wire.ts'

/** `GET /{user}/mentions`: where others name the profile, newest first. */
export function listMentions(asked: Signed, person: Person): Json {
  onlyKnown(asked, ['since', 'until', 'limit', 'after', 'before'])
  needScope(asked.token, 'threads_manage_mentions')
  const { server } = asked
  const named = server.state.posts
    .toReversed()
    .filter((post) => post.personId !== person.id && names(post, person) && isListed(server, post) && isWithin(asked, post))
  return pageOf(asked, named)
}

function names({ text }: Post, { handle }: Person): boolean {
  return new Set(text.toLowerCase().match(/(?<![\w@.])@[\w.]*\w/g)).has(`@${handle}`)
}

/** `GET /{post}/conversation`: everything under a post of one's own, flat; newest first unless said otherwise. */
export function listConversation(asked: Signed, post: Post): Json {
  onlyKnown(asked, ['reverse', 'limit', 'after', 'before'])
  const { server, parameters, token } = asked
  needScope(token, 'threads_read_replies')
  if (post.personId !== token.personId) throw notYours()
  const reverse = parameters.get('reverse') ?? 'true'
  if (reverse !== 'true' && reverse !== 'false') throw invalid('Param reverse must be a boolean')
  const under = server.state.posts.filter((each) => rootOf(server, each)?.id === post.id && isListed(server, each))
  return pageOf(asked, reverse === 'true' ? under.toReversed() : under)
}

/** `POST /{reply}/manage_reply`: only what stands directly under a post of one's own; the rest is hidden with it. */
export function manageReply(asked: Signed, reply: Post): Json {
  onlyKnown(asked, ['hide'])
  const { server, token } = asked
  needScope(token, 'threads_manage_replies')
  const hide = needed(asked, 'hide')
  if (hide !== 'true' && hide !== 'false') throw invalid('Param hide must be a boolean')
  const post = rootOf(server, reply)
  if (post?.personId !== token.personId) throw notYours()
  if (post.id !== reply.replyTo) throw invalid('Only top-level replies can be hidden')
  reply.hidden = hide === 'true'
  server.world.changed()
  return { success: true }
}

function notYours(): GraphError {
  return new GraphError('(#10) Application does not have permission for this action', { code: 10, status: 403 })
}
