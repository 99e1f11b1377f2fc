import { z } from 'zod'

import { needScope } from '../stand-in-graph-login.ts'
import { GraphError, invalid, needed, onlyKnown } from '../stand-in-graph.ts'
import { inSeconds, isOlder, nowAt } from '../stand-in-time.ts'
import { fetchFilm, fetchPicture } from './stand-in-files.ts'
import { type Container, newId, type Said, type Server } from './stand-in-state.ts'
import { countLinks, countText, isTopic } from './stand-in-text.ts'
import type { Signed } from './stand-in-wire.ts'

const day = 24 * 60 * 60
const maxAlt = 1000
const replyControls = ['everyone', 'accounts_you_follow', 'mentioned_only', 'parent_post_author_only', 'followers_only']

/** Parameters for what the post says, then those of each kind. Places, GIFs, ghosts, attached texts and spoilers in words are not open here. */
const saying = ['media_type', 'text', 'reply_to_id', 'reply_control', 'quote_post_id', 'topic_tag']
const ofKind: Readonly<Record<Container['kind'], readonly string[]>> = {
  TEXT: [...saying, 'link_attachment', 'poll_attachment'],
  IMAGE: [...saying, 'image_url', 'alt_text', 'is_carousel_item', 'is_spoiler_media'],
  VIDEO: [...saying, 'video_url', 'alt_text', 'is_carousel_item', 'is_spoiler_media'],
  CAROUSEL: [...saying, 'children', 'is_spoiler_media'],
}
const kindSchema = z.enum(['TEXT', 'IMAGE', 'VIDEO', 'CAROUSEL'])

/** `POST /{user}/threads`: a container for words, a picture or film, an item of a carousel, or a carousel. */
export async function makeContainer(asked: Signed): Promise<{ readonly id: string }> {
  const { server, token } = asked
  needScope(token, 'threads_content_publish')
  const kind = kindSchema.safeParse(needed(asked, 'media_type')).data
  if (!kind) throw invalid('Param media_type must be one of {TEXT, IMAGE, VIDEO, CAROUSEL}')
  onlyKnown(asked, ofKind[kind])
  const isItem = truth(asked, 'is_carousel_item')
  const said = isItem ? nothingSaid(asked) : saidIn(asked)
  const container: Container = { ...fresh(asked, kind), ...said, isItem, ...(await insideOf(asked, kind)) }
  if (kind === 'TEXT') checkWords(container)
  server.state.containers.push(container)
  forgetOld(server)
  server.world.changed()
  return { id: container.id }
}

function fresh({ server, token }: Signed, kind: Container['kind']) {
  const failed = kind === 'TEXT' ? undefined : server.settings.spoil()
  const seconds = kind === 'TEXT' ? 0 : server.settings.processingSeconds
  return {
    id: newId('1'),
    personId: token.personId,
    kind,
    children: [],
    madeAt: nowAt(server),
    readyAt: inSeconds(server, seconds),
    ...(failed === undefined ? {} : { failed }),
  }
}

function nothingSaid({ parameters }: Signed): Said {
  const strange = ['text', 'reply_to_id', 'reply_control', 'quote_post_id', 'topic_tag', 'is_spoiler_media'].find((name) =>
    parameters.has(name),
  )
  if (strange !== undefined) throw invalid(`An item of a carousel has no ${strange}`)
  return { text: '', replyControl: 'everyone' }
}

function saidIn(asked: Signed): Said {
  const { server, token, parameters } = asked
  const text = parameters.get('text') ?? ''
  if (countText(text) > 500) throw invalid('Param text must be at most 500 characters long.')
  const replyControl = parameters.get('reply_control') ?? 'everyone'
  if (!replyControls.includes(replyControl)) throw invalid(`Param reply_control must be one of {${replyControls.join(', ')}}`)
  const replyTo = parameters.get('reply_to_id')
  if (replyTo !== undefined) {
    needScope(token, 'threads_manage_replies')
    mustBeThere(server, replyTo, 'reply_to_id')
  }
  const quoteOf = parameters.get('quote_post_id')
  if (quoteOf !== undefined) mustBeThere(server, quoteOf, 'quote_post_id')
  const topic = parameters.get('topic_tag')
  if (topic !== undefined && !isTopic(topic)) throw invalid('Param topic_tag must have 1 to 50 characters, and no periods or ampersands.')
  const link = linkIn(asked)
  if (countLinks(text, link) > 5) throw new GraphError('THREADS_API__LINK_LIMIT_EXCEEDED', { code: 100, type: 'THApiException' })
  const poll = pollIn(asked)
  return {
    text,
    replyControl,
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(quoteOf === undefined ? {} : { quoteOf }),
    ...(topic === undefined ? {} : { topic }),
    ...(link === undefined ? {} : { link }),
    ...(poll === undefined ? {} : { poll: [...poll] }),
  }
}

function mustBeThere({ state }: Server, id: string, name: string): void {
  if (!state.posts.some((post) => post.id === id)) throw invalid(`Param ${name} is not a valid Threads media id`)
}

function linkIn({ parameters }: Signed): string | undefined {
  const link = parameters.get('link_attachment')
  if (link !== undefined && !(URL.canParse(link) && /^https?:$/.test(new URL(link).protocol)))
    throw invalid('Param link_attachment must be a valid URL')
  if (link !== undefined && parameters.has('poll_attachment')) throw invalid('A post has a link attachment or a poll attachment, not both')
  return link
}

const option = z.string().refine((text) => text.trim() !== '' && Array.from(text).length <= 25)
const pollSchema = z.strictObject({ option_a: option, option_b: option, option_c: option.optional(), option_d: option.optional() })

function pollIn({ parameters }: Signed): readonly string[] | undefined {
  const written = parameters.get('poll_attachment')
  if (written === undefined) return undefined
  const poll = pollSchema.safeParse(jsonIn(written)).data
  if (!poll || (poll.option_d !== undefined && poll.option_c === undefined)) {
    throw invalid('Param poll_attachment must have 2 to 4 options of 1 to 25 characters')
  }
  return [poll.option_a, poll.option_b, poll.option_c ?? [], poll.option_d ?? []].flat()
}

function jsonIn(written: string): unknown {
  try {
    return JSON.parse(written)
  } catch {
    return undefined // Then it is no poll either.
  }
}

function checkWords({ text, link, poll }: Said): void {
  if (text.trim() !== '' || (link !== undefined && !poll)) return
  throw invalid('Param text is required for a post of words')
}

/** What the container holds besides words. @throws GraphError */
async function insideOf(asked: Signed, kind: Container['kind']): Promise<Partial<Container>> {
  const { server, parameters } = asked
  if (kind === 'TEXT') return {}
  if (kind === 'CAROUSEL') return { children: [...childrenIn(asked)] }
  const alt = parameters.get('alt_text') ?? ''
  if (Array.from(alt).length > maxAlt) throw invalid(`Param alt_text must be at most ${maxAlt} characters long.`)
  const more = { alt, spoiler: truth(asked, 'is_spoiler_media') }
  if (kind === 'IMAGE') return { file: { ...(await fetchPicture(server, needed(asked, 'image_url'))), ...more } }
  const fetched = await fetchFilm(server, needed(asked, 'video_url'))
  return 'failed' in fetched ? fetched : { file: { ...fetched.file, ...more } }
}

/** Two to twenty items of one's own, each ready. */
function childrenIn(asked: Signed): readonly string[] {
  const { server } = asked
  const ids = needed(asked, 'children').split(',')
  if (ids.length < 2 || ids.length > 20 || new Set(ids).size < ids.length) throw invalid('Param children must have 2 to 20 different items')
  for (const id of ids) {
    const item = ownContainer(asked, id)
    if (!item?.isItem || statusOf(server, item) !== 'FINISHED') throw mediaNotFound(id)
    if (item.file) item.file.spoiler = truth(asked, 'is_spoiler_media')
  }
  return ids
}

function truth({ parameters }: Signed, name: string): boolean {
  const written = parameters.get(name)
  if (written === undefined || written === 'false') return false
  if (written === 'true') return true
  throw invalid(`Param ${name} must be a boolean`)
}

export function mediaNotFound(id: string): GraphError {
  const message = `The media with id ${id} cannot be found.`
  return new GraphError(message, { code: 24, subcode: 4279009, title: 'Media Not Found' })
}

export function ownContainer({ server, token }: Signed, id: string): Container | undefined {
  return server.state.containers.find((container) => container.id === id && container.personId === token.personId)
}

export type Status = 'IN_PROGRESS' | 'FINISHED' | 'PUBLISHED' | 'EXPIRED' | 'ERROR'

export function statusOf(server: Server, { postId, failed, madeAt, readyAt }: Container): Status {
  if (postId !== undefined) return 'PUBLISHED'
  if (isOlder(server, madeAt, day)) return 'EXPIRED'
  if (!isOlder(server, readyAt, 0)) return 'IN_PROGRESS'
  return failed === undefined ? 'FINISHED' : 'ERROR'
}

/** Files are large: of what has expired only the state is kept, and that for a month. */
function forgetOld(server: Server): void {
  const { containers } = server.state
  for (const container of containers) if (isOlder(server, container.madeAt, 2 * day)) delete container.file
  containers.splice(0, containers.filter(({ madeAt }) => isOlder(server, madeAt, 30 * day)).length)
}
