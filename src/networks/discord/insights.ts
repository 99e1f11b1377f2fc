import { z } from 'zod'

import { followersNow } from '../followers-now.ts'
import { knownFigures, sumOf } from '../known-figures.ts'
import type { AccountAccess, Insights, NetworkEnvironment, Outcome, PostAsked, PostReading, PostsReading, PostType } from '../network.ts'
import { ask, callOf, messageCall } from './api.ts'
import { placeOf, type Session, signedIn } from './session.ts'

/** The network counts who is on a server and what is done with a message; how often anything was seen nobody counts. */
export const insights = {
  profile: followersNow({ source: 'approximate_member_count', note: 'insights.members', everyHours: 6, read: readFollowers }),
  posts: {
    sources: [
      { metric: 'reactions', source: 'reactions.count + poll.results.answer_counts.count', note: 'insights.reactions' },
      { metric: 'comments', source: 'thread.message_count', note: 'insights.comments' },
    ],
    atOnce: 20,
    read: readPosts,
  },
} satisfies Insights

const guildSchema = z.object({ id: z.string(), approximate_member_count: z.int().nullish().catch(undefined) })

async function readFollowers(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<number | null | undefined>> {
  const session = signedIn(access)
  if (session.way === 'webhook') return { ok: true, value: undefined }
  const call = { ...callOf(session), path: `guilds/${session.guild}`, query: { with_counts: 'true' }, answer: guildSchema }
  const read = await ask(call, environment)
  return read.ok ? { ok: true, value: read.value.approximate_member_count } : read
}

const countSchema = z.object({ count: z.int().nonnegative() })
const threadSchema = z.object({ message_count: z.int().nonnegative().optional() })
const messageSchema = z.object({
  id: z.string(),
  attachments: z.array(z.object({ content_type: z.string().optional() })),
  embeds: z.array(z.object({ url: z.string().optional() })),
  /** Absent where there are none. */
  reactions: z.array(countSchema).default([]),
  poll: z.object({ results: z.object({ answer_counts: z.array(countSchema) }).nullish() }).optional(),
  thread: threadSchema.optional(),
})
type Message = z.infer<typeof messageSchema>

async function readPosts(
  posts: readonly PostAsked[],
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<PostsReading>> {
  const session = signedIn(access)
  const readings: PostReading[] = []
  const gone: string[] = []
  for (const { externalId } of posts) {
    const place = placeOf(externalId, session)
    const read = await ask({ ...callOf(session), ...messageCall(session, place), answer: messageSchema }, environment)
    const thread = read.ok && place.channel === place.id ? await readThread(place.channel, session, environment) : undefined
    if (thread?.ok === false && thread.trouble.kind !== 'rejected') return thread
    if (read.ok) readings.push(asReading(externalId, { ...read.value, ...(thread?.ok ? { thread: thread.value } : {}) }))
    else if (read.trouble.reason.code === 'not-there') gone.push(externalId)
    else if (read.trouble.kind !== 'rejected') return read
  }
  return { ok: true, value: { posts: readings, gone } }
}

/** What begins a forum’s thread says nothing of it, so the thread is asked; not by a webhook, which may not. */
async function readThread(
  channel: string,
  session: Session,
  environment: NetworkEnvironment,
): Promise<Outcome<z.infer<typeof threadSchema>>> {
  if (session.way === 'webhook') return { ok: true, value: {} }
  return ask({ ...callOf(session), path: `channels/${channel}`, answer: threadSchema }, environment)
}

function asReading(externalId: string, message: Message): PostReading {
  const { reactions, poll, thread } = message
  const votes = poll?.results?.answer_counts.map(({ count }) => count) ?? []
  const type = typeOf(message)
  const figures = knownFigures([
    ['reactions', sumOf(0, ...reactions.map(({ count }) => count), ...votes)],
    ['comments', thread?.message_count],
  ])
  return { externalId, figures, ...(type === undefined ? {} : { type }) }
}

/** A sound is none of the kinds. */
function typeOf({ attachments, embeds, poll }: Message): PostType | undefined {
  if (poll) return 'poll'
  const kinds = attachments.map(({ content_type: type = '' }) => type.split('/')[0] ?? '')
  if (kinds.includes('video')) return 'video'
  if (kinds.some((kind) => kind === 'application' || kind === 'text')) return 'document'
  if (kinds.includes('audio')) return undefined
  if (kinds.length > 0) return kinds.length > 1 ? 'gallery' : 'image'
  return embeds.length > 0 ? 'link' : 'text'
}
