import { z } from 'zod'

import { crowdOf } from '../stand-in-crowd.ts'
import type { StandInPost } from '../stand-in.ts'
import { Content } from './stand-in-content.ts'
import { readLittle } from './stand-in-little.ts'
import type { Comment, Post, Server } from './stand-in-state.ts'
import { fileUrl } from './stand-in-uploads.ts'

/** Posts and comments, newest first. */
export function shownPosts(
  server: Server,
  { profileId, limit }: { readonly profileId?: string; readonly limit?: number },
): readonly StandInPost[] {
  const { posts, comments } = server.state
  const live = new Set(posts.filter(({ deleted }) => !deleted).map(({ urn }) => urn))
  const all = [
    ...posts
      .filter((post) => live.has(post.urn) && (profileId === undefined || post.author === profileId))
      .map((post) => shownPost(server, post)),
    ...comments
      .filter(({ post, actor }) => live.has(post) && (profileId === undefined || actor === profileId))
      .map((comment) => shownComment(server, comment)),
  ]
  return all
    .toReversed()
    .toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at))
    .slice(0, limit)
}

export function shownPost(server: Server, post: Post): StandInPost {
  return {
    id: post.urn,
    profileId: post.author,
    text: readLittle(post.commentary).text,
    ...shownContent(server, post),
    visibility: post.visibility,
    at: post.at,
    url: postUrl(server, post.urn),
    likes: post.likes.length + crowdOf(server.state, post.urn, 'reactions'),
    reposts: post.reposts.length + crowdOf(server.state, post.urn, 'shares'),
    replies: server.state.comments.filter((comment) => comment.post === post.urn).length,
  }
}

export function shownComment(server: Server, { id, post, actor, text, at, likes, parent }: Comment): StandInPost {
  const url = `${postUrl(server, post)}?commentUrn=${id}`
  const replies = server.state.comments.filter((each) => each.parent === id).length
  return { id, profileId: actor, text, images: [], replyTo: parent ?? post, at, url, likes: likes.length, reposts: 0, replies }
}

export function postUrl({ world }: Server, urn: string): string {
  return `${world.webOrigin}/feed/update/${urn}/`
}

type Shown = Pick<StandInPost, 'images' | 'videos' | 'document' | 'link' | 'poll' | 'kind'>

function shownContent(server: Server, post: Post): Shown {
  const content = Content.safeParse(post.content).data
  if (!content) return { images: [], kind: 'post' }
  if ('multiImage' in content) {
    const images = content.multiImage.images.map(({ id, altText = '' }) => ({ url: fileUrl(server, id), alt: altText }))
    return { images, kind: 'post' }
  }
  if ('article' in content) {
    const { source, title, description = '', thumbnail, thumbnailAltText = '' } = content.article
    const images = thumbnail === undefined ? [] : [{ url: fileUrl(server, thumbnail), alt: thumbnailAltText }]
    return { images, link: { url: source, title, description }, kind: 'article' }
  }
  return 'poll' in content ? shownPoll(post, content.poll) : shownMedia(server, content.media)
}

const days = { ONE_DAY: 1, THREE_DAYS: 3, SEVEN_DAYS: 7, FOURTEEN_DAYS: 14 } as const

function shownPoll(
  { at, votes }: Post,
  { question, options, settings }: Extract<Content, { poll: unknown }>['poll'],
): Shown & { title: string } {
  const endsAt = Temporal.Instant.from(at)
    .add({ hours: 24 * days[settings.duration] })
    .toString()
  return {
    images: [],
    poll: { options: options.map(({ text }) => ({ text, votes: votes[text] ?? 0 })), endsAt },
    kind: 'poll',
    title: question,
  }
}

function shownMedia(server: Server, { id, title = '', altText = '' }: Extract<Content, { media: unknown }>['media']): Shown {
  const upload = server.state.uploads.find(({ urn }) => urn === id)
  const url = fileUrl(server, id)
  if (id.startsWith('urn:li:image:')) return { images: [{ url, alt: altText }], kind: 'post' }
  if (id.startsWith('urn:li:document:'))
    return { images: [], document: { url, title, pages: z.int().catch(1).parse(upload?.pages) }, kind: 'document' }
  return { images: [], videos: [{ url, seconds: upload?.seconds ?? 0, ...(altText === '' ? {} : { alt: altText }) }], kind: 'video' }
}
