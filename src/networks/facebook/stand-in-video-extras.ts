import type { Json } from '#kit/json'

import { GraphError, invalid, needed, onlyKnown } from '../stand-in-graph.ts'
import { needScope } from './stand-in-grants.ts'
import type { Video } from './stand-in-state.ts'
import type { Signed } from './stand-in-wire.ts'

/** `POST /{video}`: its words. */
export function changeVideo(asked: Signed, video: Video): Json {
  const { server, token } = asked
  needScope(token, 'pages_manage_posts')
  onlyKnown(asked, ['description'])
  if (video.kind === 'story') throw invalid('A story cannot be edited')
  video.text = needed(asked, 'description').trim()
  const post = server.state.posts.find(({ videoId }) => videoId === video.id)
  if (post) post.text = video.text
  server.world.changed()
  return { success: true }
}

/** `POST /{video}/thumbnails`. */
export function setCover(asked: Signed, video: Video): Json {
  needScope(asked.token, 'pages_manage_posts')
  onlyKnown(asked, ['is_preferred'])
  const picture = asked.files.get('source')?.bytes
  if (!picture) throw new GraphError('(#324) Requires upload file', { code: 324 })
  if (picture.length > 10 * 1024 * 1024) throw invalid('The thumbnail has to be smaller than 10 MB')
  video.cover = Buffer.from(picture).toString('base64')
  asked.server.world.changed()
  return { success: true }
}

/** `POST /{video}/captions`: a SubRip file that says its language in its name. */
export function setCaptions(asked: Signed, video: Video): Json {
  needScope(asked.token, 'pages_manage_posts')
  onlyKnown(asked, ['default_locale'])
  const file = asked.files.get('captions_file')
  if (!file) throw new GraphError('(#324) Requires upload file', { code: 324 })
  const locale = /\.([a-z]{2}_[A-Z]{2})\.srt$/.exec(file.name)?.[1]
  if (locale === undefined) throw new GraphError('(#387) There was an issue with the captions file name.', { code: 387 })
  if (!/-->/.test(Buffer.from(file.bytes).toString()))
    throw new GraphError('(#385) The captions file you selected is in an invalid format', { code: 385 })
  video.captions.push(locale)
  asked.server.world.changed()
  return { success: true }
}
