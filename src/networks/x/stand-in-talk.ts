import { z } from 'zod'

import type { Json } from '#kit/json'

import { signedIn } from './stand-in-access.ts'
import { limits, spend } from './stand-in-limits.ts'
import type { Person, Post } from './stand-in-state.ts'
import { mentionsIn } from './stand-in-text.ts'
import { type Asked, forbidden, input, notFound, type Server } from './stand-in-wire.ts'

/** Whoever answers somebody else names them, in front of the words, unless they stand there already. */
export function namesBefore({ state }: Server, { replyTo, authorId, text }: Post): string {
  const above = state.posts.find(({ id }) => id === replyTo)
  const answered = state.people.find(({ id }) => id === above?.authorId)
  if (!answered || answered.id === authorId || mentionsIn(text).includes(answered.handle.toLowerCase())) return ''
  return `@${answered.handle} `
}

/** Does the post name this person, by its words or because it answers them? */
export function names(server: Server, post: Post, { handle }: Person): boolean {
  return mentionsIn(namesBefore(server, post) + post.text).includes(handle.toLowerCase())
}

/** Through the API one answers oneself, and who named or quoted one. */
export function mayAnswer(server: Server, author: Person, post: Post): boolean {
  const quoted = server.state.posts.find(({ id }) => id === post.quotes)
  return post.authorId === author.id || names(server, post, author) || quoted?.authorId === author.id
}

const Hide = z.strictObject({ hidden: z.boolean() })

/** `PUT /2/tweets/:id/hidden`: for whoever began the talk. */
export function hidePost(asked: Asked, postId: string): Json {
  const { server } = asked
  const person = signedIn(asked, ['tweet.read', 'tweet.moderate.write', 'users.read'])
  spend(asked, limits.hidePost, person.id)
  const { hidden } = input(asked, Hide)
  const post = server.state.posts.find(({ id }) => id === postId)
  if (!post) throw notFound(postId, { parameter: 'tweet_id', type: 'tweet' })
  const root = rootOf(server, post)
  if (root === post || root.authorId !== person.id) throw forbidden('You are not permitted to hide this reply.')
  post.hidden = hidden
  server.world.changed()
  return { data: { hidden } }
}

function rootOf(server: Server, post: Post): Post {
  const above = server.state.posts.find(({ id }) => id === post.replyTo)
  return above ? rootOf(server, above) : post
}
