import { z } from 'zod'

import { nowAt } from '../stand-in-time.ts'
import { readBody, saidIn } from './stand-in-body.ts'
import { isForum, keep, messageIn } from './stand-in-messages.ts'
import { messageObject } from './stand-in-objects.ts'
import { threadObject } from './stand-in-places.ts'
import { archivedAt, channelOwner, newSnowflake, type Person, type Server, type Thread } from './stand-in-state.ts'
import { DiscordError, invalid, json, needPermission, type Signed, unknownChannel } from './stand-in-wire.ts'

const nameSchema = z.object({ name: z.string().min(1).max(100) })

function nameIn(fields: unknown): string {
  const read = nameSchema.safeParse(fields)
  if (!read.success) throw invalid('name', 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 100 in length.')
  return read.data.name
}

/** `POST /channels/{forum}/threads`: a thread and its first message, together; there is no nonce. */
export async function beginForumThread(asked: Signed, channel: string): Promise<Response> {
  const { server, request, person } = asked
  needPermission(asked, 'SEND_MESSAGES')
  if (!isForum(server, channel)) throw new DiscordError(400, 50_024, 'Cannot execute action on this channel type')
  const body = await readBody(request)
  const name = nameIn(body.fields)
  const inner = z.object({ message: z.record(z.string(), z.unknown()) }).safeParse(body.fields)
  if (!inner.success) throw invalid('message', 'BASE_TYPE_REQUIRED', 'This field is required')
  const { callsAnswered: _, ...said } = await saidIn({ ...body, fields: inner.data.message }, server)
  const thread = openThread(server, { parent: channel, name, owner: person.user })
  const message = keep(server, { ...said, channel: thread.id, personId: person.id, byWebhook: false }, thread.id)
  return json({ ...threadObject(server, thread), message: messageObject(server, message, person.user) }, 201)
}

/** `POST /channels/{channel}/messages/{message}/threads`: a thread that hangs on a message and has its id. */
export async function beginThread(asked: Signed, channel: string, id: string): Promise<Response> {
  const { server, request, person } = asked
  messageIn(asked, channel, id)
  if (server.state.threads.some((thread) => thread.id === id))
    throw new DiscordError(400, 160_004, 'A thread has already been created for this message')
  const { fields } = await readBody(request)
  const thread = { id, parent: channel, name: nameIn(fields), owner: person.user, at: nowAt(server) }
  server.state.threads.push(thread)
  server.world.changed()
  return json(threadObject(server, thread), 201)
}

export function openThread(server: Server, { parent, name, owner }: Pick<Thread, 'parent' | 'name' | 'owner'>): Thread {
  const thread = { id: newSnowflake(server), parent, name, owner, at: nowAt(server) }
  server.state.threads.push(thread)
  return thread
}

/** `GET /guilds/{guild}/threads/active`, newest first. */
export function listThreads({ server }: Signed, { id }: Person): Response {
  const threads = server.state.threads.filter((thread) => thread.parent === id && !archivedAt(server, thread)).toReversed()
  return json({ threads: threads.map((thread) => threadObject(server, thread)), members: [], has_more: false })
}

/** `GET /channels/{channel}/threads/archived/public`: those that are closed, the last first. */
export function listArchived(asked: Signed, channel: string): Response {
  const { server, url } = asked
  if (channelOwner(server, channel)?.id !== channel) throw unknownChannel()
  needPermission(asked, 'READ_MESSAGE_HISTORY')
  const limit = Number(url.searchParams.get('limit') ?? 50)
  if (!Number.isInteger(limit) || limit < 2 || limit > 100)
    throw invalid('limit', 'NUMBER_TYPE_MAX', 'int value should be between 2 and 100.')
  const before = url.searchParams.get('before')
  const closed = server.state.threads
    .filter(({ parent }) => parent === channel)
    .map((thread) => ({ thread, at: archivedAt(server, thread)?.epochMilliseconds ?? Infinity }))
    .filter(({ at }) => at < (before === null ? Infinity : Date.parse(before)))
    .toSorted((one, other) => other.at - one.at)
  const threads = closed.slice(0, limit).map(({ thread }) => threadObject(server, thread))
  return json({ threads, members: [], has_more: closed.length > limit })
}

/** `DELETE /channels/{thread}`: with everything that was said there. */
export function deleteThread({ server }: Signed, id: string): Response {
  const { state, world } = server
  const thread = state.threads.find((each) => each.id === id)
  if (!thread) throw unknownChannel()
  needPermission({ server }, 'MANAGE_THREADS')
  const answer = threadObject(server, thread)
  state.threads.splice(state.threads.indexOf(thread), 1)
  state.messages.splice(0, state.messages.length, ...state.messages.filter(({ channel }) => channel !== id))
  world.changed()
  return json(answer)
}
