import type { Json } from '#kit/json'

import { needScope } from '../stand-in-graph-login.ts'
import { GraphError, invalid, needed, onlyKnown, pick } from '../stand-in-graph.ts'
import { comment } from './stand-in-people.ts'
import { type Media, personWith } from './stand-in-state.ts'
import { countCaption } from './stand-in-text.ts'
import type { Signed } from './stand-in-wire.ts'

/** `GET /{media}/comments`: newest first. */
export function listComments(asked: Signed, media: Media): Json {
  needScope(asked.token, 'instagram_business_manage_comments')
  onlyKnown(asked, ['limit', 'after'])
  const { server, parameters } = asked
  const comments = server.state.comments.filter(({ mediaId }) => mediaId === media.id).toReversed()
  const shown = comments.slice(0, Number(parameters.get('limit') ?? 25)).map((each) => {
    const author = personWith(server, each.personId)
    const fields = {
      id: () => each.id,
      text: () => each.text,
      username: () => author.handle,
      timestamp: () => each.at,
      like_count: (): Json => each.likes.length,
      hidden: (): Json => false,
      from: (): Json => ({ id: author.id, username: author.handle }),
    }
    return pick(fields, parameters.get('fields'), 'IGComment')
  })
  return { data: shown }
}

/** `POST /{media}/comments`. Whoever asks for fields of what is made gets an error, and the comment is there all the same. */
export function writeComment(asked: Signed, media: Media): Json {
  needScope(asked.token, 'instagram_business_manage_comments')
  onlyKnown(asked, ['message'])
  const { server, token, parameters } = asked
  const text = needed(asked, 'message')
  if (media.product === 'STORY') throw invalid('A story has no comments')
  if (text.length > 300 || countCaption(text).hashtags > 4) throw invalid('A comment has at most 300 characters and 4 hashtags')
  const made = comment(server, personWith(server, token.personId), { on: media.id, text })
  if (parameters.has('fields')) throw new GraphError('(#100) Tried accessing nonexisting field on node type (IGComment)', { code: 100 })
  return { id: made.id }
}
