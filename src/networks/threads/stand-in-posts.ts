import type { Json } from '#kit/json'

import { needScope } from '../stand-in-graph-login.ts'
import { type Fields, GraphError, invalid, needed, onlyKnown, pick } from '../stand-in-graph.ts'
import { newShortcode } from '../stand-in-ids.ts'
import { isOlder, nowAt } from '../stand-in-time.ts'
import { mediaNotFound, ownContainer, statusOf } from './stand-in-containers.ts'
import { quotaFields, spend } from './stand-in-quota.ts'
import { type Container, newId, type Person, type Post, type Server } from './stand-in-state.ts'
import { topicIn } from './stand-in-text.ts'
import type { Signed } from './stand-in-wire.ts'

/** `POST /{user}/threads_publish`: each container once. What a second time is told is not documented; this is the least telling of its errors. */
export function publishContainer(asked: Signed): { readonly id: string } {
  const { server, token } = asked
  needScope(token, 'threads_content_publish')
  onlyKnown(asked, ['creation_id'])
  const id = needed(asked, 'creation_id')
  const container = ownContainer(asked, id)
  if (!container || statusOf(server, container) !== 'FINISHED') throw mediaNotFound(id)
  if (container.isItem) throw invalid('An item of a carousel cannot be published alone')
  const { replyTo } = container
  if (replyTo !== undefined && !server.state.posts.some((post) => post.id === replyTo)) throw invalid('The post that is answered is gone')
  spend(server, token.personId, replyTo === undefined ? 'post' : 'reply')
  const post = postFrom(server, container)
  container.postId = post.id
  server.state.posts.push(post)
  server.world.changed()
  return { id: post.id }
}

function postFrom(server: Server, container: Container): Post {
  const items = container.children.flatMap((id) => server.state.containers.find((each) => each.id === id) ?? [])
  const files = [container, ...items].flatMap(({ file }) => (file ? [{ ...file, id: newId('18') }] : []))
  for (const one of [container, ...items]) delete one.file
  const { personId, text, replyControl, replyTo, quoteOf, link, poll, topic = topicIn(text) } = container
  return {
    id: newId('18'),
    personId,
    shortcode: newShortcode(),
    text,
    replyControl,
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(quoteOf === undefined ? {} : { quoteOf }),
    ...(link === undefined ? {} : { link }),
    ...(poll ? { poll } : {}),
    ...(topic === undefined ? {} : { topic }),
    files,
    at: nowAt(server),
    likes: [],
    reposts: [],
    votes: [],
  }
}

/** `GET /{container}`. */
export function containerFields(server: Server, container: Container): Fields {
  const status = statusOf(server, container)
  return {
    id: () => container.id,
    status: (): Json => status,
    error_message: () => (status === 'ERROR' ? container.failed : undefined),
  }
}

/** `DELETE /{post}`: one's own only. Answers to it stay. */
export function deletePost({ server, token }: Signed, post: Post): Json {
  needScope(token, 'threads_delete')
  if (post.personId !== token.personId) throw new GraphError('(#10) Application does not have permission for this action', { code: 10 })
  spend(server, token.personId, 'delete')
  server.state.posts.splice(server.state.posts.indexOf(post), 1)
  server.world.changed()
  return { success: true, deleted_id: post.id }
}

export function permalink({ world, state }: Server, { personId, shortcode }: Pick<Post, 'personId' | 'shortcode'>): string {
  const handle = state.people.find(({ id }) => id === personId)?.handle ?? ''
  return `${world.webOrigin}/@${handle}/post/${shortcode}`
}

export function fileUrl({ world }: Server, { id, kind }: Pick<Post['files'][number], 'id' | 'kind'>): string {
  return `${world.webOrigin}/files/${id}.${kind === 'video' ? 'mp4' : 'jpg'}`
}

/** Whole seconds and a zone without a colon, as the Graph API writes time. */
function timestamp(at: string): string {
  return `${Temporal.Instant.from(at).toString({ smallestUnit: 'second' }).replace(/Z$/, '')}+0000`
}

const kinds = { image: 'IMAGE', video: 'VIDEO' } as const

/** `GET /{post}`, also each of a list. */
export function postFields(server: Server, post: Post, reader: string): Fields {
  const { state } = server
  const [first, second] = post.files
  const owner = state.people.find(({ id }) => id === post.personId)
  const root = rootOf(server, post)
  const answers = state.posts.filter(({ replyTo }) => replyTo === post.id)
  return {
    id: () => post.id,
    media_product_type: () => 'THREADS',
    media_type: () => (second ? 'CAROUSEL_ALBUM' : first ? kinds[first.kind] : 'TEXT_POST'),
    media_url: () => (first && !second ? fileUrl(server, first) : undefined),
    gif_url: () => undefined,
    thumbnail_url: () => (first?.kind === 'video' && !second ? `${fileUrl(server, first)}.jpg` : undefined),
    permalink: () => permalink(server, post),
    shortcode: () => post.shortcode,
    owner: () => (post.personId === reader ? { id: post.personId } : undefined),
    username: () => owner?.handle,
    text: () => (post.text === '' ? undefined : post.text),
    timestamp: () => timestamp(post.at),
    children: () => (second ? { data: post.files.map(({ id }) => ({ id })) } : undefined),
    alt_text: () => (second ? undefined : first?.alt || undefined),
    is_quote_post: () => post.quoteOf !== undefined,
    quoted_post: () => (post.quoteOf === undefined ? undefined : { id: post.quoteOf }),
    reposted_post: () => undefined,
    has_replies: () => answers.length > 0,
    is_reply: () => post.replyTo !== undefined,
    is_reply_owned_by_me: () => post.replyTo !== undefined && post.personId === reader,
    root_post: () => (root ? { id: root.id } : undefined),
    replied_to: () => (post.replyTo === undefined ? undefined : { id: post.replyTo }),
    hide_status: () => (post.replyTo === undefined ? undefined : isHidden(server, post) ? 'HIDDEN' : 'NOT_HUSHED'),
    reply_audience: () => post.replyControl.toUpperCase(),
    link_attachment_url: () => post.link,
    topic_tag: () => post.topic,
    poll_attachment: () => pollFields(post),
    location_id: () => undefined,
    is_verified: () => false,
    profile_picture_url: () => owner?.avatarUrl,
  }
}

export function rootOf(server: Server, { replyTo }: Post): Post | undefined {
  const above = server.state.posts.find(({ id }) => id === replyTo)
  return above && (rootOf(server, above) ?? above)
}

const letters = ['a', 'b', 'c', 'd']

function pollFields({ poll, votes, at }: Post): Json | undefined {
  if (!poll) return undefined
  const options = poll.flatMap((text, index) => {
    const share = votes.filter(({ option }) => option === index).length / Math.max(votes.length, 1)
    return [[`option_${letters[index]}`, text] as const, [`option_${letters[index]}_votes_percentage`, share] as const]
  })
  return { ...Object.fromEntries(options), expiration_timestamp: timestamp(pollEnd(at)) }
}

/** A poll runs for a day. */
export function pollEnd(at: string): string {
  return Temporal.Instant.from(at).add({ hours: 24 }).toString()
}

/** With a reply everything under it is hidden. */
function isHidden(server: Server, { hidden = false, replyTo }: Post): boolean {
  const above = server.state.posts.find(({ id }) => id === replyTo)
  return hidden || (above !== undefined && isHidden(server, above))
}

/** `GET /{user}/threads` or `/replies`: newest first, in pages. */
export function listPosts(asked: Signed, person: Person, wanted: 'posts' | 'replies'): Json {
  onlyKnown(asked, ['since', 'until', 'limit', 'after', 'before'])
  const { server, token } = asked
  if (wanted === 'replies') needScope(token, 'threads_read_replies')
  const all = server.state.posts.toReversed().filter((post) => {
    const isWanted = post.personId === person.id && (post.replyTo !== undefined) === (wanted === 'replies')
    return isWanted && isListed(server, post) && isWithin(asked, post)
  })
  return pageOf(asked, all)
}

export function isListed(server: Server, { at }: Post): boolean {
  return isOlder(server, at, server.settings.listingLagSeconds)
}

/** A page of a list, with where the next one begins. */
export function pageOf({ server, parameters, token }: Signed, all: readonly Post[]): Json {
  const limit = Number(parameters.get('limit') ?? 25)
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) throw invalid('limit must be 1 to 100')
  const from = all.findIndex(({ id }) => id === placeIn(parameters.get('after'))) + 1
  const shown = all.slice(from, from + limit)
  const fields = parameters.get('fields')
  return {
    data: shown.map((post) => pick(postFields(server, post, token.personId), fields, 'ThreadsMedia')),
    ...(shown.length > 0 ? { paging: { cursors: { before: cursor(shown[0]), after: cursor(shown.at(-1)) } } } : {}),
  }
}

export function isWithin({ parameters }: Signed, { at }: Post): boolean {
  const seconds = Date.parse(at) / 1000
  return seconds >= instantIn(parameters.get('since'), 0) && seconds <= instantIn(parameters.get('until'), Infinity)
}

/** Seconds since 1970, or a date. */
function instantIn(written: string | undefined, otherwise: number): number {
  if (written === undefined) return otherwise
  const seconds = /^\d+$/.test(written) ? Number(written) : Date.parse(written) / 1000
  if (Number.isNaN(seconds)) throw invalid('since and until are instants')
  return seconds
}

function placeIn(after: string | undefined): string {
  return Buffer.from(after ?? '', 'base64url').toString()
}

function cursor(post: Post | undefined): string {
  return Buffer.from(post?.id ?? '').toString('base64url')
}

/** `GET /{user}/threads_publishing_limit`: only the fields asked for. */
export function readQuota(asked: Signed, person: Person): Json {
  onlyKnown(asked, [])
  const { id: _, ...values } = pick(
    { id: () => person.id, ...quotaFields(asked.server, person.id) },
    asked.parameters.get('fields'),
    'Quota',
  )
  return { data: [values] }
}

/** `GET /me` and `GET /{user}`. */
export function personFields(person: Person): Fields {
  return {
    id: () => person.id,
    username: () => person.handle,
    name: () => person.displayName,
    is_verified: () => false,
    threads_profile_picture_url: () => person.avatarUrl,
    threads_biography: () => person.bio ?? '',
    recently_searched_keywords: () => [],
    is_eligible_for_geo_gating: () => false,
  }
}
