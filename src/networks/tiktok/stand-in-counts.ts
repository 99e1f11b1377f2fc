import type { InsightMetric } from '../network-insights.ts'
import { addCrowd } from '../stand-in-crowd.ts'
import { type Figures, figuresOfPost } from '../stand-in-figures.ts'
import type { Crowd } from '../stand-in.ts'
import type { Post, Server } from './stand-in-state.ts'

/** What has come of a post. Photos are played like a film, for some seconds. */
export function countsOf(server: Server, { id, at, likes, reposts, film }: Post): Figures {
  const comments = server.state.comments.filter(({ postId }) => postId === id).map((comment) => comment.at)
  return figuresOfPost(server, { id, at, likes: likes.length, shares: reposts.length, comments, seconds: film?.seconds ?? 10 })
}

const counted: readonly InsightMetric[] = ['videoViews', 'reactions', 'comments', 'shares', 'followers']

/** What many did. @throws Error with a sentence where there is no such post or profile. */
export function addDeeds(server: Server, deeds: Crowd): void {
  const { posts, people } = server.state
  if (![...posts, ...people].some(({ id }) => id === deeds.on)) throw new Error(`There is no post and nobody ${deeds.on} on TikTok.`)
  addCrowd(server, deeds, counted)
}
