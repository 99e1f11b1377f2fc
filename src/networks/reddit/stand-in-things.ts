import type { Json } from '#kit/json'

import { crowdOf } from '../stand-in-crowd.ts'
import { figuresOfPost } from '../stand-in-figures.ts'
import { isOver } from '../stand-in-time.ts'
import { type Comment, type Letter, personWith, type Post, type Server } from './stand-in-state.ts'
import { inWholeSeconds } from './stand-in-wire.ts'

/** Has it become a post? */
export function isShown(server: Server, post: Post): boolean {
  return isOver(server, post.shownAt)
}

/** Without the site in front. */
export function pathOf({ id, community, title }: Post): string {
  const words = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_|_$/g, '')
    .slice(0, 50)
  return `/r/${community}/comments/${id.slice(3)}/${words}/`
}

export function permalinkOf({ world }: Server, post: Post): string {
  return `${world.webOrigin}${pathOf(post)}`
}

export function commentPath({ state }: Server, { id, postId }: Comment): string {
  const post = state.posts.find((each) => each.id === postId)
  return `${post ? pathOf(post) : '/'}${id.slice(3)}/`
}

export function fileAddress({ world }: Server, assetId: string): string {
  return `${world.webOrigin}/files/${assetId}`
}

export function commentsOn({ state }: Server, postId: string): readonly Comment[] {
  return state.comments.filter((comment) => comment.postId === postId && !comment.deleted)
}

function authorOf(server: Server, { personId, deleted }: { readonly personId: string; readonly deleted?: boolean | undefined }) {
  return deleted ? { author: '[deleted]' } : { author: personWith(server, personId).handle, author_fullname: personId }
}

/** A vote of one's own stands from the first. */
export function scoreOf({ state }: Server, { id, likes }: Post | Comment): number {
  return Math.max(0, 1 + likes.length + crowdOf(state, id, 'reactions'))
}

/** A post as listings have it. */
export function postThing(server: Server, post: Post): Json {
  const { id, community, kind, title, text, url, assets, poll, nsfw, spoiler, flair, at, deleted, reposts } = post
  const score = scoreOf(server, post)
  const lived = { id, at, likes: post.likes.length, shares: reposts.length, comments: commentsOn(server, id).map((each) => each.at) }
  const figures = figuresOfPost(server, lived)
  const [first] = assets
  return {
    kind: 't3',
    data: {
      id: id.slice(3),
      name: id,
      ...authorOf(server, post),
      subreddit: community,
      title: title,
      selftext: deleted ? '[deleted]' : text,
      permalink: pathOf(post),
      url: url ?? (first === undefined ? permalinkOf(server, post) : fileAddress(server, first)),
      created_utc: inWholeSeconds(at),
      edited: post.editedAt === undefined ? false : inWholeSeconds(post.editedAt),
      is_self: kind === 'self' || kind === 'poll',
      is_video: kind === 'video',
      ...(kind === 'gallery'
        ? { is_gallery: true, gallery_data: { items: assets.map((media_id, index) => ({ media_id, id: index })) } }
        : {}),
      ...(poll ? { poll_data: { options: poll.options.map((option) => ({ text: option })), total_vote_count: 0 } } : {}),
      ...(kind === 'image' || kind === 'link' ? { post_hint: kind } : {}),
      over_18: nsfw,
      spoiler,
      link_flair_template_id: flair ?? null,
      score,
      ups: score,
      downs: 0,
      upvote_ratio: 1,
      num_comments: figures.comments,
      num_crossposts: figures.shares,
      view_count: null,
      removed_by_category: deleted ? 'deleted' : null,
    },
  }
}

export function commentThing(server: Server, comment: Comment): Json {
  const { id, postId, parent, text, at, editedAt, deleted } = comment
  const post = server.state.posts.find((each) => each.id === postId)
  return {
    kind: 't1',
    data: {
      id: id.slice(3),
      name: id,
      ...authorOf(server, comment),
      body: deleted ? '[deleted]' : text,
      link_id: postId,
      link_title: post?.title ?? '',
      link_author: post ? personWith(server, post.personId).handle : '[deleted]',
      parent_id: parent,
      permalink: commentPath(server, comment),
      subreddit: post?.community ?? '',
      created_utc: inWholeSeconds(at),
      edited: editedAt === undefined ? false : inWholeSeconds(editedAt),
      score: scoreOf(server, comment),
    },
  }
}

export type Why = 'post_reply' | 'comment_reply' | 'username_mention'

/** A comment as the inbox tells of it. */
export function noticeThing(server: Server, comment: Comment, why: Why): Json {
  const { id, postId, parent, text, at } = comment
  const post = server.state.posts.find((each) => each.id === postId)
  return {
    kind: 't1',
    data: {
      id: id.slice(3),
      name: id,
      ...authorOf(server, comment),
      subject: why.replace('_', ' '),
      type: why,
      was_comment: true,
      new: true,
      body: text,
      context: `${commentPath(server, comment)}?context=3`,
      link_title: post?.title ?? '',
      parent_id: parent,
      subreddit: post?.community ?? '',
      created_utc: inWholeSeconds(at),
    },
  }
}

export function letterThing(server: Server, { id, from, to, text, at, subject = '', parent, first }: Letter): Json {
  return {
    kind: 't4',
    data: {
      id: id.slice(3),
      name: id,
      author: personWith(server, from).handle,
      author_fullname: from,
      dest: personWith(server, to).handle,
      subject,
      type: 'unknown',
      was_comment: false,
      new: true,
      body: text,
      context: '',
      parent_id: parent ?? null,
      first_message_name: first ?? null,
      subreddit: null,
      created_utc: inWholeSeconds(at),
    },
  }
}
