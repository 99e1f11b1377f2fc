import type { Json } from '#kit/json'

import { addCrowd } from '../stand-in-crowd.ts'
import { figuresOfPost } from '../stand-in-figures.ts'
import type { Crowd } from '../stand-in.ts'
import type { Media, Person, Post } from './stand-in-state.ts'
import type { Server } from './stand-in-wire.ts'

/** What X counts of a post for everybody. */
export function metricsOf(server: Server, post: Post) {
  const { impressions, reactions, shares, saves } = figuresOf(server, post)
  const { posts } = server.state
  return {
    repost_count: shares,
    reply_count: posts.filter(({ replyTo }) => replyTo === post.id).length,
    like_count: reactions,
    quote_count: posts.filter(({ quotes }) => quotes === post.id).length,
    bookmark_count: saves,
    impression_count: impressions,
  }
}

/** What X tells only its author, and only of what is younger than thirty days. Nobody promotes anything here. */
export function ownMetrics(server: Server, post: Post): { readonly non_public_metrics: Json; readonly organic_metrics: Json } {
  const { impressions, clicks, profileViews } = figuresOf(server, post)
  const { reply_count, quote_count, like_count, repost_count } = metricsOf(server, post)
  const counts = {
    impression_count: impressions,
    url_link_clicks: post.links.length > 0 ? clicks : 0,
    user_profile_clicks: profileViews,
  }
  const engagements = like_count + repost_count + reply_count + quote_count + counts.url_link_clicks + profileViews
  return {
    non_public_metrics: { ...counts, engagements },
    organic_metrics: { ...counts, like_count, reply_count, retweet_count: repost_count },
  }
}

const ownFields = ['non_public_metrics', 'organic_metrics']
const ownDays = 30

/** The first of the fields asked for that this reader may not be told of this post. */
export function closedField(
  { world }: Server,
  post: Post,
  { reader, fields = [] }: { readonly reader: Person; readonly fields?: readonly string[] | undefined },
): string | undefined {
  const isYoung = Temporal.Instant.compare(Temporal.Instant.from(post.createdAt).add({ hours: ownDays * 24 }), world.now()) > 0
  if (post.authorId === reader.id && isYoung) return undefined
  return fields.find((field) => ownFields.includes(field))
}

export function closedProblem({ id }: Post, field: string): Json {
  return {
    value: id,
    detail: `Sorry, you are not authorized to access '${field}' on the Tweet with ids : [${id}].`,
    title: 'Field Authorization Error',
    resource_type: 'tweet',
    section: 'data',
    parameter: 'ids',
    resource_id: id,
    field,
    type: 'https://api.x.com/2/problems/not-authorized-for-field',
  }
}

/** Of every post that shows it. */
export function filmViews(server: Server, { id, category }: Media): { readonly public_metrics?: Json } {
  if (category !== 'tweet_video') return {}
  const shown = server.state.posts.filter(({ mediaIds }) => mediaIds.includes(id))
  return { public_metrics: { view_count: shown.reduce((sum, post) => sum + figuresOf(server, post).videoViews, 0) } }
}

function figuresOf({ world, state }: Server, { id, createdAt: at, mediaIds }: Post) {
  const count = (kind: string) => state.marks.filter((mark) => mark.kind === kind && mark.about === id).length
  const film = state.media.find((media) => media.category === 'tweet_video' && mediaIds.includes(media.id))
  const comments = state.posts.flatMap(({ replyTo, createdAt }) => (replyTo === id ? [createdAt] : []))
  const lived = { id, at, likes: count('like'), shares: count('repost'), comments, ...(film ? { seconds: film.seconds ?? 1 } : {}) }
  return figuresOfPost({ world, state: { crowd: state.crowd, follows: [] } }, lived)
}

/** What many did. @throws Error with a sentence where there is no such post or profile. */
export function crowd(server: Server, deeds: Crowd): void {
  const { people, posts } = server.state
  if (people.some(({ id }) => id === deeds.on)) return addCrowd(server, deeds, ['followers'])
  if (!posts.some(({ id }) => id === deeds.on)) throw new Error(`There is no post and nobody ${deeds.on} on X.`)
  addCrowd(server, deeds, ['impressions', 'reactions', 'shares', 'saves', 'clicks', 'videoViews', 'profileViews'])
}
